import { ZoomUnavailable } from "../companion/companion.ts";
import type { Caller } from "./caller.ts";
import type { Grant } from "./decide.ts";
import type { HostCheck } from "./host-gate.ts";

/** A native signature names no meeting, so there is nothing to ask about it. */
export async function isHostAtZoom(
  { companion, allowStale = false }: HostCheck,
  { tenant }: Caller,
  grant: Grant,
): Promise<boolean | "unavailable"> {
  if (grant.kind === "native") return true;
  const { zoomUser } = grant.permission;
  if (zoomUser === undefined) return false;
  try {
    const hosts = await companion.meeting({ tenant, meetingNumber: grant.meetingNumber });
    if (hosts === undefined) return false;
    if (hosts.stale && !allowStale) return "unavailable";
    const same = (one: string | undefined): boolean => one?.toLowerCase() === zoomUser.toLowerCase();
    return hosts.hostId === zoomUser || same(hosts.hostEmail) || hosts.alternativeHosts.some(same);
  } catch (error) {
    if (!ZoomUnavailable.is(error)) throw error;
    return "unavailable";
  }
}
