import type { Report } from "@countersign/core/diagnose";
import { h } from "./element.ts";
import { away, type Moment, type Moments, momentsOf, when } from "./moments.ts";

/** Issue, now and expiry on a line with the window that Zoom allows, and the same as a list for who cannot see it. */
export function timelineView(report: Report): HTMLElement | undefined {
  const moments = momentsOf(report);
  if (!moments) return undefined;
  const { all, window: allowed } = moments;
  const drawn = all.filter(({ kind }) => kind !== "earliest" && kind !== "latest");
  const from = Math.min(...drawn.map(({ seconds }) => seconds), allowed?.from ?? Number.POSITIVE_INFINITY);
  const to = Math.max(...drawn.map(({ seconds }) => seconds), (allowed?.from ?? from) + 1800);
  const place = (seconds: number): number =>
    Math.max(0, Math.min(100, 4 + (92 * (seconds - from)) / (to - from || 1)));

  const line = h("div", { class: "line", "aria-hidden": "true" });
  if (allowed) {
    const band = h("div", { class: "window" });
    band.style.left = `${place(allowed.from)}%`;
    band.style.right = `${allowed.to > to ? 0 : 100 - place(allowed.to)}%`;
    line.append(band);
  }
  for (const { kind, seconds, short } of drawn) {
    const mark = h(
      "span",
      { class: `moment ${kind}${place(seconds) > 80 ? " late" : ""}` },
      h("span", {}, short),
    );
    mark.style.left = `${place(seconds)}%`;
    line.append(mark);
  }
  const now = report.decoded.zoomNow;
  return h(
    "figure",
    { class: "timeline" },
    h("figcaption", {}, "In time. Green is where Zoom wants the expiry."),
    line,
    h("ol", {}, ...all.map((moment) => row(moment, now, allowed))),
  );
}

function row({ kind, label, seconds }: Moment, now: number, allowed: Moments["window"]): HTMLElement {
  const outside =
    kind !== "exp" || !allowed
      ? ""
      : seconds > allowed.to
        ? ": too late"
        : seconds <= allowed.from
          ? ": too early"
          : "";
  return h(
    "li",
    { class: kind },
    h("span", { class: "what" }, label),
    h("span", { class: "when" }, when(seconds)),
    h("span", { class: "away" }, kind === "now" ? "" : away(seconds - now) + outside),
  );
}
