import { type Report, reportDocument } from "@countersign/core/diagnose";
import type { StepEvent, StepName } from "@countersign/join";
import type { Failure, JoinOrder } from "./protocol.ts";
import { span } from "./tools/moments.ts";

const LABELS: { readonly [Name in StepName]: (order: JoinOrder) => string } = {
  environment: () => "Environment of the page",
  signature: () => "Signature from this server",
  checked: () => "Diagnosis of the signature",
  "sdk-loaded": ({ version, view }) => `Files of SDK ${version}, ${view} view`,
  init: () => "SDK started",
  "join-sent": () => "Join sent",
  joined: () => "What came back",
};

export function labelOf({ step, attempt }: StepEvent, order: JoinOrder): string {
  return LABELS[step](order) + (attempt === 2 ? ", second try" : "");
}

/** For whom a signature is and how long, by what it says itself. Nothing secret is in that. */
export function signatureInWords({ decoded }: Report): string {
  const { mn, role, exp } = decoded.payload ?? {};
  if (!decoded.payload) return "what came cannot be read as a signature";
  const rest = typeof exp === "number" ? exp - decoded.zoomNow : Number.NaN;
  const valid = rest > 0 ? `valid for ${span(rest)}` : "not valid any more";
  return `for ${grouped(String(mn ?? "no meeting"))}, role ${String(role ?? "none")}, ${valid}`;
}

/** What the rules say of the signature, in a line or two. */
export function diagnosisInWords(report: Report): string {
  const { verdict, outcome } = report;
  const [title] = reportDocument(report);
  const first = title?.kind === "title" ? title.text : "";
  if (verdict) return `${first}. ${sentence(verdict.message)}`.replaceAll("`", "");
  return outcome === "ok"
    ? `${first}. Whether the secret is the right one, only the answer tells.`
    : `${first}.`;
}

/** What came instead of a join. */
export function answerInWords({ zoom, message }: Failure): string {
  return zoom ? `${zoom.code}: ${zoom.message}` : message.replaceAll("`", "");
}

/** As Zoom shows numbers: 872 7069 5528. */
export function grouped(meetingNumber: string): string {
  return meetingNumber.replace(/^(\d{3})(\d{3,4})(\d{3,4})$/, "$1 $2 $3");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
