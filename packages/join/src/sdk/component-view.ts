import type { JoinOptions } from "../options.ts";
import { baseOf, isFiles } from "./source.ts";
import type { Driver, EmbeddedClient, Options, ZoomMtgEmbedded } from "./types.ts";

/** The component view draws into one element and answers with promises. */
export function componentView(sdk: ZoomMtgEmbedded, options: JoinOptions): Driver {
  const client: EmbeddedClient = sdk.createClient();
  return {
    client,
    async init() {
      await client.init(initOptions(options));
    },
    async join(call) {
      await client.join(call);
    },
    async leave() {
      await client.leaveMeeting();
      // Without this the next `createClient` gives this one again, with its meeting.
      sdk.destroyClient?.();
    },
  };
}

function initOptions({ root, webEndpoint, sdk, init }: JoinOptions): Options {
  return {
    zoomAppRoot: root,
    language: "en-US",
    patchJsMedia: true,
    // The npm package's own copy; from Zoom's server the SDK finds its files itself.
    ...(isFiles(sdk) && sdk.from === "npm" && { assetPath: `${baseOf(sdk)}/lib/av` }),
    ...(webEndpoint !== undefined && { webEndpoint }),
    ...init,
  };
}
