import { refuseToStart } from "../errors.ts";
import type { Authenticator, Scope } from "./caller.ts";
import { DEVELOPMENT } from "./development.ts";

/** Every caller is of a Zoom app that this server has. @throws StartUpError `tenant-invalid` */
export function checkTenants(
  authenticators: readonly Authenticator[],
  tenants: ReadonlyMap<string, unknown>,
): void {
  for (const { facts } of authenticators) {
    const unknown = facts.tenants.find((tenant) => !tenants.has(tenant));
    if (unknown === undefined) continue;
    refuseToStart(
      "tenant-invalid",
      "tenant",
      `callers with ids that begin with ${facts.prefix} are of the tenant ${unknown}, which this server does not have`,
      "Name one of the tenants where these callers are set up.",
    );
  }
}

/**
 * What somebody can host with is recorded first, and a ZAK or an OBF token too: where nothing records, nobody is let
 * near it.
 *
 * @param tokens Whether there is somebody to ask for them.
 * @throws StartUpError `audit-missing`
 */
export function checkNothingToRecord(
  authenticators: readonly Authenticator[],
  allowNative: boolean,
  tokens: boolean,
): void {
  const recorded: readonly (readonly [scope: Scope, may: string])[] = [
    ["host:mint", "host"],
    ...(allowNative ? ([["native:mint", "have native signatures"]] as const) : []),
    ...(tokens
      ? ([
          ["zak:read", "have ZAKs"],
          ["obf:read", "have OBF tokens"],
        ] as const)
      : []),
  ];
  for (const { facts } of authenticators) {
    if (facts.prefix === DEVELOPMENT) continue;
    const found = recorded.find(([scope]) => facts.scopes.has(scope));
    if (found === undefined) continue;
    refuseToStart(
      "audit-missing",
      "state",
      `callers with ids that begin with ${facts.prefix} may ${found[1]}, and there is no audit to record it`,
      "Give the server an audit, or take the scope (maxRole 1 or native of an API key) away.",
    );
  }
}
