import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { connect, createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache");
mkdirSync(CACHE, { recursive: true });
/** Inside the repository, so that a block's imports are found where a reader's would be. */
const FOLDER = mkdtempSync(join(CACHE, "docs-blocks-"));

/** To be called when all have run. */
export function removeScripts(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

const TSCONFIG = {
  extends: "../../../tsconfig.base.json",
  compilerOptions: {
    types: ["node"],
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    // A reader's block may end where its names would be used.
    noUnusedLocals: false,
    skipLibCheck: true,
  },
  include: ["*.ts"],
};

/** Of Deno's own types, what its page uses. */
const DENO = `declare const Deno: {
  serve(
    options: { readonly hostname: string; readonly port: number },
    handler: (request: Request, info: { readonly remoteAddr: { readonly hostname: string } }) => Promise<Response>,
  ): unknown;
};
`;

export interface Script {
  /** A name without spaces, which the compiler's errors then show. */
  readonly name: string;
  readonly text: string;
}

/** Type-checks all of them at once; the compiler's errors, none when there are none. */
export async function typeErrors(scripts: readonly Script[]): Promise<string> {
  writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(TSCONFIG));
  writeFileSync(join(FOLDER, "deno.d.ts"), DENO);
  if (scripts.length === 0) return "";
  for (const { name, text } of scripts) writeFileSync(join(FOLDER, `${name}.ts`), `${text}\nexport {};\n`);
  try {
    await promisify(execFile)(join(ROOT, "node_modules/.bin/tsc"), ["-p", FOLDER, "--pretty", "false"], {
      cwd: ROOT,
    });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

interface Ended {
  readonly exit: number | null;
  readonly shown: string;
}

function start(
  { name, text }: Script,
  env: NodeJS.ProcessEnv,
  cwd: string,
): { child: ChildProcess; ended: Promise<Ended> } {
  const file = join(FOLDER, `${name}.mjs`);
  writeFileSync(file, stripTypeScriptTypes(text));
  const child = spawn(process.execPath, ["--conditions=countersign-source", file], { cwd, env });
  let shown = "";
  const collect = (chunk: Buffer) => {
    shown += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const ended = new Promise<Ended>((done) => child.on("close", (exit) => done({ exit, shown })));
  return { child, ended };
}

const PATIENCE_MILLISECONDS = 20_000;

/** Runs a block to its end. */
export async function runScript(script: Script, env: NodeJS.ProcessEnv, cwd: string): Promise<Ended> {
  const { child, ended } = start(script, env, cwd);
  const patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MILLISECONDS);
  const result = await ended;
  clearTimeout(patience);
  return result;
}

/** Runs a block that serves on a port of 127.0.0.1, on another port; ready when somebody answers there. */
export async function startServer(
  { name, text }: Script,
  env: NodeJS.ProcessEnv,
  cwd: string,
  named = 4000,
): Promise<{ readonly url: string; readonly stop: () => Promise<Ended> }> {
  const given = new RegExp(`\\b${named}\\b`, "g");
  if (!given.test(text)) throw new Error(`a block that serves has to name its port, ${named}`);
  const port = await freePort();
  const { child, ended } = start({ name, text: text.replace(given, String(port)) }, env, cwd);
  const died = ended.then(({ exit, shown }) => {
    throw new Error(`the server ended with ${exit}: ${shown}`);
  });
  died.catch(() => {});
  await Promise.race([died, answers(port)]);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function answers(port: number): Promise<void> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, "127.0.0.1", () => done(true)).on("error", () => done(false));
      socket.on("connect", () => socket.destroy());
    });
    if (open) return;
    await pause(50);
  }
  throw new Error(`nobody answers on port ${port}`);
}
