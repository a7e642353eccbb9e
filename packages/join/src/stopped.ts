import type { JoinEvidence } from "./error.ts";
import { FAILED } from "./watch.ts";

/** Where a join stopped, as far as it can be told from outside. */
export interface Stop {
  readonly message: string;
  readonly help: string;
  readonly cause?: "network" | "join-call" | "meeting";
}

type Seen = Pick<JoinEvidence, "requests" | "console" | "shown">;

const ASSETS =
  "See in the network panel that the SDK's files answer 200, above all those below `lib/av`, from an absolute address. Past proxies and blockers they come from `source.zoom.us`.";
const HOSTS =
  "Allow `https://zoom.us` and `https://*.zoom.us` past proxies, blockers and the content security policy.";

export const LOADING: Stop = { message: "its files did not finish loading", help: ASSETS, cause: "network" };
export const STARTING: Stop = {
  message: "`init` did not end, as when its media files are missing",
  help: ASSETS,
  cause: "network",
};

const INFO = "/api/v1/wc/info";

/** What the person sees, where client view waits for them. */
const WAITS: readonly { readonly shows: RegExp; readonly stop: Stop }[] = [
  {
    shows: /^By clicking "Join", you agree/,
    stop: {
      message: "it shows its preview, and waits for the person to press Join",
      help: "Leave `disablePreview` as it is set here, or give `deadlines.joined` as long as a person takes.",
      cause: "join-call",
    },
  },
  {
    shows: /^Registration (?:Meeting|Webinar)$/,
    stop: {
      message: "it asks the person to register",
      help: "Pass the registrant token as `tk` and the person's `userEmail`, or give `deadlines.joined` as long as a person takes.",
      cause: "meeting",
    },
  },
];

/** A request to the first endpoint or the meeting's server that did not come back as it should; the last one counts. */
export function failedRequest(
  { requests }: Pick<Seen, "requests">,
  byScript: boolean | undefined,
): Stop | undefined {
  const info = requests.findLast((request) => request.includes(INFO) && !request.endsWith(FAILED));
  const script = requests.find((request) => request.includes(INFO) && request.endsWith(FAILED));
  if (script !== undefined) return unreachedBy(script);
  // The status of a script of another origin is hidden, so that a failed one looks like an answered one.
  const asked = info === undefined ? undefined : statusOf(info);
  if (info !== undefined && (asked === undefined ? byScript === false : asked >= 400)) {
    return {
      message: `Zoom's first endpoint (\`${hostOf(info)}${INFO}\`) ${endOf(info)}`,
      help:
        asked === undefined
          ? HOSTS
          : `Look at that answer in the network panel: a proxy may give it. ${HOSTS}`,
      cause: "network",
    };
  }
  const ping = requests.findLast((request) => request.includes("/wc/ping/"));
  if (ping !== undefined && statusOf(ping) !== 200) {
    return {
      message: `the meeting's server (\`${hostOf(ping)}/wc/ping\`) ${endOf(ping)}`,
      help: HOSTS,
      cause: "network",
    };
  }
  return undefined;
}

function unreachedBy(script: string): Stop {
  const where = `${hostOf(script)}${INFO}`;
  return {
    message: `Zoom's first endpoint (\`${where}\`) could not be asked, or its answer was no answer`,
    help: `Look at it in the network panel. ${HOSTS}`,
    cause: "network",
  };
}

/**
 * What to say of a code that says nothing: which request is behind it, where one is. Component view says -3000 of
 * the first endpoint and 200, both with "connection error", of what comes after it.
 */
export function behindCode(
  { code, message }: { readonly code: string; readonly message: string },
  evidence: Seen,
  byScript: boolean | undefined,
): Stop | undefined {
  const failed = failedRequest(evidence, code === "-3000" ? false : byScript);
  if (failed) return failed;
  // What 3.13.1's component view says of every refusal in the WebSocket that it does not know: Zoom has answered.
  if (code === "200" && message !== "connection error") return undefined;
  if (evidence.requests.some((one) => one.includes("/wc/ping/"))) return socketStop;
  return code === "200" ? answeredOnly : undefined;
}

const answeredOnly: Stop = {
  message: "Zoom's first answer came, and the meeting's server (`/wc/ping`) has not answered",
  help: "Look at what the SDK shows: in client view it asks the person itself for a passcode or a registration. If it shows nothing, look at `/api/v1/wc/info` in the network panel (an empty answer, or a page of a proxy), and allow `https://*.zoom.us`.",
};

const socketStop: Stop = {
  message: "Zoom let the join through, and the meeting's WebSocket has not brought it in",
  help: "Allow `wss://*.zoom.us` past proxies, blockers and the content security policy. It may also be that the host has to let the person in, or that Zoom refused there: look at what the SDK shows.",
  cause: "network",
};

/** Each request that ended is one step further. Measured with 6.2.0 and 3.13.1 against a stand-in, 2026-11-24. */
export function whereItStopped(evidence: Seen, byScript: boolean | undefined): Stop {
  const { requests, console: lines, shown } = evidence;
  const missing = requests.find((request) => /(?:js_media\S*|\.wasm) [45]\d\d,/.test(request));
  if (missing) return { message: `a file of its own is missing: ${missing}`, help: ASSETS, cause: "network" };
  const waits = WAITS.find(({ shows }) => shown.some((line) => shows.test(line)));
  if (waits) return waits.stop;
  const failed = failedRequest(evidence, byScript);
  if (failed) return failed;
  if (requests.some((request) => request.includes("/wc/ping/"))) return socketStop;
  if (requests.some((request) => request.includes(INFO))) return answeredOnly;
  const said = lines.find((line) => /signature|appKey|sdkKey/i.test(line) && !/deprecated/i.test(line));
  if (said) return { message: `its console says: ${said}`, help: "" };
  return {
    message: "Zoom's first endpoint (`/api/v1/wc/info`) has not answered",
    help: HOSTS,
    cause: "network",
  };
}

/** Requests are told as `zoom.us/api/v1/wc/info 200, after 30 ms`; the status is not always known. */
function statusOf(request: string): number | undefined {
  const [, status] = / (\d{3}), after/.exec(request) ?? [];
  return status === undefined ? undefined : Number(status);
}

/** From when on, in milliseconds, a request that fails was given up by whoever asked, and not turned away. */
const GIVEN_UP_AFTER = 5000;

/** The browser keeps the status of an answer without CORS headers to itself, as that of a proxy is. */
function endOf(request: string): string {
  const status = statusOf(request);
  if (status !== undefined) return `answered ${status}`;
  const milliseconds = Number(/after (\d+) ms$/.exec(request)?.[1] ?? 0);
  return milliseconds < GIVEN_UP_AFTER
    ? "could not be asked, or its answer was withheld"
    : `has not answered within ${Math.round(milliseconds / 1000)} s`;
}

function hostOf(request: string): string {
  return request.slice(0, request.indexOf("/"));
}
