import type { FrameReport, JoinOrder } from "./protocol.ts";
import { RESERVED_HOST } from "./protocol.ts";

/** Joins with the component view: it draws into one element and returns promises. */
export async function joinComponent(order: JoinOrder, report: (report: FrameReport) => void): Promise<void> {
  const sdk = globalThis.ZoomMtgEmbedded;
  const root = document.getElementById("component-root");
  if (!sdk || !root) throw new Error("the SDK's script defined no ZoomMtgEmbedded");
  const client = sdk.createClient();
  await client.init({
    zoomAppRoot: root,
    language: "en-US",
    patchJsMedia: true,
    customize: {
      video: { isResizable: true, defaultViewType: "speaker", viewSizes: { default: fitting(root) } },
    },
    // Absolute: a relative address silently leads to Zoom's CDN.
    assetPath: `${location.origin}/sdk/${order.version}/lib/av`,
    ...(order.mode === "sandbox" && { webEndpoint: RESERVED_HOST }),
  });
  report({ kind: "initialised" });
  client.on("connection-change", ({ state }) => {
    if (state === "Closed") report({ kind: "left" });
  });
  await client.join({
    signature: order.signature,
    meetingNumber: order.meetingNumber,
    password: order.passcode,
    userName: order.userName,
    // Up to 3.x the key is a parameter of its own; from 4.0.0 on giving it only draws a warning.
    ...(order.version.startsWith("3.") && { sdkKey: order.sdkKey }),
  });
  report({ kind: "joined", participants: namesIn(client.getAttendeeslist()) });
}

/** As large as the frame lets it be: the SDK's own default is a small tile. Its bars need some room beside the video. */
function fitting(root: HTMLElement): { width: number; height: number } {
  const width = Math.max(240, Math.min(root.clientWidth - 24, 960, ((innerHeight - 120) * 16) / 9));
  return { width: Math.round(width), height: Math.round((width * 9) / 16) };
}

/** The names in the SDK's list; the field differs by view and version. */
export function namesIn(attendees: unknown): string[] {
  if (!Array.isArray(attendees)) return [];
  return attendees.map((attendee: { [field: string]: unknown }) =>
    String(attendee.displayName ?? attendee.userName ?? ""),
  );
}
