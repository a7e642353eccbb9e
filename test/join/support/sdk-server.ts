/** The SDK's files as they lie in npm's folders, and a stand-in for Zoom's own server of them. */
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { sdkHeaders } from "../../../packages/cli/src/dev/page-headers.ts";
import { serveFile } from "../../../packages/cli/src/dev/static-files.ts";

const PACKAGES = ["@zoom/meetingsdk", "zoom-meetingsdk-3", "zoom-meetingsdk-4", "zoom-meetingsdk-5"];
const { resolve } = createRequire(import.meta.url);

const DISTS: ReadonlyMap<string, string> = new Map(
  PACKAGES.map((name) => {
    const manifest = resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    return [version, join(dirname(manifest), "dist")];
  }),
);

/** The `dist` folder of an installed version. */
export function distOf(version: string): string | undefined {
  return DISTS.get(version);
}

/**
 * `https://source.zoom.us/<version>/…`: the same files, save that the component view's has its version in its
 * name (https://developers.zoom.us/docs/meeting-sdk/web/component-view/import/, read 2026-11-24).
 */
export async function startSdkServer(tls: {
  readonly cert: string;
  readonly key: string;
}): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const headers = { ...sdkHeaders(), "access-control-allow-origin": "*" };
  const server = createServer(tls, (request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? "/", "https://source.zoom.us");
      const [, version = "", path = ""] = /^\/([\d.]+)(\/.+)$/.exec(pathname) ?? [];
      const dist = distOf(version);
      const name =
        path === `/zoom-meeting-embedded-${version}.min.js` ? "/zoom-meeting-embedded-ES5.min.js" : path;
      const file = dist && (await serveFile(dist, name, headers));
      if (!file) return void response.writeHead(404, headers).end();
      response.writeHead(200, Object.fromEntries(file.headers)).end(Buffer.from(await file.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}
