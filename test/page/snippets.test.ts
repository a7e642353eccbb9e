/** Runs each language's snippet as a person would, where the language is on this machine. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { filled, type SnippetRequest } from "../../apps/web/src/tools/snippets.ts";
import { diagnose } from "../../packages/core/src/diagnose/index.ts";
import { verify } from "../../packages/core/src/index.ts";
import { languages } from "../../tools/build-book.ts";

const KEY = "fixtureKey_0123456789A";
const SECRET = "fixtureSecretForExamplesOnly0001";
const MEETING = "87270695528";

interface Way {
  readonly program: string;
  readonly args: readonly string[];
  /** The argument that asks whether the program is there. */
  readonly ask: string;
  /** What has to be done before, and the ending of the file that comes of it. */
  readonly compiler?: { readonly program: string; readonly args: readonly string[]; readonly makes: string };
}

/** How a file is run. Mono is the C# that Debian has. */
const RUN: { readonly [id: string]: Way } = {
  javascript: { program: process.execPath, args: [], ask: "--version" },
  python: { program: "python3", args: [], ask: "--version" },
  php: { program: "php", args: [], ask: "--version" },
  java: { program: "java", args: [], ask: "-version" },
  csharp: {
    program: "mono",
    args: [],
    ask: "--version",
    compiler: { program: "mcs", args: ["-langversion:7", "-warnaserror"], makes: ".exe" },
  },
  go: { program: "go", args: ["run"], ask: "version" },
  ruby: { program: "ruby", args: [], ask: "--version" },
};

const REQUESTS: readonly SnippetRequest[] = [
  { kind: "web", key: KEY, meetingNumber: MEETING, role: 0, lifetime: 7200 },
  { kind: "web", key: KEY, meetingNumber: MEETING, role: 1, lifetime: 172_800, mode: 1 },
  { kind: "native", key: KEY, meetingNumber: MEETING, role: 0, lifetime: 3600 },
];

const folder = mkdtempSync(join(tmpdir(), "snippets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = await languages();
const here = all.filter(({ id }) => {
  const way = RUN[id];
  const programs = way ? [way.program, ...(way.compiler ? [way.compiler.program] : [])] : [];
  return way !== undefined && programs.every((program) => spawnSync(program, [way.ask]).status === 0);
});
const names = (list: typeof all): string => list.map(({ name }) => name).join(", ") || "none";
const missing = all.filter((one) => !here.includes(one));
console.log(`snippets run here: ${names(here)}; not run: ${names(missing)}`);

test("there is one for each of seven languages, and JavaScript can be run", () => {
  expect(all.map(({ id }) => id)).toEqual(["javascript", "python", "php", "java", "csharp", "go", "ruby"]);
  expect(here.map(({ id }) => id)).toContain("javascript");
});

test.each(all)("$name has no template left in it and no secret", ({ template }) => {
  for (const request of REQUESTS) {
    const text = filled(template, request);
    expect(text.match(/%[A-Z]+%|^(?:web|native|mode)\|/m)).toBeNull();
    expect(text).toContain(KEY);
    expect(text.includes(MEETING)).toBe(request.kind === "web");
    expect(text.includes("video_webrtc_mode")).toBe(request.mode !== undefined);
  }
});

test.for(missing)("$name", ({ name }, { skip }) => {
  skip(`${name} is not on this machine: its code was not run`);
});

describe.each(here)("$name", ({ id, file, template }) => {
  test.each(REQUESTS)("signs for $kind, role $role", { timeout: 120_000 }, (request) => {
    const path = join(folder, file);
    writeFileSync(path, filled(template, request));
    const { program, args, compiler } = RUN[id] ?? { program: "", args: [] };
    const runs = compiler ? path.replace(/\.\w+$/, compiler.makes) : path;
    if (compiler) execFileSync(compiler.program, [...compiler.args, `-out:${runs}`, path], { cwd: folder });
    const signature = execFileSync(program, [...args, runs], {
      encoding: "utf8",
      cwd: folder,
      env: { ...process.env, ZOOM_MEETING_SDK_SECRET: SECRET, GOFLAGS: "-mod=mod" },
    }).trim();

    const verified = verify(signature, SECRET);
    const now = Math.floor(Date.now() / 1000);
    const iat = verified.ok ? Number(verified.payload.iat) : 0;
    const lifetime = Math.min(request.lifetime + 30, 172_800);
    const { kind, role, mode } = request;
    expect(verified).toEqual({
      ok: true,
      secretIndex: 0,
      header: { alg: "HS256", typ: "JWT" },
      payload: {
        appKey: KEY,
        sdkKey: KEY,
        ...(kind === "web" && { mn: MEETING, role }),
        iat,
        exp: iat + lifetime,
        tokenExp: iat + lifetime,
        ...(mode !== undefined && { video_webrtc_mode: mode }),
      },
    });
    expect(now - iat).toBeGreaterThanOrEqual(30);
    const report = diagnose({
      signature,
      credentials: { sdkKey: KEY, sdkSecret: SECRET },
      client: { platform: kind },
      ...(kind === "web" && { expected: { meetingNumber: MEETING, role } }),
    });
    expect({
      outcome: report.outcome,
      findings: report.findings.filter(({ certainty }) => certainty !== "possible"),
    }).toEqual({
      outcome: report.outcome,
      findings: [],
    });
    expect(["ok", "unproven"]).toContain(report.outcome);
  });
});
