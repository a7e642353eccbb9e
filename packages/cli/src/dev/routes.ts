import type { Sandbox, SandboxMeeting } from "@countersign/sandbox";
import type { App } from "@countersign/server";
import { answerTools, besideJoin, readToolsPage, TOOLS_PATH } from "../page/tools-page.ts";
import { meetingHeaders, pageHeaders, sdkHeaders } from "./page-headers.ts";
import { sandboxTarget, toSandbox } from "./sandbox-route.ts";
import { INSTALL_SDK, type InstalledSdk } from "./sdk-files.ts";
import { serveFile } from "./static-files.ts";

/** What the page is told about where it runs. No credential is in it: the key comes with each signature. */
export interface DevConfig {
  readonly mode: "sandbox" | "zoom";
  readonly sdkVersions: readonly string[];
  readonly installSdk: string;
  readonly meetings: readonly SandboxMeeting[];
}

export interface DevRoutes {
  /** The signature server. */
  readonly app: App;
  /** Absent when joins go to Zoom. */
  readonly sandbox?: Sandbox;
  readonly meetings: readonly SandboxMeeting[];
  readonly sdks: readonly InstalledSdk[];
  /** The folder of the built page. */
  readonly page: string;
}

const NAMES_OF_THIS_MACHINE = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** One origin for the page, the SDK's files, the stand-in and the signature server. */
export function devFetch(routes: DevRoutes): App {
  const mode = routes.sandbox ? "sandbox" : "zoom";
  const config: DevConfig = {
    mode,
    sdkVersions: routes.sdks.map((sdk) => sdk.version),
    installSdk: INSTALL_SDK,
    meetings: routes.meetings,
  };

  return async (request, info) => {
    const url = new URL(request.url);
    // A name that somebody else lets point here (DNS rebinding) must not reach a server that signs for anyone.
    if (!NAMES_OF_THIS_MACHINE.test(url.hostname)) return text("this server answers to localhost only", 421);
    const target = sandboxTarget(url.pathname + url.search);
    if (target && routes.sandbox) return toSandbox(routes.sandbox, request, target);
    if (request.method === "GET" || request.method === "HEAD") {
      if (url.pathname === "/dev/last-join.json") return lastJoin(routes.sandbox);
      if (url.pathname === "/dev/config.json") return Response.json(config, { headers: pageHeaders() });
      const sdkFile = /^\/sdk\/(\d+\.\d+\.\d+)(\/.+)$/.exec(url.pathname);
      if (sdkFile) return fileOfSdk(routes.sdks, sdkFile[1] ?? "", sdkFile[2] ?? "");
      const file = await fileOfPage(routes.page, url, mode, request.method);
      if (file) return file;
    }
    return routes.app(request, info);
  };
}

/** How the latest join went at the stand-in: the SDK does not pass every answer on. No signature is in it. */
function lastJoin(sandbox: Sandbox | undefined): Response {
  const latest = sandbox?.joins.at(-1);
  // Client view asks a second time with the same signature when it is put into the waiting room, and leaves it at that.
  const last =
    sandbox?.joins.findLast(
      ({ signature, outcome }) => signature === latest?.signature && outcome !== "accepted",
    ) ?? latest;
  const { outcome, refusal } = last ?? {};
  return Response.json(
    {
      count: sandbox?.joins.length ?? 0,
      ...(outcome && { outcome }),
      ...(refusal && { errorCode: refusal.errorCode, errorMessage: refusal.errorMessage }),
    },
    { headers: pageHeaders() },
  );
}

const NOT_BUILT = "The page is not built. In the repository: node tools/build-page.ts";

async function fileOfPage(
  page: string,
  url: URL,
  mode: DevConfig["mode"],
  method: string,
): Promise<Response | undefined> {
  if (url.pathname === "/meeting.html")
    return serveFile(page, "/meeting.html", meetingHeaders(url.host, mode));
  if (url.pathname === "/") {
    return (await serveFile(page, "/index.html", pageHeaders())) ?? text(NOT_BUILT, 503);
  }
  if (url.pathname === TOOLS_PATH) {
    const html = readToolsPage(page);
    return html === undefined ? text(NOT_BUILT, 503) : answerTools(besideJoin(html), method);
  }
  return serveFile(page, url.pathname, pageHeaders());
}

async function fileOfSdk(sdks: readonly InstalledSdk[], version: string, path: string): Promise<Response> {
  const sdk = sdks.find((installed) => installed.version === version);
  const file = sdk && (await serveFile(sdk.dist, path, sdkHeaders()));
  return file ?? text("not found", 404);
}

function text(message: string, status: number): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...pageHeaders(), "content-type": "text/plain; charset=utf-8" },
  });
}
