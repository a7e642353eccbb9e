import { BUNDLE, MEASURED, OBF_FAQ, WEB_PAGE, WEB_PAGE_OMITS } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const LATE =
  "Comes from the media server, after the signature was accepted: the signature is not the cause. Client view may call nothing back at this stage; see the console.";
const NOT_ON_PAGE = "Missing from Zoom's page of error codes (4014 to 4019 are).";

/** 4011 to 4019 and 6603: app, account and companion tokens, after Zoom accepted the signature. */
export const WEB_COMPANION_ERRORS: readonly ZoomError[] = [
  {
    code: 4011,
    surface: "web",
    shows: ["cross account join error"],
    means: "The meeting belongs to another account, and the app is not approved for those.",
    causes: [
      {
        cause: "Zoom has not reviewed the app.",
        help: "Publish the app or have it approved as unlisted; until then join meetings of the app's own account.",
      },
      {
        cause: "Development credentials are used with a published app.",
        help: "Sign with the production client id and secret.",
      },
    ],
    notes: [
      LATE,
      'Older SDKs show this as 200 "Fail to join the meeting." (reported with component view 3.9.0).',
    ],
    sources: [
      BUNDLE,
      {
        url: "https://devforum.zoom.us/t/139281",
        says: "Component view 3.9.0 showed 200 for a meeting of another account.",
        read: "2026-11-24",
      },
    ],
    knownFrom: "sdk",
  },
  {
    code: 4012,
    surface: "web",
    name: "NOT_ALLOW_ANONYMOUS_JOIN",
    shows: [
      "anonymous join error",
      "This join flow is not supported, please join the meeting with a Zoom Client or contact your meeting host or vendor.",
    ],
    silentIn: ["client-view"],
    means: "The meeting belongs to another account, and the join names no Zoom user.",
    causes: [
      {
        cause: "Neither ZAK nor OBF token was given.",
        help: "Pass `zak` (a person joins) or `obfToken` (the app accompanies a person), one of them.",
      },
      {
        cause: "The SDK is older than 5.0.0 and ignores `obfToken`.",
        help: "Upgrade to 5.1.4 or later.",
      },
    ],
    versions: "Enforced for all versions since 2026-03-02.",
    notes: [LATE],
    sources: [MEASURED, OBF_FAQ, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 4013,
    surface: "web",
    name: "USER_LEVEL_TOKEN_NOT_HAVE_HOST_ZAK_OBF",
    shows: [
      "no obfToken",
      "This join flow is not supported, please join the meeting with a Zoom Client or contact your meeting host or vendor.",
    ],
    means: "The join needs a token of the host, a ZAK or an OBF token, and has none that serves.",
    causes: [
      { cause: "No ZAK or OBF token.", help: "Pass one of them, fetched right before the join." },
      {
        cause: "An OBF token with role 1.",
        help: "Sign role 0: an OBF token joins and never starts a meeting.",
      },
    ],
    notes: [LATE, "Client view shows the same sentence as for 4012."],
    sources: [BUNDLE, OBF_FAQ, WEB_PAGE],
    knownFrom: "sdk",
  },
  {
    code: 4014,
    surface: "web",
    shows: ["obfToken is invalid", "The OBF token is invalid. Please check the OBF token and try again."],
    silentIn: ["client-view"],
    means: "Zoom refuses the OBF token.",
    causes: [
      { cause: "It has expired or was used before.", help: "Fetch a fresh one for every join." },
      {
        cause: "It is another kind of token.",
        help: "Ask `GET /v2/users/me/token?type=onbehalf`; `type` has to be given.",
      },
      { cause: "The user withdrew the app's permission.", help: "Have the user authorise the app again." },
    ],
    versions: "`obfToken` exists from 5.0.0.",
    notes: [
      LATE,
      NOT_ON_PAGE,
      "Sources contradict each other on whether an OBF token serves once or until it expires. One per join is right either way.",
    ],
    sources: [MEASURED, OBF_FAQ, WEB_PAGE_OMITS],
    knownFrom: "observed",
  },
  {
    code: 4015,
    surface: "web",
    shows: [
      "obfToken does not match the meeting number",
      "The meeting number associated with the provided OBF token does not match the current meeting.",
    ],
    means: "The OBF token was made for another meeting.",
    causes: [
      {
        cause: "It was fetched with another `meeting_id`.",
        help: "Fetch it with `meeting_id` of the meeting that is joined.",
      },
    ],
    notes: [LATE, NOT_ON_PAGE],
    sources: [BUNDLE, OBF_FAQ, WEB_PAGE_OMITS],
    knownFrom: "sdk",
  },
  {
    code: 4016,
    surface: "web",
    shows: ["recording token expired", "The Privilege token is invalid."],
    means: "The token for local recording is refused.",
    causes: [
      {
        cause: "It is older than about two minutes or was used.",
        help: "Fetch it right before the join, once per join.",
      },
      {
        cause: "It was fetched with someone else's OAuth token than the host's.",
        help: "Use the host's OAuth token for `jointoken/local_recording`.",
      },
    ],
    notes: [LATE, NOT_ON_PAGE],
    sources: [BUNDLE, WEB_PAGE_OMITS],
    knownFrom: "sdk",
  },
  {
    code: 4017,
    surface: "web",
    shows: ["authorized user not in meeting", "Authorized user not in meeting."],
    means: "The user whose OBF token it is has not joined yet.",
    causes: [
      {
        cause: "The user is not there, or still in the waiting room.",
        help: "Wait for the user, then try again: at least 3 seconds apart, and with an end.",
      },
    ],
    notes: [LATE, NOT_ON_PAGE],
    sources: [BUNDLE, OBF_FAQ, WEB_PAGE_OMITS],
    knownFrom: "sdk",
  },
  {
    code: 4018,
    surface: "web",
    shows: ["conflict with login credentials", "Conflict with login credentials."],
    means: "The OBF token and another login contradict each other.",
    causes: [
      {
        cause: "A signed-in user joins with another user's OBF token.",
        help: "Use one identity: ZAK or OBF token.",
      },
    ],
    notes: [LATE, NOT_ON_PAGE],
    sources: [BUNDLE, WEB_PAGE_OMITS],
    knownFrom: "sdk",
  },
  {
    code: 4019,
    surface: "client-view",
    shows: ["The authorized user has left the meeting."],
    means: "The user whose OBF token it was has left, and the session ends with that.",
    causes: [
      {
        cause: "The user left.",
        help: "End the session; join again with a token of a user who is in the meeting.",
      },
    ],
    notes: [LATE, NOT_ON_PAGE],
    sources: [BUNDLE, OBF_FAQ, WEB_PAGE_OMITS],
    knownFrom: "sdk",
  },
  {
    code: 6603,
    surface: "client-view",
    shows: ["Join failed because this Meeting SDK key is blocked by the host's account admin."],
    means: "The host's account blocks this app.",
    causes: [
      {
        cause: "The host's administrator blocked the key.",
        help: "Ask the host's administrator to allow the app.",
      },
    ],
    notes: [LATE],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
];
