import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { KEY, run } from "../world.ts";
import { givenUp } from "./given-up.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-grant-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};
const path = await givenUp(folder, "eve");
const app = { sdkKey: KEY, sdkSecret: { file: "secret" } };
const callers = { development: { meetings: ["87270695528"] } };
const without = file("without.json", JSON.stringify({ app, callers }));

describe("grant try-again", () => {
  test("one that was given up: exit code 0, and then there is nothing to do", async () => {
    const args = ["grant", "try-again", "--user", "eve", "--config", path];
    expect([await run(args, { env: {} }), await run(args, { env: {} })]).toEqual([
      { exit: 0, stdout: "what was kept is tried once more when it is needed next\n", stderr: "" },
      { exit: 1, stdout: "nothing to do: this grant is going to be tried as it is\n", stderr: "" },
    ]);
  });

  test("a user who has authorized nothing: words, or JSON, and exit code 1", async () => {
    const args = ["grant", "try-again", "--user", "ada", "--config", path];
    expect([await run(args, { env: {} }), await run([...args, "--json"], { env: {} })]).toEqual([
      { exit: 1, stdout: "this user has not authorized the app here\n", stderr: "" },
      { exit: 1, stdout: '{\n  "outcome": "unknown"\n}\n', stderr: "" },
    ]);
  });

  test.each<[what: string, args: readonly string[], says: string]>([
    ["no word", ["--user", "ada"], "grant wants the words try-again"],
    ["another word", ["forget", "--user", "ada"], "grant wants the words try-again"],
    ["no user", ["try-again"], "--user is missing"],
    ["no users here", ["try-again", "--user", "ada", "--config", without], "there is no Zoom app here"],
    [
      "another tenant",
      ["try-again", "--user", "ada", "--tenant", "north", "--config", path],
      "there is no Zoom app here that users of the tenant north authorize",
    ],
  ])("%s: exit code 2 and one line", async (_what, args, says) => {
    const ran = await run(["grant", ...args], { env: {} });
    expect({ exit: ran.exit, stdout: ran.stdout, says: ran.stderr.includes(says) }).toEqual({
      exit: 2,
      stdout: "",
      says: true,
    });
  });
});
