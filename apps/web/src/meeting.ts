/** Runs in the frame: joins once with Zoom's SDK, and tells the page around it how that goes. */
import { JoinError, type JoinOptions, joinMeeting } from "@countersign/join";
import { ENDPOINT, type FrameReport, type JoinOrder, type Order, RESERVED_HOST } from "./protocol.ts";
import { type SdkClient, whenLeft, whoIsThere } from "./sdk-client.ts";
import { watchSignatures } from "./signed.ts";

function tell(message: FrameReport): void {
  parent.postMessage(message, location.origin);
}

let leave: () => Promise<void> = async () => {};

async function join(order: JoinOrder): Promise<void> {
  document.documentElement.dataset.view = order.view;
  if (order.mode === "sandbox") await loadScript("/sandbox-socket.js");
  watchSignatures(order, (signed) => tell({ kind: "signed", signed }));
  const joined = await joinMeeting(optionsOf(order));
  ({ leave } = joined);
  const client = joined.client as SdkClient;
  whenLeft(client, () => tell({ kind: "left" }));
  tell({ kind: "joined", participants: await whoIsThere(client) });
}

function optionsOf({ view, version, mode, patience, ...asked }: JoinOrder): JoinOptions {
  const { meetingNumber, passcode, userName, role } = asked;
  const root = document.getElementById("component-root");
  return {
    ...{ endpoint: ENDPOINT, meetingNumber, passcode, userName, role, view },
    sdk: { version, from: "npm", baseUrl: `${location.origin}/sdk/${version}` },
    ...(mode === "sandbox" && { webEndpoint: RESERVED_HOST }),
    ...(view === "component" && root
      ? { root, init: { customize: { video: sizes(root) } } }
      : { leaveUrl: `${location.origin}/meeting.html#left` }),
    deadlines: { joined: patience },
    onStep: (event) => tell({ kind: "step", event }),
  };
}

/** As large as the frame lets it be: the SDK's own default is a small tile. Its bars need some room beside the video. */
function sizes(root: HTMLElement): object {
  const width = Math.max(240, Math.min(root.clientWidth - 24, 960, ((innerHeight - 215) * 16) / 9));
  const fitting = { width: Math.round(width), height: Math.round((width * 9) / 16) };
  return { isResizable: true, defaultViewType: "speaker", viewSizes: { default: fitting } };
}

function fail(error: unknown): void {
  const evidence = { steps: [], console: [], requests: [], blocked: [], shown: [] };
  if (JoinError.is(error)) {
    const { code, message, help, report, zoom } = error;
    tell({ kind: "failed", failure: { code, message, help, report, zoom, evidence: error.evidence } });
  } else {
    const message = error instanceof Error ? error.message : String(error);
    const failure = { code: "unforeseen", message, help: "", report: undefined, zoom: undefined, evidence };
    tell({ kind: "failed", failure } as FrameReport);
  }
}

function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} could not be loaded`));
    document.head.append(script);
  });
}

function environment(): string {
  return [
    isSecureContext ? "secure origin" : "not a secure origin",
    crossOriginIsolated ? "cross-origin isolated" : "not cross-origin isolated",
    `WebAssembly ${typeof WebAssembly === "object" ? "there" : "missing"}`,
    `microphone and camera ${navigator.mediaDevices ? "can be asked for" : "cannot be asked for"}`,
  ].join(", ");
}

if (location.hash === "#left") {
  // The client view leads here when the person leaves.
  tell({ kind: "left" });
} else {
  let asked = false;
  addEventListener("message", ({ origin, source, data }: MessageEvent<Order>) => {
    if (origin !== location.origin || source !== parent) return;
    if (data?.kind === "leave") leave().then(() => tell({ kind: "left" }), fail);
    if (data?.kind !== "join" || asked) return;
    asked = true;
    join(data).catch(fail);
  });
  tell({ kind: "ready", environment: environment() });
}
