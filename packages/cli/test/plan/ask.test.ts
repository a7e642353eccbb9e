import { PassThrough } from "node:stream";
import { planJoin } from "@countersign/core/plan";
import { main } from "countersign";
import { expect, test } from "vitest";
import { QUESTIONS } from "../../src/plan/questions.ts";
import { ioOf } from "../world.ts";

const DOWN = "\u001b[B";

/** A person at a terminal, who presses these keys at each question in its turn. */
async function runAtTerminal(argv: readonly string[], keys: readonly (readonly string[])[]) {
  const { io, seen } = ioOf({ isTTY: true });
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 40 });
  const questions: string[] = [];
  let asked = "";
  stderr.on("data", (chunk: Buffer) => {
    asked += chunk.toString();
    for (const { question, field } of QUESTIONS) {
      if (!asked.includes(question) || questions.includes(field)) continue;
      const pressed = keys[questions.length] ?? [];
      questions.push(field);
      setImmediate(() => {
        for (const key of pressed) stdin.write(key);
      });
    }
  });
  const exit = await main(argv, { ...io, stdin, stderr });
  return { exit, stdout: seen().stdout, asked, questions };
}

test("at a terminal what no flag says is asked, and the rest is said", async () => {
  const { exit, stdout, asked, questions } = await runAtTerminal(
    ["plan", "--json", "--kind", "meeting", "--platform", "web"],
    [[DOWN, DOWN, "\r"], ["\r"], [DOWN, "\r"], ["\r"], ["\r"]],
  );
  expect({ exit, questions, plan: JSON.parse(stdout) }).toEqual({
    exit: 0,
    questions: ["meetingOf", "role", "participant", "registration", "signInRequired"],
    plan: JSON.parse(
      JSON.stringify(
        planJoin({ meetingOf: "other-account", role: 0, participant: "signed-in", kind: "meeting" }),
      ),
    ),
  });
  expect(asked).toContain(
    "not given, so taken: --passcode unknown, a recent version of the SDK, the rules in force\n",
  );
});

test("not with --yes", async () => {
  const { exit, questions } = await runAtTerminal(["plan", "--yes", "--meeting-of", "own-account"], []);
  expect({ exit, questions }).toEqual({ exit: 0, questions: [] });
});

test("who breaks off gets no plan", async () => {
  const { exit, stdout, asked } = await runAtTerminal(["plan"], [["\u0003"]]);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
  expect(asked).toContain("countersign: nothing was planned\n");
});
