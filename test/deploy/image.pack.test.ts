/**
 * The Dockerfile's steps, done in folders: there is no Docker where these tests run. What is left out: the base image,
 * its isolation, and the line that takes npm away from it.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createApiKey } from "@countersign/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lock, sbomOf } from "../../tools/release/sbom.ts";
import { files, packages, ROOT, read } from "../repo/workspace.ts";
import { execForm } from "./support/dockerfile.ts";
import { keptOf } from "./support/ignored.ts";
import { type Built, simulate } from "./support/simulate.ts";

const LONG = process.env.COUNTERSIGN_LONG === "1";
const UID = 65_532;
// Of the shape Zoom gives out; nobody was given it.
const SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "countersign-image-")));
const node = join(folder, "node");
const config = join(folder, "etc/countersign.config.json");
let built: Built;
let key = "";
let port = 0;
let server: ChildProcess | undefined;

/** What `npm run build` makes, where the workspace has been built: compiling it once more would tell nothing new. */
function compiled(workdir: string): "done" | undefined {
  const made = packages().map(({ folder: path }) => `${path}dist`);
  if (!made.every((path) => existsSync(join(ROOT, path, "index.js")))) return undefined;
  for (const path of made) cpSync(join(ROOT, path), join(workdir, path), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ["tools/build-page.ts"], {
    cwd: workdir,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return "done";
}

/** The workspace's own packages, so that the compiler need not be downloaded once more. */
function borrowed(workdir: string): "done" {
  const modules = join(workdir, "node_modules");
  mkdirSync(join(modules, "@countersign"), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name === "@countersign" || name === "countersign") continue;
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  for (const { folder: path, manifest } of packages()) {
    symlinkSync(join(workdir, path), join(modules, manifest.name));
  }
  return "done";
}

const as = process.getuid?.() === 0 ? { uid: UID, gid: UID } : {};

beforeAll(async () => {
  chmodSync(folder, 0o755);
  // Node as it is for everybody: where the workspace lies, others may not come.
  copyFileSync(process.execPath, node);
  chmodSync(node, 0o755);
  const context = join(folder, "context");
  for (const file of keptOf(files(), read(".dockerignore"))) {
    mkdirSync(dirname(join(context, file)), { recursive: true });
    cpSync(join(ROOT, file), join(context, file));
  }
  built = simulate({
    dockerfile: read("Dockerfile"),
    context,
    folder: join(folder, "stages"),
    env: { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter), CI: "true" },
    instead(command, workdir) {
      if (command.startsWith("rm -rf /usr/local/")) return "done";
      if (LONG) return undefined;
      if (command === "npm run build") return compiled(workdir);
      return command === "npm ci --ignore-scripts" ? borrowed(workdir) : undefined;
    },
  });
  spawnSync("chmod", ["-R", "a+rX,go-w", built.folder]);
  const made = await createApiKey({ meetings: ["872 7069 5528"] });
  key = made.key;
  mkdirSync(join(folder, "etc/secrets"), { recursive: true });
  writeFileSync(join(folder, "etc/secrets/sdk-secret"), SECRET);
  writeFileSync(join(folder, "etc/secrets/api-keys.json"), JSON.stringify([made.record]));
  for (const name of ["sdk-secret", "api-keys.json"]) {
    const path = join(folder, "etc/secrets", name);
    // As Kubernetes mounts it: of root, for the group that the server runs in.
    if (as.gid !== undefined) chownSync(path, 0, as.gid);
    chmodSync(path, 0o440);
  }
  writeFileSync(
    config,
    JSON.stringify({
      app: { sdkKey: "Ab3xK9_mQ2ySTUvWcD4eFg", sdkSecret: { file: "secrets/sdk-secret" } },
      callers: { apiKeys: { file: "secrets/api-keys.json" } },
    }),
  );
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const address = free.address();
  port = typeof address === "object" && address ? address.port : 0;
  free.close();
}, 600_000);

afterAll(() => {
  if (server?.exitCode === null) server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A command of the image's, where this machine has what it names. */
const here = (words: readonly string[]): readonly [string, ...string[]] => [
  node,
  ...words.slice(1).map((word) => (word.startsWith("/countersign/") ? built.folder + word : word)),
];
const environment = (): NodeJS.ProcessEnv => ({
  ...built.env,
  // Nothing outside this machine, and no port that somebody else has.
  HOST: "127.0.0.1",
  PORT: String(port),
  PATH: folder,
  COUNTERSIGN_CONFIG: config,
});

test("only what runs is in it: no tool, no source, no package that is for development", () => {
  const modules = join(built.folder, "countersign/node_modules");
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  const ofOurs = [
    "hono",
    "jose",
    "zod",
    "pg",
    "ws",
    "@redis/client",
    "rate-limiter-flexible",
    "@babel/parser",
  ];
  expect(names).toEqual(expect.arrayContaining(ofOurs));
  expect(
    names.filter((name) => /^(?:typescript|vitest|esbuild|node|@zoom\/|@types\/node|playwright)/.test(name)),
  ).toEqual([]);
  const lock = JSON.parse(read("package-lock.json")) as Lock;
  const told = sbomOf(lock, "packages/cli").components.map(({ name }) => name);
  expect([...new Set(told)].sort()).toEqual(
    names.filter((name) => name !== "countersign" && name !== ".bin" && name !== ".package-lock.json").sort(),
  );
  expect(readdirSync(join(built.folder, "countersign")).sort()).toEqual([
    "LICENSE",
    "node_modules",
    "package.json",
    "packages",
  ]);
});

test("as a user who can write nothing of it, it starts, is healthy, signs for its callers and ends at SIGTERM", async () => {
  const [program, ...args] = here(execForm(built.instruction("ENTRYPOINT").rest));
  const child = spawn(program, args, { env: environment(), cwd: join(built.folder, "countersign"), ...as });
  server = child;
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    told += text;
  });
  const ended = once(child, "exit");
  while (!told.includes("listening on") && child.exitCode === null) {
    await Promise.race([once(child.stderr, "data"), ended]);
  }
  expect(told).toContain(`listening on http://127.0.0.1:${port}`);

  const check = here(execForm(built.instruction("HEALTHCHECK").rest));
  const health = (PORT: number): number | null =>
    spawnSync(check[0], check.slice(1), { env: { ...environment(), PORT: String(PORT) }, ...as }).status;
  expect({ there: health(port), notThere: health(1) }).toEqual({ there: 0, notThere: 1 });

  const answer = await fetch(`http://127.0.0.1:${port}/v1/signature`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: '{"meetingNumber":"87270695528","role":0}',
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ meetingNumber: "87270695528", role: 0 });

  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(told).not.toContain(SECRET);
});
