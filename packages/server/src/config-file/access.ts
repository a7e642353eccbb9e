import type { Access } from "../access/access.ts";
import { apiKeyRecords, apiKeys } from "../access/api-keys.ts";
import type { Authenticator } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import { firstYes } from "../access/policy-first.ts";
import { refuseToStart } from "../errors.ts";
import type { Nonces } from "../state/stores.ts";
import type { PolicyConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

/** Who is known and what they may have, as the configuration says. @throws StartUpError */
export async function accessOf(settings: Settings, nonces: Nonces): Promise<Access> {
  const { config, apiKeys: keys, requestKeys } = settings;
  const { callers, policy = [], allowNative = false } = config;
  if (callers.development) {
    const { meetings, maxRole = 0, native = allowNative } = callers.development;
    return { kind: "development", meetings, maxRole, native };
  }
  const authenticate: Authenticator[] = [];
  if (keys) authenticate.push(apiKeys(keys));
  // The ways in that a configuration does not name are not loaded: what verifies tokens is the largest of them.
  if (requestKeys) {
    const { signedRequests } = await import("../access/signed-requests.ts");
    authenticate.push(signedRequests({ keys: requestKeys, nonces }));
  }
  if (callers.oidc) {
    const { oidc } = await import("../access/oidc.ts");
    authenticate.push(...callers.oidc.map((options) => oidc(options)));
  }
  if (callers.session) {
    const { session } = await import("../access/session.ts");
    authenticate.push(session(callers.session));
  }
  const policies: Policy[] = keys ? [apiKeyRecords(keys)] : [];
  for (const [index, part] of policy.entries()) {
    policies.push(await policyOf(part, settings.hookTokens[index]));
  }
  const [first, ...others] = policies;
  if (first === undefined) {
    return refuseToStart("policy-invalid", "policy", "there is no policy", "Add one; the default is no.");
  }
  return { authenticate, policy: others.length === 0 ? first : firstYes(first, ...others) };
}

async function policyOf(
  { claims, rules, hook, decide }: PolicyConfig,
  token: string | undefined,
): Promise<Policy> {
  if (claims) return (await import("../access/policy-claims.ts")).policyFromClaims(claims);
  if (rules) return (await import("../access/policy-list.ts")).policyFromList(rules);
  if (hook) {
    const { policyFromHook } = await import("../access/policy-hook.ts");
    return policyFromHook({ url: hook.url, token, cacheSeconds: hook.cacheSeconds });
  }
  if (decide) return decide;
  throw new TypeError("a part of the policy is empty");
}
