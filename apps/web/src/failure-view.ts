import {
  type Block,
  type Document,
  type Report,
  reportDocument,
  toMarkdown,
} from "@countersign/core/diagnose";
import type { Wanted } from "./form.ts";
import type { Failure, Signed } from "./protocol.ts";
import { blocksOf } from "./tools/blocks.ts";
import { copyButton } from "./tools/copy.ts";
import { h } from "./tools/element.ts";
import { fieldFor } from "./tools/evidence-form.ts";
import { timelineView } from "./tools/timeline.ts";

const TOOLS = "/tools";

interface Around {
  readonly wanted: Wanted;
  readonly signed: Signed | undefined;
  /** Opens Diagnose with what is known. */
  readonly openDiagnose: () => void;
}

/** The whole report of a failed join: the verdict and its way out, the times, all else that was found and seen. */
export function failureView(failure: Failure, { wanted, signed, openDiagnose }: Around): HTMLElement[] {
  const report = reportOf(failure);
  const before: Block[] =
    report?.verdict || failure.help === ""
      ? []
      : [
          { kind: "heading", text: "What to do" },
          { kind: "text", text: failure.help },
        ];
  const made = [...blocksOf(before), ...(report ? blocksOf(shownDocument(report)) : [])];
  for (const one of made) for (const link of one.querySelectorAll('a[href^="#"]')) toTools(link);
  const timeline = report && hasTimes(report) ? timelineView(report) : undefined;
  return [...made, ...links(failure), ...(timeline ? [timeline] : []), ...seen(failure), buttons()];

  function buttons(): HTMLElement {
    const box = h("div", { class: "buttons" });
    if (signed) {
      const open = h("button", { type: "button" }, "Open it in Diagnose");
      open.addEventListener("click", openDiagnose);
      box.append(open);
    }
    if (report) box.append(copyButton("Copy the report to share", () => shared(report, wanted)));
    return box;
  }
}

/** What `joinMeeting` advises knows the join as well as the signature, and is the better way out. */
function reportOf({ report, help }: Failure): Report | undefined {
  if (!report?.verdict || help === "") return report;
  const verdict = { ...report.verdict, help };
  return { ...report, verdict, findings: [verdict, ...report.findings.slice(1)] };
}

/** Where a piece of evidence is given, seen from here. */
function inDiagnose(path: string): string {
  const field = fieldFor(path);
  return field.startsWith("the field") ? `${field} of Diagnose` : field;
}

function hasTimes({ verdict }: Report): boolean {
  return verdict?.cause === "clock-skew" || verdict?.cause === "exp-range" || verdict?.cause === "time-units";
}

/**
 * That nothing is wrong with the signature is no headline under a refusal: there, where to look is. The line about
 * time is drawn, where time matters.
 */
function shownDocument(report: Report): Document {
  const whole = reportDocument(report, { give: inDiagnose });
  const at = whole.findIndex((block) => block.kind === "heading" && block.text === "Time");
  const blocks = at < 0 ? whole : whole.filter((_, index) => index !== at && index !== at + 1);
  const [title, next, ...rest] = blocks;
  const isWeak = title?.kind === "title" && title.tone === "plain" && next?.kind === "heading";
  return isWeak ? [{ ...title, text: next.text }, ...rest] : blocks;
}

function toTools(link: Element): void {
  link.setAttribute("href", TOOLS + link.getAttribute("href"));
  link.setAttribute("target", "_blank");
}

/** Zoom's code, where its text and all its causes stand. */
function links({ zoom }: Failure): HTMLElement[] {
  if (!zoom || !/^-?\d+$/.test(zoom.code)) return [];
  const link = h("a", { href: `${TOOLS}#error/${zoom.code}`, target: "_blank" }, `Zoom’s error ${zoom.code}`);
  return [h("p", {}, "All that is known of the code: ", link)];
}

const SEEN = [
  ["requests", "Requests that ended"],
  ["console", "What the SDK wrote to the console"],
  ["blocked", "What the page’s policy blocked"],
  ["shown", "What the SDK showed"],
] as const;

function seen({ evidence }: Failure): HTMLElement[] {
  const lists = SEEN.filter(([name]) => evidence[name].length > 0).flatMap(([name, title]) => [
    h("h4", {}, title),
    h("ul", { class: "seen" }, ...evidence[name].map((line) => h("li", {}, line))),
  ]);
  return lists.length === 0
    ? []
    : [h("details", {}, h("summary", {}, "What was seen while joining"), ...lists)];
}

function shared(report: Report, { userName, passcode, meetingNumber }: Wanted): string {
  const hide = [userName, passcode, meetingNumber].filter((text) => text !== "");
  return toMarkdown(reportDocument(report, { share: true, hide }));
}
