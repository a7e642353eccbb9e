import { namesIn } from "./join-component.ts";
import { type FrameReport, type JoinOrder, RESERVED_HOST } from "./protocol.ts";
import type { ZoomMtg } from "./zoom-sdk.ts";

/** Joins with the client view: it takes the whole page and calls back. */
export async function joinClient(order: JoinOrder, report: (report: FrameReport) => void): Promise<void> {
  const sdk = globalThis.ZoomMtg;
  if (!sdk) throw new Error("the SDK's script defined no ZoomMtg");
  // Absolute: with a relative address its media files are not found.
  sdk.setZoomJSLib(`${location.origin}/sdk/${order.version}/lib`, "/av");
  sdk.preLoadWasm();
  sdk.prepareWebSDK();
  await callBack((callBacks) =>
    sdk.init({
      leaveUrl: `${location.origin}/meeting.html#left`,
      // Without this the SDK waits for the person to press a button of its own.
      disablePreview: true,
      patchJsMedia: true,
      ...(order.mode === "sandbox" && { webEndpoint: RESERVED_HOST }),
      ...callBacks,
    }),
  );
  report({ kind: "initialised" });
  await callBack((callBacks) =>
    sdk.join({
      signature: order.signature,
      meetingNumber: order.meetingNumber,
      passWord: order.passcode,
      userName: order.userName,
      ...(order.version.startsWith("3.") && { sdkKey: order.sdkKey }),
      ...callBacks,
    }),
  );
  report({ kind: "joined", participants: await participantsOf(sdk) });
}

function callBack(
  call: (callBacks: { success(result?: unknown): void; error(error: unknown): void }) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => call({ success: resolve, error: reject }));
}

async function participantsOf(sdk: ZoomMtg): Promise<string[]> {
  const answer = await callBack((callBacks) => sdk.getAttendeeslist(callBacks));
  const result = (answer as { result?: { attendeesList?: unknown } } | undefined)?.result;
  return namesIn(result?.attendeesList);
}
