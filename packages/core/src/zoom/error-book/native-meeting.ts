import { fromRows } from "./native.ts";
import { DESKTOP_HEADERS } from "./sources.ts";
import type { ZoomError } from "./types.ts";

/** Desktop `MeetingFailCode`: those that have to do with who may join. */
export const NATIVE_MEETING_ERRORS: readonly ZoomError[] = /* @__PURE__ */ fromRows({
  surface: "native-meeting",
  source: DESKTOP_HEADERS,
  knownFrom: "sdk",
  rows: [
    [
      23,
      undefined,
      "The meeting admits only who is signed in.",
      [["No ZAK was given.", "Pass the user's ZAK."]],
      ["Web: 3100."],
    ],
    [
      60,
      undefined,
      "The meeting is internal to its account.",
      [["The joining user is of another account.", "Join as a user of that account, with a ZAK."]],
    ],
    [
      61,
      undefined,
      "This person was removed before.",
      [["The host removed the participant.", "Have the host allow removed participants to rejoin."]],
      ["Web: 3009."],
    ],
    [
      62,
      undefined,
      "The host admits nobody from outside the account.",
      [["A setting of the host.", "Ask the host to change it."]],
    ],
    [
      63,
      undefined,
      "The app may not join meetings of other accounts.",
      [
        [
          "Zoom has not reviewed the app.",
          "Publish it or have it approved as unlisted; until then join the app's own account's meetings.",
        ],
        ["Development credentials are used.", "Use the production credentials of the approved app."],
      ],
      ["Web: 4011."],
    ],
    [
      64,
      undefined,
      "The account's administrator blocks the app.",
      [["The key is on the block list.", "Ask the host's administrator."]],
      ["Web: 6603."],
    ],
    [82, undefined, "A private meeting wants a sign-in.", [["No ZAK was given.", "Pass the user's ZAK."]]],
    [
      500,
      undefined,
      "The app privilege token is refused.",
      [
        [
          "It is older than about two minutes, was used, or is not the host's.",
          "Fetch it right before the join with the host's OAuth token.",
        ],
      ],
      ["Web: 4016."],
    ],
    [
      501,
      undefined,
      "The user whose OBF token it is has not joined.",
      [["The user is not there, or in the waiting room.", "Wait and try again, with an end."]],
      ["Web: 4017."],
    ],
    [
      502,
      undefined,
      "The OBF token and the login contradict each other.",
      [["Two identities are given.", "Use one: ZAK or OBF token."]],
      ["Web: 4018."],
    ],
    [
      503,
      undefined,
      "A token of the host, a ZAK or an OBF token is missing.",
      [["None was given.", "Pass one of them."]],
      ["Web: 4013."],
    ],
    [
      504,
      undefined,
      "The app cannot join without a user.",
      [["Neither ZAK nor OBF token was given for another account's meeting.", "Pass one of them."]],
      ["Web: 4012."],
    ],
    [
      505,
      undefined,
      "The OBF token is refused.",
      [["It has expired or was used.", "Fetch a fresh one for each join."]],
      ["Web: 4014."],
    ],
    [
      506,
      undefined,
      "The OBF token is for another meeting.",
      [["It was fetched with another `meeting_id`.", "Fetch it for the meeting that is joined."]],
      ["Web: 4015."],
    ],
    [
      1143,
      undefined,
      "The e-mail address does not match the join key.",
      [["Another user's key.", "Use the address the key was made for."]],
    ],
  ],
});
