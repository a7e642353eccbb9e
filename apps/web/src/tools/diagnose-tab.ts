import { diagnose } from "@countersign/core/diagnose";
import { element } from "../dom.ts";
import { book, evidenceOfEntry } from "./book.ts";
import { field, h, onInput } from "./element.ts";
import { EvidenceForm } from "./evidence-form.ts";
import { when } from "./moments.ts";
import { reportView } from "./report-view.ts";
import { say } from "./say.ts";

/** Fills the report as it is typed. Gives a function that forgets all. */
export function startDiagnose(): { readonly wipe: () => void; readonly show: (example: string) => void } {
  const form = new EvidenceForm(element("evidence", HTMLFormElement));
  const report = element("report", HTMLElement);
  const examples = field("example") as HTMLSelectElement;

  const draw = (): void => {
    for (const [id, text] of Object.entries(form.notes())) {
      const note = element(id, HTMLElement);
      if (note.textContent !== text) note.textContent = text;
      note.classList.toggle("told", /cannot|token, not|secret, not/.test(text));
    }
    if (form.isEmpty()) {
      delete report.dataset.rule;
      report.replaceChildren(...invitation(show));
      return;
    }
    const evidence = form.read();
    const made = diagnose(evidence);
    report.dataset.rule = made.verdict?.rule ?? made.outcome;
    const time = form.exampleTime();
    const note =
      time === undefined ? [] : [h("p", { class: "notice" }, `An example, looked at as on ${when(time)}.`)];
    report.replaceChildren(...note, ...reportView(made, evidence, form.token()));
    say(report.querySelector(".verdict")?.textContent ?? "");
  };

  const wipe = (): void => {
    form.element.reset();
    form.forget();
    draw();
  };
  const show = (id: string): void => {
    const [rule, index] = id.split("#");
    const example = book().rules.find((one) => one.id === rule)?.examples[Number(index ?? 0)];
    if (!example) return;
    form.fill(evidenceOfEntry(example));
    examples.value = `${rule}#${index ?? 0}`;
    draw();
  };

  onInput(form.element, draw);
  form.element.addEventListener("reset", () => {
    form.forget();
    requestAnimationFrame(draw);
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
  const buttons = book()
    .rules.filter(({ id }) => COMMON.includes(id))
    .map(({ id, title }) => {
      const button = h("button", { type: "button", class: "copy" }, title.replaceAll("`", ""));
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
  const fill = (): void => {
    if (select.options.length > 1) return;
    const groups = new Map<string, HTMLOptGroupElement>();
    for (const { id, title, cause, examples } of book().rules) {
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
