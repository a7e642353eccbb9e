/**
 * For sandbox mode only, loaded before the SDK: WebSockets to the reserved name `sandbox.invalid` go to the
 * stand-in on this origin instead, because a service worker never sees them. Any other address stays as it is;
 * the page's content security policy refuses it.
 */
import { RESERVED_HOST } from "./protocol.ts";

const Native = globalThis.WebSocket;

function towardsStandIn(address: string | URL): string {
  const url = new URL(address, location.href);
  const isReserved = url.hostname === RESERVED_HOST || url.hostname.endsWith(`.${RESERVED_HOST}`);
  if (!isReserved) return url.href;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/sandbox/${url.hostname}${url.pathname}${url.search}`;
}

globalThis.WebSocket = class extends Native {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(towardsStandIn(address), protocols);
  }
};
