import type { Policy } from "./policy.ts";

/**
 * The first of several policies that says anything but no. One that cannot be asked keeps none after it from saying
 * yes. For callers of several kinds: `firstYes(apiKeyRecords(keys), policyFromClaims())`.
 */
export function firstYes(...policies: readonly [Policy, ...Policy[]]): Policy {
  return async (caller, wish) => {
    let last: "no" | "unavailable" = "no";
    for (const policy of policies) {
      const answer = await policy(caller, wish);
      if (answer === "unavailable") last = answer;
      else if (answer !== "no") return answer;
    }
    return last;
  };
}
