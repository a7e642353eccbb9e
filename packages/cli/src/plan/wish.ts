import { type JoinWish, planJoin } from "@countersign/core/plan";
import { roleOf } from "../args/sign-request.ts";
import type { Arguments } from "../command.ts";
import { UsageError } from "../failure.ts";
import { nearest } from "../words/nearest.ts";
import { quoted } from "../words/visible.ts";
import { QUESTIONS, type Question } from "./questions.ts";

export type View = "client" | "component";

export interface Given {
  readonly wish: Partial<JoinWish>;
  /** Questions that no flag answers. */
  readonly open: readonly Question[];
}

/** What the flags say. @throws UsageError for a value that there is not; CountersignError `role-invalid` */
export function givenBy(args: Arguments): Given {
  const wish: { [field: string]: unknown } = {};
  const open: Question[] = [];
  for (const question of QUESTIONS) {
    const word = args.text(question.flag);
    if (word === undefined) open.push(question);
    else wish[question.field] = question.field === "role" ? roleOf(word) : meaningOf(word, question);
  }
  const sdkVersion = args.text("sdk-version");
  const on = args.text("on");
  return {
    wish: {
      ...(wish as Partial<JoinWish>),
      ...(sdkVersion !== undefined && { sdkVersion: accepted("sdkVersion", "sdk-version", sdkVersion) }),
      ...(on !== undefined && { on: accepted("on", "on", on) }),
    },
    open,
  };
}

/** What is taken for questions that stay open. */
export function usual(open: readonly Question[]): Partial<JoinWish> {
  return Object.fromEntries(open.map((question) => [question.field, meaningOf(question.usual, question)]));
}

export function viewOf(args: Arguments): View | undefined {
  const view = args.text("view");
  if (view === undefined || view === "client" || view === "component") return view;
  throw noSuch("view", view, ["client", "component"]);
}

function meaningOf(word: string, { flag, answers }: Question): unknown {
  const answer = answers.find((one) => one.word === word.toLowerCase());
  if (answer) return answer.value;
  throw noSuch(
    flag,
    word,
    answers.map((one) => one.word),
  );
}

function noSuch(flag: string, word: string, words: readonly string[]): UsageError {
  const meant = nearest(word, words);
  return new UsageError(
    `--${flag} is ${quoted(word)}; it is ${words.slice(0, -1).join(", ")} or ${words.at(-1)}`,
    meant === undefined ? "Give one of them." : `Did you mean --${flag} ${meant}?`,
  );
}

const SHAPES = { sdkVersion: "a version, as 6.2.0", on: "a day, as 2026-03-02" };

/** What counts as a version and as a day is core's to say. */
function accepted(field: keyof typeof SHAPES, flag: string, text: string): string {
  try {
    planJoin({ role: 0, participant: "guest", [field]: text });
    return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(
      `--${flag} is ${quoted(text)}; it is ${SHAPES[field]}`,
      field === "on" ? "Leave it out for the rules in force." : "Leave it out for a recent one.",
    );
  }
}
