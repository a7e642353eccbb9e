import { diagnose, RULES } from "@countersign/core/diagnose";
import { element } from "../dom.ts";
import { spans } from "./blocks.ts";
import { book, evidenceOfEntry } from "./book.ts";
import { field, h, onInput } from "./element.ts";
import { EvidenceForm } from "./evidence-form.ts";
import { when } from "./moments.ts";
import { reportView } from "./report-view.ts";
import { say } from "./say.ts";

/** Fills the report as it is typed. Gives a function that forgets all. */
export function startDiagnose(): {
  readonly wipe: () => void;
  readonly show: (example: string, andGoThere?: boolean) => Promise<void>;
} {
  const form = new EvidenceForm(element("evidence", HTMLFormElement));
  const report = element("report", HTMLElement);
  const examples = field("example") as HTMLSelectElement;
  /** An example empties the form before it fills it, which is nobody's wish to clear it. */
  let filling = false;

  const draw = (): void => {
    const told: string[] = [];
    for (const [id, text] of Object.entries(form.notes())) {
      const note = element(id, HTMLElement);
      const matters = /cannot|token, not|secret, not/.test(text);
      if (note.textContent !== text) note.textContent = text;
      note.classList.toggle("told", matters);
      if (matters) told.push(text);
    }
    if (form.isEmpty()) {
      delete report.dataset.rule;
      report.replaceChildren(...invitation((id) => show(id, true)));
      return;
    }
    const evidence = form.read();
    const made = diagnose(evidence);
    report.dataset.rule = made.verdict?.rule ?? made.outcome;
    const time = form.exampleTime();
    const note =
      time === undefined ? [] : [h("p", { class: "hint" }, `An example, looked at as on ${when(time)}.`)];
    const [title, ...rest] = reportView(made, evidence, form.token());
    report.replaceChildren(title ?? "", ...note, ...rest);
    say([...told, title?.textContent ?? ""].join(" "));
  };

  const wipe = (): void => {
    form.element.reset();
    form.forget();
    draw();
  };
  /** Where the button that asked for it goes away, the verdict is where a reader goes on. */
  const show = async (id: string, andGoThere = false): Promise<void> => {
    const [rule, index] = id.split("#");
    const { rules } = await book();
    const example = rules.find((one) => one.id === rule)?.examples[Number(index ?? 0)];
    if (!example) return;
    filling = true;
    form.fill(evidenceOfEntry(example));
    filling = false;
    examples.value = `${rule}#${index ?? 0}`;
    draw();
    const verdict = report.querySelector<HTMLElement>(".verdict");
    if (!andGoThere || !verdict) return;
    verdict.tabIndex = -1;
    verdict.focus();
  };

  onInput(form.element, draw);
  form.element.addEventListener("reset", () => {
    if (filling) return;
    form.forget();
    requestAnimationFrame(draw);
    say("Everything is cleared");
  });
  form.element.addEventListener("submit", (event) => event.preventDefault());
  examples.addEventListener("input", (event) => {
    event.stopPropagation();
    if (examples.value === "") wipe();
    else show(examples.value);
  });
  listExamples(examples);
  draw();
  return { wipe, show };
}

/** One of each of a few kinds, to see what a report looks like. */
const COMMON = ["times-in-milliseconds", "expired", "signature-is-object", "role-missing"];

function invitation(show: (example: string) => void): HTMLElement[] {
  const buttons = RULES.filter(({ id }) => COMMON.includes(id)).map(({ id, title }) => {
    const button = h("button", { type: "button", class: "copy" }, ...spans(title));
    button.addEventListener("click", () => show(`${id}#0`));
    return button;
  });
  return [
    h("h3", { class: "verdict plain" }, "What is wrong stands here as you type"),
    h(
      "p",
      {},
      "The verdict first, then where it is in the token, the way out, and what could not be checked.",
    ),
    h(
      "p",
      {},
      "No signature at hand? Try one of these, or one for any other mistake under “Try an example”.",
    ),
    h("div", { class: "fixes" }, ...buttons),
  ];
}

/** The list is long, and is made when somebody reaches for it. */
function listExamples(select: HTMLSelectElement): void {
  const fill = async (): Promise<void> => {
    const { rules } = await book();
    if (select.options.length > 1) return;
    const groups = new Map<string, HTMLOptGroupElement>();
    for (const { id, title, cause, examples } of rules) {
      let group = groups.get(cause);
      if (!group) {
        group = h("optgroup", { label: cause.replaceAll("-", " ") });
        groups.set(cause, group);
      }
      examples.forEach(({ name }, index) => {
        group.append(
          h(
            "option",
            { value: `${id}#${index}` },
            (examples.length > 1 ? `${title}: ${name}` : title).replaceAll("`", ""),
          ),
        );
      });
    }
    select.append(...groups.values());
  };
  if ("requestIdleCallback" in window) requestIdleCallback(fill, { timeout: 1000 });
  else setTimeout(fill, 200);
  select.addEventListener("focus", fill);
}
