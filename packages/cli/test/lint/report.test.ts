import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { exitOfLint, lintProject, renderLint } from "../../src/lint/index.ts";
import { CWD, ioOf, run } from "../world.ts";
import { lint } from "./files.ts";

const SECRET = "n0tAr34lS3cr3tOfAnybody000000012";
const WRONG = `ZoomMtg.join({ signature, meetingNumber, userName, password: "" });\n`;
const FINDING = {
  rule: "passcode-misnamed",
  certainty: "proven",
  file: "join.js",
  line: 1,
  column: 52,
  message: "client view knows no `password`, and refuses the join with code 3 because of it",
  help: "In client view the passcode is `passWord`, with a capital W.",
  docs: "docs/lint.md#passcode-misnamed",
};

describe("the report", () => {
  test("says what was read, what was found, which SDK is in use and what was not looked at", async () => {
    const report = await lint({
      "join.js": WRONG,
      "package.json": `{ "dependencies": { "@zoom/meetingsdk": "~6.2.0" } }`,
      "broken.js": "const zoom = ;",
      "large.js": `// zoom${" ".repeat(1_000_000)}`,
      "binary.js": "zoom\0",
      "api/sign.py": "",
      "api/sign.go": "",
      "README.md": "source.zoom.us/2.0.0/lib",
      "join.test.js": WRONG,
      "test/join.js": WRONG,
      "node_modules/x/index.js": WRONG,
      "dist/join.js": WRONG,
      ".git/join.js": WRONG,
      "types.d.ts": WRONG,
      "lib/zoom-meeting-6.2.0.min.js": WRONG,
    });
    expect({
      ...report,
      sdks: report.sdks.map(({ facts, ...sdk }) => ({ ...sdk, facts: facts.length > 0 })),
    }).toEqual({
      schema: 1,
      outcome: "problems",
      root: ".",
      filesRead: ["broken.js", "join.js", "package.json"],
      sdks: [
        { version: "6.2.0", exact: false, from: "package.json", file: "package.json", line: 1, facts: true },
      ],
      findings: [FINDING],
      notLookedAt: [
        {
          what: "files that are no text",
          why: "there are zero bytes in them",
          paths: ["binary.js"],
        },
        {
          what: "folders of other code",
          why: "dependencies and what tools have made",
          paths: ["dist", "node_modules"],
        },
        {
          what: "tests",
          why: "what tests hold is often wrong on purpose",
          paths: ["join.test.js", "test"],
        },
        { what: "large files", why: "they are larger than 1 MB", paths: ["large.js"] },
        {
          what: "Go",
          why: "only JavaScript and TypeScript are parsed; of other languages only the .env files are read",
          paths: ["api/sign.go"],
        },
        {
          what: "Python",
          why: "only JavaScript and TypeScript are parsed; of other languages only the .env files are read",
          paths: ["api/sign.py"],
        },
        {
          what: "scripts that could not be parsed",
          why: "not JavaScript or TypeScript as Babel reads it",
          paths: ["broken.js"],
        },
      ],
    });
    expect(exitOfLint(report)).toBe(1);
  });

  test("of one file is of that file", async () => {
    const report = await lint({ "a/join.js": WRONG, "a/other.js": WRONG }, "a/join.js");
    expect([report.filesRead, report.findings]).toEqual([["join.js"], [FINDING]]);
  });

  test("of many files ends, and says so", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 5001 }, (_, index) => [`${10_000 + index}.js`, ""]),
    );
    const { filesRead, notLookedAt } = await lint(files);
    expect([filesRead.length, notLookedAt]).toEqual([
      5000,
      [
        {
          what: "the rest",
          why: "more than 5000 files: run it on a part of the project",
          paths: ["15000.js"],
        },
      ],
    ]);
  });

  test.each<[string, Record<string, string>, string, number]>([
    ["nothing found", { "a.js": "" }, "nothing found, 1 file read\n", 0],
    ["nothing to read", { "a.md": "" }, "nothing to read in .: no JavaScript, page, .env or lock file\n", 3],
    [
      "a finding",
      { "join.js": WRONG, "a.rb": "" },
      `1 problem in 1 file read

join.js:1:52 passcode-misnamed, proven
  Client view knows no \`password\`, and refuses the join with code 3 because of
  it.

  In client view the passcode is \`passWord\`, with a capital W.

  docs/lint.md#passcode-misnamed

Not looked at
  - Ruby (a.rb): only JavaScript and TypeScript are parsed; of other languages
    only the .env files are read.
`,
      1,
    ],
  ])("in words: %s", async (_name, files, words, exit) => {
    const report = await lint(files);
    expect([renderLint(report), exitOfLint(report)]).toEqual([words, exit]);
    expect(renderLint(report, { colour: true })).toContain("\u001b[");
  });

  test("what is known of the SDK, in words, where there is one", async () => {
    const report = await lint({ "package.json": `{ "dependencies": { "@zoom/meetingsdk": "6.2.0" } }` });
    expect(renderLint(report, { width: 100 })).toContain(
      "Meeting SDK\n  - 6.2.0: package.json, package.json:1\n  - The signature has to be a JWT;",
    );
  });

  test("never shows a secret", async () => {
    const report = await lint({
      ".gitignore": "x\n",
      ".env": `VITE_ZOOM_SDK_SECRET=${SECRET}\nZOOM_SDK_SECRET=${SECRET}\n`,
      "a.js": `const zoomSecret = "${SECRET}";\n`,
    });
    expect(report.findings.map(({ rule }) => rule)).toEqual([
      "secret-in-public-variable",
      "env-file-not-ignored",
      "secret-in-source",
    ]);
    const all = JSON.stringify(report) + renderLint(report);
    expect(all).toContain("n0tA…");
    expect(all).not.toContain(SECRET.slice(0, 5));
  });
});

describe("a disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-lint-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "repository/.git/info"), { recursive: true });
  mkdirSync(join(folder, "repository/app"));
  const write = (path: string, text: string) => writeFileSync(join(folder, "repository", path), text);
  write(".gitignore", "node_modules\n");
  write(".git/info/exclude", "");
  write("app/join.js", WRONG);
  write("app/.env", `ZOOM_SDK_SECRET=${SECRET}\n`);
  symlinkSync("..", join(folder, "repository/app/circle"));

  test("is read, links are not followed, and the .gitignore above counts", async () => {
    const report = await lintProject("app", { cwd: join(folder, "repository") });
    expect([report.filesRead, report.findings.map(({ rule }) => rule)]).toEqual([
      [".env", "join.js"],
      ["env-file-not-ignored", "passcode-misnamed"],
    ]);
    write(".git/info/exclude", ".env\n");
    expect((await lintProject("app", { cwd: join(folder, "repository") })).findings).toEqual([FINDING]);
  });

  test("that holds no such thing", async () => {
    await expect(lintProject("nothing", { cwd: folder })).rejects.toThrow(
      '"nothing" is no file and no folder',
    );
  });

  test("countersign doctor reads it", async () => {
    const path = join(folder, "repository/app/join.js");
    const { exit, stdout, stderr } = await run(["doctor", path, "--json"]);
    expect([exit, stderr, (JSON.parse(stdout) as { findings: unknown }).findings]).toEqual([
      1,
      "",
      [FINDING],
    ]);
    expect((await run(["doctor", path, "--markdown"])).stdout).toContain("passcode-misnamed");
    expect(await run(["doctor", path, "--share"])).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "countersign: --share is given with a folder or a source file\n  Reading a project takes --json and --markdown only. For a signature, give the signature.\n",
    });
  });

  test.each(["eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "a".repeat(70_000), "a\0b", ""])(
    "does not hold a signature",
    async (word) => {
      const { isProject } = await import("../../src/lint/is-project.ts");
      expect(isProject(word, { ...ioOf({}).io, cwd: `${CWD}/not-there` })).toBe(false);
    },
  );
});
