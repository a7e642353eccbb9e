import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { jwtVerify } from "jose";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packages, ROOT, read } from "../repo/workspace.ts";
import { BIN, nodeOf, type Packed, packAll, projectWith, temporaryFolder } from "./install.ts";

const NAMES = packages().map(({ manifest }) => manifest.name);
// Of the shape Zoom gives out; nobody was given them.
const SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";
const CREDENTIALS = { ZOOM_MEETING_SDK_KEY: "Ab3xK9_mQ2ySTUvWcD4eFg", ZOOM_MEETING_SDK_SECRET: SECRET };

const folder = temporaryFolder();
let packed: readonly Packed[] = [];
let project = "";

beforeAll(() => {
  packed = packAll(folder);
  project = projectWith(packed);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (project) rmSync(project, { recursive: true, force: true });
});

function packageNamed(name: string): Packed {
  const found = packed.find((one) => one.name === name);
  if (!found) throw new Error(`${name} was not packed`);
  return found;
}

/** Runs a program in the project, with nothing in its environment but the credentials and this Node. */
function run(
  program: string,
  args: readonly string[],
): { status: number | null; stdout: string; stderr: string } {
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { PATH, HOME: folder, npm_config_offline: "true", ...CREDENTIALS };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: project, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

async function expectAccepted(signature: string): Promise<void> {
  const options = { algorithms: ["HS256" as const] };
  const { payload } = await jwtVerify(signature, new TextEncoder().encode(SECRET), options);
  expect(payload).toMatchObject({ mn: "87270695528", role: 0 });
  expect(jwt.verify(signature, SECRET, options)).toEqual(payload);
}

describe.each(NAMES)("%s", (name) => {
  test("holds its licence, its sources and what was built, and nothing else", () => {
    const { files } = packageNamed(name);
    expect(files).toEqual(
      expect.arrayContaining(["LICENSE", "package.json", "dist/index.js", "dist/index.d.ts"]),
    );
    const stray = files.filter(
      (file) => !/^(?:LICENSE|README\.md|package\.json|(?:dist|src|page)\/.+)$/.test(file),
    );
    expect(stray).toEqual([]);
    expect(files.filter((file) => /tsbuildinfo|\.test\.|\.env/.test(file))).toEqual([]);
  });

  test("every built file has its source: nothing of a file that is gone", () => {
    const files = new Set(packageNamed(name).files);
    const built = [...files].filter((file) => /^dist\/.*\.js$/.test(file));
    expect(built.filter((file) => !files.has(file.replace(/^dist/, "src").replace(/\.js$/, ".ts")))).toEqual(
      [],
    );
  });

  test("publint finds nothing", () => {
    const { status, stdout, stderr } = run(join(BIN, "publint"), [
      "run",
      packageNamed(name).tarball,
      "--strict",
    ]);
    expect({ status, told: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, told: "" });
  });

  test("are-the-types-wrong finds nothing", () => {
    const args = [
      packageNamed(name).tarball,
      "--profile",
      "esm-only",
      "--no-definitely-typed",
      "--no-color",
      "--no-emoji",
    ];
    const { status, stdout, stderr } = run(join(BIN, "attw"), args);
    expect({ status, told: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, told: "" });
  });
});

/** The README's first block of TypeScript that signs; it has no types in it, so it is JavaScript as well. */
function readmeLines(): string {
  const blocks = [...read("README.md").matchAll(/```[jt]s\n(.*?)```/gs)].map(([, code]) => code ?? "");
  const block = blocks.find((code) => code.includes("createSigner("));
  if (!block) throw new Error("no block in README.md signs");
  return `${block}\nconsole.log(signature);\n`;
}

describe.each([20, 24])("Node %d", (major) => {
  const node = nodeOf(major);
  if (!node) console.log(`no Node ${major} on the PATH: core is not tried on it`);

  test.skipIf(!node)("the README's lines sign", async () => {
    writeFileSync(join(project, "readme.mjs"), readmeLines());
    const { status, stdout, stderr } = run(node ?? "", ["readme.mjs"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    await expectAccepted(stdout.trim());
  });

  test.skipIf(!node)("core gives the fixed answers", () => {
    copyFileSync(join(ROOT, "packages/core/test/conformance.mjs"), join(project, "conformance.mjs"));
    expect(run(node ?? "", ["conformance.mjs"])).toEqual({ status: 0, stdout: "10 checks\n", stderr: "" });
  });
});

test("core's types hold in a project with none of Node's, under the strictest settings", () => {
  writeFileSync(
    join(project, "consumer.ts"),
    `import { createSigner, type Signed, type VerifyResult, verify } from "@countersign/core";
const signer = createSigner({ sdkKey: "k", sdkSecret: "s" });
export const signed: Signed = signer.sign({ meetingNumber: 87270695528, role: 0 });
export const result: VerifyResult = verify(signed.signature, ["s"], { now: 1 });
// @ts-expect-error a role is 0 or 1
signer.sign({ meetingNumber: 87270695528, role: 2 });
`,
  );
  const settings = [
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
    "--noEmit",
    "--types",
    "",
  ];
  const target = ["--module", "nodenext", "--target", "es2023", "--lib", "es2023", "--ignoreConfig"];
  const { status, stdout } = run(join(BIN, "tsc"), [...settings, ...target, "consumer.ts"]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test("npx countersign signs a token that jose and jsonwebtoken accept", async () => {
  const args = ["--no-install", "countersign", "sign", "-m", "872 7069 5528", "-r", "0", "--token-only"];
  const { status, stdout, stderr } = run("npx", args);
  expect({ status, lines: stdout.split("\n").length, stderr: status === 0 ? "" : stderr }).toEqual({
    status: 0,
    lines: 2,
    stderr: "",
  });
  await expectAccepted(stdout.trim());
});

test("the sources of a package are its tarball's too, for who debugs", () => {
  const listed = execFileSync("tar", ["-tzf", packageNamed("@countersign/core").tarball], {
    encoding: "utf8",
  });
  expect(listed).toContain("package/src/sign/signer.ts");
});
