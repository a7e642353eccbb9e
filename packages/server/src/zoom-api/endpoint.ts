/** The calls that this server makes, without what is variable in them. */
const ENDPOINTS: readonly (readonly [RegExp, string])[] = [
  [/^\/oauth\/token$/, "/oauth/token"],
  [/^\/oauth\/revoke$/, "/oauth/revoke"],
  [/^\/v2\/users\/me$/, "/v2/users/me"],
  [/^\/v2\/users\/[^/]+\/token$/, "/v2/users/{userId}/token"],
  [/^\/v2\/meetings\/[^/]+$/, "/v2/meetings/{meetingId}"],
];

export const ENDPOINT_NAMES: readonly string[] = ENDPOINTS.map(([, name]) => name);

/** A path as metrics and traces have it: it names no user and no meeting. `other` for one that is in no list. */
export function endpointOf(path: string): string {
  return ENDPOINTS.find(([pattern]) => pattern.test(path))?.[1] ?? "other";
}
