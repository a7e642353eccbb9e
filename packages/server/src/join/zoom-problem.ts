import type { ZoomUnavailable } from "../companion/companion.ts";
import { entry } from "../http/problem.ts";
import type { Token, Unplanned } from "./plan.ts";

const OBF_REFUSED =
  "The Zoom user who authorized the app has to be in the meeting already (its waiting room does not count), and the app leaves with them. See also that this user still authorizes the app.";

/**
 * Why Zoom gave nothing, in words for who wanted to join. The message of the error stays out: it is for whoever runs
 * the server.
 *
 * @param wanted What was asked for. Unless given it was whose meeting it is.
 */
export function zoomProblem({ code, retryAfter }: ZoomUnavailable, wanted?: Token): Unplanned {
  const help = code === "zoom-refused" && wanted === "obf-token" ? { help: OBF_REFUSED } : {};
  return { problem: entry(code, help), retryAfter };
}
