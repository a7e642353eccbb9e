/** Runs in the frame: loads Zoom's SDK, joins once, and tells the page around it how that went. */
import { joinClient } from "./join-client.ts";
import { joinComponent } from "./join-component.ts";
import type { FrameReport, JoinOrder } from "./protocol.ts";
import { refusalOf } from "./refusal.ts";
import { loadScript, loadSdk } from "./zoom-sdk.ts";

function report(message: FrameReport): void {
  parent.postMessage(message, location.origin);
}

async function join(order: JoinOrder): Promise<void> {
  document.documentElement.dataset.view = order.view;
  try {
    if (order.mode === "sandbox") await loadScript("/sandbox-socket.js");
    await loadSdk(order.version, order.view);
    report({ kind: "loaded" });
    await (order.view === "client" ? joinClient(order, report) : joinComponent(order, report));
  } catch (error) {
    report({ kind: "refused", ...refusalOf(error) });
  }
}

if (location.hash === "#left") {
  // The client view leads here when the person leaves.
  report({ kind: "left" });
} else {
  let asked = false;
  addEventListener("message", (event: MessageEvent<JoinOrder>) => {
    if (event.origin !== location.origin || event.source !== parent) return;
    if (event.data?.kind !== "join" || asked) return;
    asked = true;
    void join(event.data);
  });
  report({ kind: "ready", isolated: globalThis.crossOriginIsolated });
}
