import { Readable, Writable } from "node:stream";
import type { JoinWish } from "@countersign/core/plan";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import type { Question } from "./questions.ts";

/** Asks a person at a terminal, question by question. @throws UsageError where they break off */
export async function ask(questions: readonly Question[], io: Io): Promise<Partial<JoinWish>> {
  const { isCancel, select } = await import("@clack/prompts");
  // The questions go to standard error: standard output is for the plan.
  const streams = {
    ...(io.stdin instanceof Readable && { input: io.stdin }),
    ...(io.stderr instanceof Writable && { output: io.stderr }),
  };
  const wish: { [field: string]: unknown } = {};
  for (const { field, question, answers, usual } of questions) {
    const word = await select({
      message: question,
      options: answers.map((answer) => ({ value: answer.word, label: answer.label })),
      initialValue: usual,
      ...streams,
    });
    if (isCancel(word)) throw new UsageError("nothing was planned", "Run countersign plan again.");
    wish[field] = answers.find((answer) => answer.word === word)?.value;
  }
  return wish as Partial<JoinWish>;
}
