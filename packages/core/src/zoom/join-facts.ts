/** A page, a package or a thread, and what it says in our words. */
export interface FactSource {
  readonly url: string;
  readonly says: string;
  /** The day it was read, YYYY-MM-DD. */
  readonly read: string;
}

/** What Zoom asks of a join beyond the signature. Nothing of it was tried against Zoom. */
export interface JoinFact {
  readonly says: string;
  readonly sources: readonly [FactSource, ...FactSource[]];
}

const READ = "2026-11-24";
const from = (url: string, says: string): FactSource => ({ url, says, read: READ });
const docs = (path: string, says: string): FactSource =>
  from(`https://developers.zoom.us/docs/meeting-sdk/${path}`, says);
const npm = (version: string, says: string): FactSource =>
  from(`https://www.npmjs.com/package/@zoom/meetingsdk/v/${version}`, says);
const forum = (thread: string, says: string): FactSource =>
  from(`https://devforum.zoom.us/t/${thread}`, says);

export type JoinFactId =
  | "signature-always"
  | "native-signature-is-the-apps"
  | "other-account-needs-user"
  | "own-account-needs-none"
  | "zak-acts-as-user"
  | "zak-starts"
  | "obf-joins-beside-user"
  | "obf-joins-only"
  | "zak-or-obf"
  | "sign-in-needs-zak"
  | "registrant-token"
  | "webinar-email"
  | "webinar-host-email"
  | "passcode-name"
  | "host-elsewhere-refused"
  | "app-reviewed"
  | "obf-web-version"
  | "obf-native-version"
  | "obf-react-native"
  | "sdk-key-parameter"
  | "tokens-in-address"
  | "token-scopes"
  | "zak-scopes"
  | "user-oauth-elsewhere"
  | "role-1-contradiction"
  | "obf-single-use-contradiction"
  | "webinar-start-contradiction"
  | "webinar-registration-contradiction";

export const JOIN_FACTS: Readonly<Record<JoinFactId, JoinFact>> = {
  "signature-always": {
    says: "Every join carries a signature, made for one meeting number and one role.",
    sources: [docs("auth/", "The claims of the token, and that role 0 joins and role 1 starts.")],
  },
  "native-signature-is-the-apps": {
    says: "A native SDK is authorised once for the app: its token needs neither meeting number nor role.",
    sources: [docs("auth/", "`mn` and `role` are for the web.")],
  },
  "other-account-needs-user": {
    says: "Since 2026-03-02 a meeting of another account than the app's needs a ZAK or an OBF token too, with every version of the SDK.",
    sources: [
      docs(
        "obf-faq/",
        "The rule, its day, and 5.17.5 as the oldest SDK; 6.6.10 and later say more in their errors.",
      ),
    ],
  },
  "own-account-needs-none": {
    says: "A meeting of the account that owns the app is joined with the signature alone.",
    sources: [
      docs("auth/", "The table of tokens by situation."),
      docs("obf-faq/", "The rule leaves them out."),
    ],
  },
  "zak-acts-as-user": {
    says: "With a ZAK the join acts as that Zoom user, of any account.",
    sources: [docs("auth/zak/", "What a ZAK is for, and how it is fetched.")],
  },
  "zak-starts": {
    says: "Role 1 with the ZAK of the host or of an alternative host starts the meeting.",
    sources: [docs("auth/zak/", "Role 1 and a ZAK start; an alternative host's ZAK serves too.")],
  },
  "obf-joins-beside-user": {
    says: "An OBF token brings the app in beside the user it is of. The user has to be in the meeting, not in the waiting room, and the app leaves with the user.",
    sources: [
      docs("obf-faq/", "The user's presence, before and during."),
      docs("auth/obf/", "How the token is fetched."),
    ],
  },
  "obf-joins-only": {
    says: "An OBF token joins and never starts a meeting.",
    sources: [
      docs(
        "auth/",
        "The table says join only. A snippet for Android on the page about OBF tokens starts with one.",
      ),
    ],
  },
  "zak-or-obf": {
    says: "A ZAK and an OBF token exclude each other.",
    sources: [
      npm("6.2.0", "Measured: with both, component view rejects the call and client view answers 3636."),
    ],
  },
  "sign-in-needs-zak": {
    says: "A meeting that only people who are signed in may join needs a ZAK.",
    sources: [forum("108499", "An answer of Zoom's staff.")],
  },
  "registrant-token": {
    says: "With registration the join carries `tk`, out of the registrant's own `join_url`, and the registrant's `userEmail`. `registrant_id` is something else.",
    sources: [
      docs("auth/", "`tk` and `userEmail` for registration."),
      from(
        "https://developers.zoom.us/docs/isv/workflows/",
        "The link of a registrant serves one join at a time.",
      ),
    ],
  },
  "webinar-email": {
    says: "A webinar asks for `userEmail`.",
    sources: [npm("6.2.0", "The README; without it the server's refusal is shown as 3005.")],
  },
  "webinar-host-email": {
    says: "Who starts a webinar gives the host's `userEmail` beside the ZAK.",
    sources: [
      npm("6.2.0", "The bundle has 3624, for another address than the host's or an alternative host's."),
    ],
  },
  "passcode-name": {
    says: "Client view calls the passcode `passWord` and wants the name always, empty where there is none; component view calls it `password`.",
    sources: [npm("6.2.0", "Measured: client view refuses `password` with code 3.")],
  },
  "host-elsewhere-refused": {
    says: "Role 1 in another account's meeting, without the host's ZAK, is refused: 3711.",
    sources: [
      from(
        "https://github.com/zoom/meetingsdk-react-sample/pull/22",
        "Zoom's staff: to start as a user of another account, a ZAK is needed beside role 1.",
      ),
      npm("6.2.0", "Measured: the answer about another account's meeting is shown as 3711."),
    ],
  },
  "app-reviewed": {
    says: "An app that Zoom has not reviewed joins meetings of its own account only, and so do development credentials.",
    sources: [
      docs("get-credentials/", "Publish it, or have it approved as unlisted."),
      docs("sdk-key-migration/", "Development credentials reach the own account."),
    ],
  },
  "obf-web-version": {
    says: "The web SDK takes `obfToken` from 5.0.0 on.",
    sources: [npm("5.0.0", "The types have it."), npm("4.0.0", "Run: client view refuses it with code 3.")],
  },
  "obf-native-version": {
    says: "Native SDKs take `onBehalfToken` from 5.17.5 on.",
    sources: [docs("obf-faq/", "The oldest version.")],
  },
  "obf-react-native": {
    says: "The React Native SDK 6.6.0 has no field for an OBF token.",
    sources: [
      from("https://www.npmjs.com/package/@zoom/meetingsdk-react-native/v/6.6.0", "Its types were read."),
    ],
  },
  "sdk-key-parameter": {
    says: "Up to 3.x the web SDK's `join()` wants `sdkKey`; from 4.0.0 on it reads the key from the signature.",
    sources: [npm("3.13.1", "Measured: without it 4003, or `sdkKey can not empty`.")],
  },
  "tokens-in-address": {
    says: "This version sends the join as a script request: signature and tokens stand in its address.",
    sources: [npm("5.1.4", "Measured: both views below 5.0.0, client view below 6.0.0.")],
  },
  "token-scopes": {
    says: "`GET /v2/users/{userId}/token` wants a scope to read a user's token, and `type` always: without it, it gives a token that no join takes. A user's own access token asks for `me`.",
    sources: [
      from(
        "https://github.com/zoom/rivet-javascript",
        "The types of 0.4.0: `type` is token, zak or onbehalf; `ttl` in seconds, a year at most; `meeting_id`.",
      ),
      from("https://developers.zoom.us/docs/api/users/", "The scopes, by granular and classic name."),
    ],
  },
  "zak-scopes": {
    says: "`GET /v2/users/me/zak` gives the ZAK of the access token's own user, for `user:read:zak`.",
    sources: [from("https://developers.zoom.us/docs/api/users/", "The endpoint and its scopes.")],
  },
  "user-oauth-elsewhere": {
    says: "Server-to-Server access tokens reach users of their own account. Anybody else's ZAK, and every OBF token, come of that user's consent to the Meeting SDK app itself.",
    sources: [
      from("https://developers.zoom.us/docs/internal-apps/s2s-oauth/", "Such an app belongs to one account."),
      docs("auth/obf/", "User OAuth with the app's own client id."),
    ],
  },
  "role-1-contradiction": {
    says: "Whether role 1 without a ZAK starts a meeting of the app's own account is not established: Zoom's pages contradict each other.",
    sources: [
      docs(
        "web/client-view/meetings-webinars/",
        "A ZAK is not required where the user is in the account of the app.",
      ),
      docs("auth/zak/", "The token and a ZAK start a meeting."),
    ],
  },
  "obf-single-use-contradiction": {
    says: "Whether an OBF token serves once or until it expires, whether `meeting_id` is compulsory, and the smallest `ttl` are not established. One for each join, for this meeting, is right either way.",
    sources: [
      from(
        "https://developers.zoom.us/blog/transition-to-obf-token-meetingsdk-apps/",
        "Short-lived, for one use.",
      ),
      docs("auth/obf/", "Two hours, and up to a year by `ttl`."),
    ],
  },
  "webinar-start-contradiction": {
    says: "Whether the web SDK may start a webinar is not established: a page has it, the SDK has a refusal for it.",
    sources: [
      docs("web/client-view/meetings-webinars/", "Starting meetings and webinars."),
      npm("6.2.0", "The bundle has 3609, `Not allow to start webinar from web.`"),
    ],
  },
  "webinar-registration-contradiction": {
    says: "Whether every webinar with registration admits a web join with `tk` is not established: the SDK has a refusal for it.",
    sources: [
      npm("6.2.0", "The bundle has 3606, `Not support registration webinar`; the README describes `tk`."),
    ],
  },
};
