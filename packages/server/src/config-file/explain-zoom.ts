import { DEFAULT_TENANT, type Scope } from "../access/caller.ts";
import type { Allowed } from "./explain.ts";
import type { ZoomSettings } from "./zoom-settings.ts";

export interface Comes extends Pick<Allowed, "atMost"> {
  /** Whether what allows it can name a Zoom user. */
  readonly zoomUser: boolean;
  readonly tenant: string | undefined;
}

/** What Zoom adds to a join, in words. A Zoom user's token is given only where the policy names the user. */
export function comesWith(
  { tenants, hostCheck }: ZoomSettings,
  scopes: ReadonlySet<Scope>,
  { atMost, zoomUser, tenant = DEFAULT_TENANT }: Comes,
): string {
  if (atMost === "native" || atMost === "nothing") return "nothing";
  const { account, users } = tenants[tenant] ?? {};
  const mayHost = atMost !== "as participant";
  const all = [
    zoomUser && scopes.has("zak:read") && (account ?? users) !== undefined && "ZAK",
    zoomUser && scopes.has("obf:read") && users !== undefined && "OBF token",
    hostCheck !== undefined && mayHost && (zoomUser ? "host check" : "no host, as no Zoom user is named"),
  ];
  return all.filter((one) => one !== false).join(", ") || "nothing";
}
