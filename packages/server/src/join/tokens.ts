import type { Given } from "../access/guarded.ts";
import type { HostPass } from "../access/host-gate.ts";
import { type CompanionTokens, ZoomUnavailable } from "../companion/companion.ts";
import type { Token, Unplanned } from "./plan.ts";
import { zoomProblem } from "./zoom-problem.ts";

/**
 * How long a ZAK or an OBF token lives, in seconds. It is needed at the moment of joining. Zoom's own default for a
 * ZAK is two hours and its shortest is not known.
 */
export const TOKEN_SECONDS = 600;

/** Asks Zoom for the token that the gate was opened for, of the Zoom user whom the policy names and nobody else. */
export async function fetchToken(
  companion: CompanionTokens,
  { caller: { tenant }, grant, gives }: HostPass,
  what: Token,
): Promise<Given | Unplanned> {
  const zoomUser = grant.kind === "web" ? grant.permission.zoomUser : undefined;
  if (!gives.includes(what) || grant.kind !== "web" || zoomUser === undefined) {
    throw new TypeError("the gate was not opened for this token");
  }
  const { meetingNumber } = grant;
  const ttl = TOKEN_SECONDS;
  try {
    const got =
      what === "zak"
        ? await companion.zak({ tenant, zoomUser, ttl })
        : await companion.obfToken({ tenant, zoomUser, meetingNumber, ttl });
    return { what, token: got.token, expiresAt: got.expiresAt };
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return zoomProblem(error, what);
  }
}
