import {
  type Comparison,
  compare,
  comparisonDocument,
  type Difference,
  type Document,
  hiddenOf,
  takeApart,
} from "@countersign/core/diagnose";
import { element } from "../dom.ts";
import { blocksOf } from "./blocks.ts";
import { book, evidenceOfEntry } from "./book.ts";
import { field, h, onInput } from "./element.ts";
import { looksLikeToken } from "./mixed-up.ts";
import { say } from "./say.ts";
import { shareBar } from "./share-bar.ts";
import { tokenView } from "./token-view.ts";

export function startCompare(): { readonly wipe: () => void } {
  const form = element("pair", HTMLFormElement);
  const place = element("comparison", HTMLElement);
  let exampleTime: number | undefined;

  const draw = (): void => {
    const working = taken("working");
    const failing = taken("failing");
    const secret = field("c-secret").value;
    const note = element("c-secret-note", HTMLElement);
    note.textContent = looksLikeToken(secret) ? "This is a token, not a secret: it is left out." : "";
    note.classList.toggle("told", note.textContent !== "");
    if (working === "" || failing === "") {
      place.replaceChildren(
        h("h3", { class: "verdict plain" }, "Two signatures are needed"),
        h(
          "p",
          {},
          "Give the one that works and the one that fails; the difference that explains it stands here.",
        ),
      );
      return;
    }
    const made = compare(working, failing, {
      ...(exampleTime !== undefined && { now: exampleTime }),
      ...(secret !== "" && !looksLikeToken(secret) && { credentials: { sdkSecret: secret } }),
    });
    place.dataset.outcome = made.outcome;
    place.replaceChildren(...comparisonView(made, working, failing), sharing(made, working, failing, secret));
    say([note.textContent, place.querySelector(".verdict")?.textContent ?? ""].join(" ").trim());
  };

  const wipe = (): void => {
    form.reset();
    exampleTime = undefined;
    draw();
  };
  onInput(form, () => {
    exampleTime = undefined;
    draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    exampleTime = undefined;
    requestAnimationFrame(draw);
    say("Everything is cleared");
  });
  element("compare-example", HTMLButtonElement).addEventListener("click", async () => {
    const { right, rules } = await book();
    const good = evidenceOfEntry(right);
    const milliseconds = rules.find(({ id }) => id === "times-in-milliseconds")?.examples[0];
    const bad = milliseconds && evidenceOfEntry(milliseconds);
    field("working").value = String(good.signature ?? "");
    field("failing").value = String(bad?.signature ?? "");
    field("c-secret").value = bad?.credentials?.sdkSecret ?? "";
    exampleTime = bad?.now;
    draw();
  });
  draw();
  return { wipe };
}

function taken(id: string): string {
  const text = field(id).value;
  return text.trim() === "" ? "" : (takeApart(text).signature ?? text);
}

const MATTERS: { readonly [M in Difference["matters"]]: string } = {
  explains: "explains it",
  may: "can matter",
  none: "does not matter",
};

function comparisonView(made: Comparison, working: string, failing: string): HTMLElement[] {
  const blocks = comparisonDocument({ ...made, differences: [] });
  const about =
    made.differences.length > 0 && made.explanation === null ? comparisonDocument(made).slice(0, 2) : blocks;
  const at = made.explanation?.at ?? "";
  const token = (title: string, text: string, mark: string): HTMLElement =>
    h("div", {}, h("h4", {}, title), tokenView(text, mark));
  return [
    ...blocksOf(about),
    ...(made.differences.length > 0 ? [h("h3", {}, "Side by side"), differenceTable(made)] : []),
    h("div", { class: "pair" }, token("Works", working, at), token("Fails", failing, at)),
  ];
}

function sharing(made: Comparison, working: string, failing: string, sdkSecret: string): HTMLElement {
  const hide = hiddenOf({ works: working, signature: failing, credentials: { sdkSecret } });
  const document = (): Document => comparisonDocument(made, { share: true, hide });
  return shareBar({
    name: "comparison",
    now: made.failing.decoded.now,
    forLink: document,
    forMarkdown: document,
  });
}

function differenceTable({ differences, explanation }: Comparison): HTMLElement {
  const head = ["Where", "Works", "Fails", ""].map((text) => h("th", { scope: "col" }, text || "Matters"));
  const rows = differences.map(({ at, working, failing, matters, why }) => {
    const guilty = matters === "explains" || at === explanation?.at;
    return h(
      "tr",
      guilty ? { class: "guilty" } : {},
      h("th", { scope: "row" }, h("code", {}, at)),
      h("td", {}, plain(working)),
      h("td", {}, plain(failing)),
      h("td", {}, h("strong", {}, MATTERS[matters]), why === "" ? "" : `: ${plain(why)}`),
    );
  });
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Differences" },
    h("table", { class: "differences" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
  );
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}
