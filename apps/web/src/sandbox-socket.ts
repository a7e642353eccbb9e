/**
 * For sandbox mode only, loaded before the SDK: WebSockets to the reserved name `sandbox.invalid` go to the
 * stand-in on this origin instead, because a service worker never sees them. Any other address stays as it is;
 * the page's content security policy refuses it.
 *
 * The SDK opens some of its sockets in workers that it makes out of text, so the same goes in front of that text.
 */
import { RESERVED_HOST } from "./protocol.ts";

/** Whole in itself, because workers get it as text. */
function leadSockets(origin: string, reservedHost: string): void {
  const Native = globalThis.WebSocket;
  globalThis.WebSocket = class extends Native {
    constructor(address: string | URL, protocols?: string | string[]) {
      const url = new URL(address, origin);
      const isReserved = url.hostname === reservedHost || url.hostname.endsWith(`.${reservedHost}`);
      const here = `${origin.replace(/^http/, "ws")}/sandbox/${url.hostname}${url.pathname}${url.search}`;
      super(isReserved ? here : url.href, protocols);
    }
  };
}

function textOf(blobAddress: string): string {
  const request = new XMLHttpRequest();
  // Not asynchronous: the SDK may withdraw the address as soon as its worker is made.
  request.open("GET", blobAddress, false);
  request.send();
  return request.responseText;
}

leadSockets(location.origin, RESERVED_HOST);

const NativeWorker = globalThis.Worker;
const PREFIX = `(${leadSockets})(${JSON.stringify(location.origin)}, ${JSON.stringify(RESERVED_HOST)});\n`;

globalThis.Worker = class extends NativeWorker {
  constructor(address: string | URL, options?: WorkerOptions) {
    const { href, protocol } = new URL(address, location.href);
    const isText = protocol === "blob:";
    const source = isText ? new Blob([PREFIX, textOf(href)], { type: "text/javascript" }) : undefined;
    super(source ? URL.createObjectURL(source) : href, options);
  }
};
