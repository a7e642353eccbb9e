import type { JoinOptions } from "../options.ts";
import { baseOf, isFiles } from "./source.ts";
import type { CallBacks, Driver, Options, ZoomMtg } from "./types.ts";

/** The client view takes the whole page and calls back. */
export function clientView(sdk: ZoomMtg, options: JoinOptions): Driver {
  return {
    client: sdk,
    async init() {
      const { sdk: source } = options;
      if (isFiles(source) && source.from === "npm") sdk.setZoomJSLib(`${baseOf(source)}/lib`, "/av");
      sdk.preLoadWasm();
      sdk.prepareWebSDK?.();
      await calledBack((callBacks) => sdk.init({ ...initOptions(options), ...callBacks }));
    },
    async join(call) {
      await calledBack((callBacks) => sdk.join({ ...call, ...callBacks }));
    },
    async leave() {
      await calledBack((callBacks) => sdk.leaveMeeting({ ...callBacks }));
    },
  };
}

function initOptions({ leaveUrl, webEndpoint, init }: JoinOptions): Options {
  return {
    leaveUrl: leaveUrl ?? here(),
    // Without this the SDK waits for the person to press a button of its own.
    disablePreview: true,
    patchJsMedia: true,
    ...(webEndpoint !== undefined && { webEndpoint }),
    ...init,
  };
}

/** Without query and fragment: the SDK sends addresses to Zoom, and tokens may stand in them. */
function here(): string {
  return typeof location === "undefined" ? "/" : location.origin + location.pathname;
}

function calledBack(call: (callBacks: CallBacks) => void): Promise<unknown> {
  return new Promise((resolve, reject) => call({ success: resolve, error: reject }));
}
