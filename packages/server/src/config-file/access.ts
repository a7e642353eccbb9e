import type { Access } from "../access/access.ts";
import { apiKeyRecords, apiKeys } from "../access/api-keys.ts";
import type { Authenticator } from "../access/caller.ts";
import { oidc } from "../access/oidc.ts";
import type { Policy } from "../access/policy.ts";
import { policyFromClaims } from "../access/policy-claims.ts";
import { firstYes } from "../access/policy-first.ts";
import { policyFromHook } from "../access/policy-hook.ts";
import { policyFromList } from "../access/policy-list.ts";
import { session } from "../access/session.ts";
import { signedRequests } from "../access/signed-requests.ts";
import { refuseToStart } from "../errors.ts";
import type { Nonces } from "../state/stores.ts";
import type { PolicyConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

/** Who is known and what they may have, as the configuration says. @throws StartUpError */
export function accessOf(settings: Settings, nonces: Nonces): Access {
  const { config, apiKeys: keys, requestKeys } = settings;
  const { callers, policy = [], allowNative = false } = config;
  if (callers.development) {
    const { meetings, maxRole = 0, native = allowNative } = callers.development;
    return { kind: "development", meetings, maxRole, native };
  }
  const authenticate: Authenticator[] = [
    ...(keys ? [apiKeys(keys)] : []),
    ...(requestKeys ? [signedRequests({ keys: requestKeys, nonces })] : []),
    ...(callers.oidc ?? []).map((options) => oidc(options)),
    ...(callers.session ? [session(callers.session)] : []),
  ];
  const policies = [
    ...(keys ? [apiKeyRecords(keys)] : []),
    ...policy.map((part, index) => policyOf(part, settings.hookTokens[index])),
  ];
  const [first, ...others] = policies;
  if (first === undefined) {
    return refuseToStart("policy-invalid", "policy", "there is no policy", "Add one; the default is no.");
  }
  return { authenticate, policy: firstYes(first, ...others) };
}

function policyOf({ claims, rules, hook, decide }: PolicyConfig, token: string | undefined): Policy {
  if (claims) return policyFromClaims(claims);
  if (rules) return policyFromList(rules);
  if (hook) return policyFromHook({ url: hook.url, token, cacheSeconds: hook.cacheSeconds });
  if (decide) return decide;
  throw new TypeError("a part of the policy is empty");
}
