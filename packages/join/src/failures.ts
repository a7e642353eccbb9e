import { findZoomErrors, isOnSurface, type Report, type ZoomError } from "@countersign/core/diagnose";
import {
  docsOf,
  type JoinErrorCode,
  type JoinEvidence,
  type JoinFailure,
  type ZoomFailure,
} from "./error.ts";
import type { JoinView } from "./options.ts";
import type { Shown } from "./shown.ts";

/** Rules that say which of the SDK's errors are no answer of Zoom's. */
const BY_RULE: { readonly [rule: string]: JoinErrorCode } = {
  "network-blocked": "zoom-unreachable",
  "assets-blocked": "sdk-not-loaded",
};
/** The SDK's own exceptions and names; Zoom's refusals are numbers. */
const NUMBER = /^-?\d+$/;

/** The rules refuse what was going to be sent. */
export function rejected(report: Report): JoinFailure {
  const { verdict } = report;
  return {
    code: "rejected-before-join",
    cause: verdict?.cause ?? "unknown",
    message: `not sent to Zoom: ${verdict?.message ?? "the rules refuse it"}`,
    help: verdict?.help ?? "",
    docs: verdict?.docs ?? docsOf("rejected-before-join"),
    report,
  };
}

/** The SDK answered, and not with a join. */
export function refused(
  zoom: ZoomFailure,
  view: JoinView,
  report: Report,
  { blocked }: Pick<JoinEvidence, "blocked">,
): JoinFailure {
  const { verdict } = report;
  if (blocked[0] !== undefined && SAYS_NOTHING.test(zoom.code))
    return policyInTheWay(zoom, report, blocked[0]);
  const known = bookEntry(zoom, view);
  const code = BY_RULE[verdict?.rule ?? ""] ?? (NUMBER.test(zoom.code) ? "zoom-refused" : "sdk-failed");
  const who = code === "zoom-refused" ? "Zoom refused the join" : "the SDK could not join";
  return {
    code,
    cause: verdict?.cause ?? "unknown",
    message: `${who}: ${zoom.code}, ${JSON.stringify(zoom.message)}; ${verdict?.message ?? known?.means ?? "nothing is known about it"}`,
    help:
      verdict?.rule === "secret-not-checked"
        ? WITH_SECRET
        : (verdict?.help ?? known?.causes[0].help ?? UNKNOWN),
    docs: verdict?.docs ?? (known ? `docs/errors/${known.code}.md` : docsOf(code)),
    report,
    zoom,
  };
}

/** The rule's own way out is for who has the secret at hand, which a page never has. */
const WITH_SECRET =
  "Diagnose a signature of this endpoint where its secret is: `countersign doctor` on the server proves whether they belong together.";
const UNKNOWN =
  "Look at the SDK's warnings in the console (`evidence.console` of this error) and at what `init` was given.";

/** Codes behind which a request that was never answered may stand. */
const SAYS_NOTHING = /^(?:1|200|-3000|5001|INVALID_PARAMETERS)$/;

function policyInTheWay(zoom: ZoomFailure, report: Report, blocked: string): JoinFailure {
  return {
    code: "zoom-unreachable",
    cause: "network",
    message: `the SDK could not join: ${zoom.code}, ${JSON.stringify(zoom.message)}; the content security policy blocked \`${blocked}\``,
    help: POLICY,
    docs: docsOf("zoom-unreachable"),
    report,
    zoom,
  };
}

function bookEntry({ code }: ZoomFailure, view: JoinView): ZoomError | undefined {
  return findZoomErrors(code).find((error) => isOnSurface(error, `${view}-view`));
}

/** The SDK did not answer: what it was seen to do says where it stopped. */
export function silent(
  step: "sdk-loaded" | "init" | "joined",
  seconds: number,
  evidence: JoinEvidence,
  report: Report | undefined,
): JoinFailure {
  const stopped = step === "joined" ? whereItStopped(evidence) : step === "init" ? STARTING : LOADING;
  const verdict = report?.verdict;
  const [blocked] = evidence.blocked;
  const message = `the SDK called nothing back for ${seconds} s: ${blocked ? `the content security policy blocked \`${blocked}\`` : stopped.message}`;
  return {
    code: "sdk-silent",
    cause: blocked ? "network" : (stopped.cause ?? verdict?.cause ?? "network"),
    message,
    help: blocked ? POLICY : stopped.help || verdict?.help || "",
    docs: verdict?.docs ?? docsOf("sdk-silent"),
    report,
  };
}

/** Client view tells the person what is wrong, and waits: nothing is called back. */
export function waiting({ line, report }: Shown, seconds: number): JoinFailure {
  const { verdict } = report;
  return {
    code: "sdk-silent",
    cause: verdict?.cause ?? "unknown",
    message: `the SDK called nothing back for ${seconds} s and shows ${JSON.stringify(line)}: ${verdict?.message ?? ""}`,
    help: verdict?.help ?? "",
    docs: verdict?.docs ?? docsOf("sdk-silent"),
    report,
  };
}

interface Stop {
  readonly message: string;
  readonly help: string;
  readonly cause?: "network";
}

const POLICY =
  "Allow Zoom's hosts in the page's content security policy: `connect-src https://*.zoom.us wss://*.zoom.us https://zoom.us`, `script-src https://source.zoom.us`, `worker-src blob:`.";
const ASSETS =
  "See in the network panel that the SDK's files answer 200, above all those below `lib/av`, from an absolute address. Past proxies and blockers they come from `source.zoom.us`.";
const LOADING: Stop = { message: "its files did not finish loading", help: ASSETS, cause: "network" };
const STARTING: Stop = {
  message: "`init` did not end, as when its media files are missing",
  help: ASSETS,
  cause: "network",
};

/** Each request that ended is one step further. Measured with 6.2.0 and 3.13.1 against a stand-in, 2026-11-24. */
function whereItStopped({ requests, console: lines }: JoinEvidence): Stop {
  const answered = (path: string, status = ""): boolean =>
    requests.some((request) => request.includes(path) && request.includes(status));
  const missing = requests.find((request) => /(?:js_media\S*|\.wasm) [45]\d\d,/.test(request));
  if (missing) return { message: `a file of its own is missing: ${missing}`, help: ASSETS, cause: "network" };
  // One that failed is there too, without a status; the first endpoint may be a script, whose status is hidden.
  if (answered("/wc/ping/", " 200,"))
    return {
      message: "Zoom let the join through, and the meeting's WebSocket has not brought it in",
      help: "Allow `wss://*.zoom.us` past proxies, blockers and the content security policy. It may also be that the host has to let the person in, or that Zoom refused there: look at what the SDK shows.",
      cause: "network",
    };
  if (answered("/api/v1/wc/info"))
    return {
      message: "Zoom's first answer came, and the meeting's server (`/wc/ping`) has not answered",
      help: "Look at what the SDK shows: in client view it asks the person itself for a passcode or a registration. If it shows nothing, look at `/api/v1/wc/info` in the network panel (an empty answer, or a page of a proxy), and allow `https://*.zoom.us`.",
    };
  const said = lines.find((line) => /signature|appKey|sdkKey/i.test(line) && !/deprecated/i.test(line));
  if (said) return { message: `its console says: ${said}`, help: "" };
  return {
    message: "Zoom's first endpoint (`/api/v1/wc/info`) has not answered",
    help: "Allow `https://zoom.us` and `https://*.zoom.us` past proxies, blockers and the content security policy.",
    cause: "network",
  };
}
