import { conditionsOf } from "./conditions.ts";
import { itemsOf } from "./items.ts";
import { parametersOf } from "./parameters.ts";
import { refusalsOf } from "./refusals.ts";
import type { JoinPlan } from "./result.ts";
import { unknownsOf } from "./unknowns.ts";
import { type JoinWish, wholeWish } from "./wish.ts";

/**
 * What a join needs: which of signature, ZAK, OBF token, registrant token, e-mail address and passcode, why, and where
 * they come from. It says what Zoom refuses and what is not known. Pure; nothing in it was tried against Zoom.
 *
 * ```ts
 * planJoin({ meetingOf: "other-account", role: 0, participant: "signed-in" }).items.zak.need; // "needed"
 * ```
 *
 * @throws TypeError for a wish with a field or a value that there is not
 */
export function planJoin(wish: JoinWish): JoinPlan {
  const whole = wholeWish(wish);
  const items = itemsOf(whole);
  const refusals = refusalsOf(whole, items);
  const unknowns = unknownsOf(whole, items);
  return {
    schema: 1,
    wish: whole,
    outcome:
      refusals.length > 0 ? "refused" : unknowns.some(({ decides }) => decides) ? "unknown" : "possible",
    items,
    refusals,
    unknowns,
    conditions: conditionsOf(whole, items),
    parameters: parametersOf(whole, items),
  };
}
