import { BUNDLE, MEASURED, WEB_PAGE, ZAK_PAGE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

const EXACT =
  "The SDK gets to this code only when Zoom's English text matches exactly; any other text becomes 1 in client view and 200 in component view.";

/** 3706 to 3709: what Zoom says about the meeting, the role and the host in the signature. */
export const WEB_SIGNATURE_CLAIM_ERRORS: readonly ZoomError[] = [
  {
    code: 3706,
    surface: "web",
    shows: ["The meeting number is wrong."],
    means: "Zoom cannot take what stands in the place of the meeting number.",
    causes: [
      {
        cause: "The number carries spaces, dashes, letters or is a link.",
        help: "Give 9 to 11 digits, as text, in the signature and in `join()`.",
      },
      {
        cause: "`mn` is missing from the signature, as in one made for a native SDK.",
        help: "Sign for the web: with `mn` and `role`.",
      },
      {
        cause: "`mn` and the `meetingNumber` of `join()` are two numbers.",
        help: "Take both from one variable.",
      },
    ],
    notes: [EXACT, "Whether a mismatch of the two numbers gives this or 3712 is not established."],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3707,
    surface: "web",
    shows: ["The meeting number is not found."],
    means: "No meeting has this number.",
    causes: [
      { cause: "A digit is wrong.", help: "Compare the number with the invitation, digit by digit." },
      {
        cause: "The meeting was deleted or has expired.",
        help: "Ask `GET /v2/meetings/{id}` with the host account's token, or open the invite link in a browser.",
      },
    ],
    notes: [EXACT],
    sources: [MEASURED, WEB_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3708,
    surface: "web",
    shows: ["Incorrect role."],
    means: "The role in the signature is not one this caller may have here.",
    causes: [
      {
        cause: "Role 1 was signed for someone who is not the host.",
        help: "Sign role 0, or give the host's ZAK with role 1.",
      },
      { cause: "`role` is missing or neither 0 nor 1.", help: "Sign `role` as the number 0 or 1." },
    ],
    notes: [EXACT],
    sources: [MEASURED, ZAK_PAGE],
    knownFrom: "observed",
  },
  {
    code: 3709,
    surface: "web",
    shows: ["The meeting host is not found."],
    means: "The host of this meeting does not exist any more, or is not found.",
    causes: [
      {
        cause: "The host's user was removed or moved to another account.",
        help: "Have an active user schedule a new meeting.",
      },
    ],
    notes: [EXACT],
    sources: [BUNDLE, WEB_PAGE],
    knownFrom: "sdk",
  },
];
