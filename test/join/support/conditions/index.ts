import { ANSWERS, GATEWAY } from "./answers.ts";
import { OPTIONS, SIGNATURES } from "./given.ts";
import type { Condition } from "./kind.ts";
import { FILES, NETWORK, PAGE } from "./ways.ts";

export * from "./kind.ts";

/** As the committed table shows them. */
export const GROUPS: readonly { readonly title: string; readonly conditions: readonly Condition[] }[] = [
  { title: "The signature", conditions: SIGNATURES },
  { title: "What else the join is given", conditions: OPTIONS },
  { title: "Zoom's first endpoint answers", conditions: ANSWERS },
  { title: "The meeting's server answers", conditions: GATEWAY },
  { title: "Requests on their way", conditions: NETWORK },
  { title: "The SDK's files", conditions: FILES },
  { title: "The page", conditions: PAGE },
];

export const CONDITIONS: readonly Condition[] = GROUPS.flatMap(({ conditions }) => conditions);

/** Conditions of the bare SDK that `joinMeeting` leaves no room for, and those that another one here covers. */
export const ELSEWHERE: { readonly [id: string]: string } = {
  baseline_good_sig: "a right signature that is refused is `sig_invalid` here",
  reset: "the same as `info_reset`",
  no_root_element: "the same as `no_zoomAppRoot`",
  sdkKey_given: "`sdkKey` is given up to 3.x, where the SDK wants it, and left out after that",
  unknown_join_param: "options are named one by one; none is handed on that the SDK does not know",
  onBehalfToken: "no option of this name; `obfToken` is the one",
  apiKey_param: "no option of this name",
  join_before_init: "`join` is called when `init` has answered",
  no_prepareWebSDK: "it is always called",
  no_preLoadWasm: "it is always called",
  no_leaveUrl: "the page's own address is set where none is given",
  lib_only_no_ui: "the script builds are loaded whole, user interface included",
  retry_button: "the SDK's button in its own dialog: by then `joinMeeting` has ended",
};
