import { BUNDLE, MEASURED, WEB_PAGE, ZAK_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** 3610 to 3636: host, addresses and tokens. */
export const WEB_PEOPLE_ERRORS: readonly ZoomError[] = [
  {
    code: 3610,
    surface: "client-view",
    shows: ["Meeting does not exist.", "Token has expired."],
    means: "The meeting does not exist, or a token given with the join has expired. The text tells which.",
    causes: [
      {
        cause: "The number is wrong, or the meeting was deleted or has expired.",
        help: "Check the number with `GET /v2/meetings/{id}` or the invite link.",
      },
      {
        cause: '"Token has expired.": the ZAK or another companion token is too old.',
        help: "Fetch it right before the join.",
      },
    ],
    notes: [
      "Client view makes it of the server's 3001 and of 124.",
      "Component view reports 200 with the text.",
    ],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3620,
    surface: "web",
    name: "SESSION_WEBINAR_USER_REMOVED",
    shows: ["Email is blocked by Administrator."],
    means: "The administrator blocked this e-mail address.",
    causes: [
      {
        cause: "The address is on the account's block list.",
        help: "Ask the host's administrator, or use another address.",
      },
    ],
    notes: ["The name is component view's. At the first answer component view reports 200 with the text."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3623,
    surface: "client-view",
    shows: ["Token error"],
    means: "Zoom refuses the ZAK.",
    causes: [
      {
        cause: "The ZAK has expired or was revoked by signing out everywhere.",
        help: "Fetch a fresh ZAK right before the join.",
      },
      {
        cause: "The ZAK is another user's than the host's, with role 1.",
        help: "Use the ZAK of the host or an alternative host.",
      },
      { cause: "The token was fetched without `type=zak`.", help: "Send `type=zak` when asking for it." },
    ],
    notes: ["Component view reports 200."],
    sources: [BUNDLE, ZAK_PAGE],
    knownFrom: "sdk",
  },
  {
    code: 3624,
    surface: "client-view",
    shows: ["Please use host/alternative email to start the webinar."],
    means: "A webinar is started with an address that is not its host's.",
    causes: [
      { cause: "`userEmail` is not the host's.", help: "Pass the host's `userEmail` and ZAK with role 1." },
    ],
    notes: ["Component view reports 200."],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3625,
    surface: "client-view",
    shows: ["Meeting host is inactive."],
    means: "The host's user is deactivated.",
    causes: [
      {
        cause: "The host left or was deactivated.",
        help: "Reactivate the user, or schedule with another host.",
      },
    ],
    notes: ["Component view reports 200."],
    sources: [MEASURED],
    knownFrom: "observed",
  },
  {
    code: 3627,
    surface: "component-view",
    shows: [],
    means: "The host's address was used to join as an attendee.",
    causes: [
      {
        cause: "`userEmail` is the host's, with role 0.",
        help: "Sign role 1 for the host, or use another address.",
      },
    ],
    notes: [],
    sources: [BUNDLE],
    knownFrom: "sdk",
  },
  {
    code: 3636,
    surface: "client-view",
    name: "OBF_ERROR",
    shows: ["Token error: obfToken and zak cannot be used simultaneously"],
    means: "ZAK and OBF token exclude each other, and both were given.",
    causes: [
      {
        cause: "Both keys are in the join call.",
        help: "Pass `zak` for a person, `obfToken` for an app beside a person; leave the other key out.",
      },
    ],
    versions: "`obfToken` exists from 5.0.0.",
    notes: ["Component view throws an Error that says the two are mutually exclusive, without a code."],
    sources: [MEASURED],
    knownFrom: "observed",
  },
];
