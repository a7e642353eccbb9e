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
import { LOADING, STARTING, type Stop, whereItStopped } from "./stopped.ts";

/** Rules that say which of the SDK's errors are no answer of Zoom's. */
const BY_RULE: { readonly [rule: string]: JoinErrorCode } = {
  "network-blocked": "zoom-unreachable",
  "assets-blocked": "sdk-not-loaded",
  "content-security-policy": "zoom-unreachable",
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
  stop: Stop | undefined,
): JoinFailure {
  // What can be seen in the signature goes before what only its secret could tell.
  const seen = report.findings.find(({ cause }) => cause === "encoding");
  const verdict = report.verdict?.rule === "secret-not-checked" && seen ? seen : report.verdict;
  const explained = verdict?.rule === "content-security-policy" || verdict?.rule === "assets-blocked";
  if (stop && SAYS_NOTHING.test(zoom.code) && !explained) return unreachable(zoom, report, stop);
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
        : `${verdict?.help ?? known?.causes[0].help ?? UNKNOWN}${zoom.code === "1" ? WITHHELD : ""}`,
    docs: verdict?.docs ?? (known ? `docs/errors/${known.code}.md` : docsOf(code)),
    report,
    zoom,
  };
}

/** The SDK has one code for all that goes wrong on the way; the requests that were seen say which. */
function unreachable(zoom: ZoomFailure, report: Report, { message, help }: Stop): JoinFailure {
  return {
    code: "zoom-unreachable",
    cause: "network",
    message: `the SDK could not join: ${zoom.code}, ${JSON.stringify(zoom.message)}; ${message}`,
    help,
    docs: docsOf("zoom-unreachable"),
    report,
    zoom,
  };
}

const SAYS_NOTHING = /^(?:1|200|-3000)$/;

/** The rule's own way out is for who has the secret at hand, which a page never has. */
const WITH_SECRET =
  "Diagnose a signature of this endpoint where its secret is: `countersign doctor` on the server proves whether they belong together.";
/** Client view says 1 as well where the answer did not reach it, and a page cannot see which it was. */
const WITHHELD =
  " Or the answer of `/api/v1/wc/info` did not reach the SDK: see in the network panel whether the browser blocked it (CORS, `cross-origin-resource-policy`), as where a proxy takes headers away.";
const UNKNOWN =
  "Look at the SDK's warnings in the console (`evidence.console` of this error) and at what `init` was given.";

function bookEntry({ code }: ZoomFailure, view: JoinView): ZoomError | undefined {
  return findZoomErrors(code).find((error) => isOnSurface(error, `${view}-view`));
}

/** The SDK did not answer: what it was seen to do says where it stopped. */
export function silent(
  step: "sdk-loaded" | "init" | "joined",
  seconds: number,
  evidence: JoinEvidence,
  report: Report | undefined,
  byScript: boolean | undefined = undefined,
): JoinFailure {
  const stopped =
    step === "joined" ? whereItStopped(evidence, byScript) : step === "init" ? STARTING : LOADING;
  const verdict = report?.verdict;
  // A rule that explains the silence says more than how far the join came.
  const known = verdict && EXPLAINS_SILENCE.includes(verdict.rule) ? verdict : undefined;
  return {
    code: "sdk-silent",
    cause: known?.cause ?? stopped.cause ?? verdict?.cause ?? "network",
    message: `the SDK called nothing back for ${seconds} s: ${known?.message ?? stopped.message}`,
    help: known?.help ?? (stopped.help || verdict?.help || ""),
    docs: verdict?.docs ?? docsOf("sdk-silent"),
    report,
  };
}

const EXPLAINS_SILENCE: readonly string[] = ["content-security-policy", "react-does-not-fit"];

/** Client view tells the person what is wrong, or the console, and waits: nothing is called back. */
export function waiting({ line, where, report }: Shown, seconds: number): JoinFailure {
  const { verdict } = report;
  return {
    code: "sdk-silent",
    cause: verdict?.cause ?? "unknown",
    message: `the SDK called nothing back for ${seconds} s and ${where} ${JSON.stringify(line)}: ${verdict?.message ?? ""}`,
    help: verdict?.help ?? "",
    docs: verdict?.docs ?? docsOf("sdk-silent"),
    report,
  };
}

/** React's own parts that the SDK reaches into, and React 19 does not have. */
const REACT = /ReactCurrent(?:Owner|BatchConfig|Dispatcher)/;

export function notLoaded(words: string, [blocked]: readonly string[]): JoinFailure {
  return {
    code: "sdk-not-loaded",
    cause: "network",
    message: blocked
      ? `the SDK did not load: the content security policy blocked \`${blocked}\``
      : `the SDK did not load: ${words}`,
    help: REACT.test(words)
      ? "Bundle the SDK with the React it asks for, 18.2.0, or load its script build, which brings it along; give `reactVersion` to have that checked."
      : "See in the network panel that its files answer 200, and that the content security policy and blockers let them through. An `import` needs `@zoom/meetingsdk` to be installed.",
    docs: docsOf("sdk-not-loaded"),
  };
}

export function endpointSilent(seconds: number): JoinFailure {
  return {
    code: "endpoint-silent",
    cause: "endpoint",
    message: `no signature came within ${seconds} s`,
    help: "Look at the signing endpoint: it was asked and has not answered. Nothing of Zoom's was asked yet.",
    docs: docsOf("endpoint-silent"),
  };
}
