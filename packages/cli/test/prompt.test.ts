import { PassThrough } from "node:stream";
import { createSigner } from "@countersign/core";
import { main } from "countersign";
import { describe, expect, test } from "vitest";
import { CREDENTIALS, ioOf, KEY, NOW, OLD_SECRET, SECRET, type World } from "./world.ts";

const { signature } = createSigner({ sdkKey: KEY, sdkSecret: SECRET, now: () => NOW }).sign({
  meetingNumber: "87270695528",
  role: 0,
});

/** A person at a terminal, who answers one question after the other. */
async function runAtTerminal(argv: readonly string[], answers: readonly string[], world: World = {}) {
  const { io, seen } = ioOf(world);
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  let asked = "";
  let questions = 0;
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 40 });
  stderr.on("data", (chunk: Buffer) => {
    asked += chunk.toString();
    const answer = answers[questions];
    if (answer !== undefined && asked.split(/SDK (?:key|secret) \(/).length - 1 > questions) {
      questions++;
      setImmediate(() => stdin.write(answer));
    }
  });
  const exit = await main(argv, { ...io, stdin, stderr });
  return { exit, stdout: seen().stdout, asked, questions };
}

const sign = ["sign", "-m", "87270695528", "-r", "0", "--token-only"];

describe("a person at a terminal is asked for what is missing", () => {
  test.each<[string, string[], string[], World]>([
    ["the key and the secret", sign, [`${KEY}\r`, `${SECRET}\r`], {}],
    ["the secret, for a key that is given", [...sign, "--sdk-key", KEY], [`${SECRET}\r`], {}],
    ["the secret, for a key of the environment", sign, [`${SECRET}\r`], { env: { ZOOM_SDK_KEY: KEY } }],
    [
      "the key, for a secret in a file",
      [...sign, "--secret-file", "s"],
      [`${KEY}\r`],
      { files: { s: SECRET } },
    ],
    ["nothing, where all is there", sign, [], { env: CREDENTIALS }],
  ])("%s", async (_name, argv, answers, world) => {
    const { exit, stdout, asked, questions } = await runAtTerminal(argv, answers, world);
    expect({ exit, stdout, questions }).toEqual({
      exit: 0,
      stdout: `${signature}\n`,
      questions: answers.length,
    });
    expect(asked).not.toContain(SECRET);
  });

  test("the secret, to verify with", async () => {
    const { exit, asked } = await runAtTerminal(["verify", signature], [`${OLD_SECRET}\r`]);
    expect(exit).toBe(1);
    expect(asked).not.toContain(OLD_SECRET);
  });

  test("and may change their mind", async () => {
    const { exit, stdout, asked } = await runAtTerminal(sign, ["\u0003"]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(asked).toContain("countersign: nothing was entered\n");
  });
});
