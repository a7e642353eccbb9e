import { execFile, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { verify } from "@countersign/core";
import { expect, test } from "vitest";
import { CREDENTIALS, SECRET } from "./world.ts";

const BIN = ["--conditions=countersign-source", resolve(import.meta.dirname, "../src/bin.ts")];
const FOLDER = join(import.meta.dirname);

function spawned(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ exit: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [...BIN, ...argv],
      { env, cwd: FOLDER },
      (_error, stdout, stderr) => done({ exit: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test("the program signs, and its exit code is the command's", { timeout: 20_000 }, async () => {
  const signed = await spawned(["sign", "-m", "872 7069 5528", "-r", "0", "--token-only"], {
    ...CREDENTIALS,
  });
  expect({ exit: signed.exit, stderr: signed.stderr }).toEqual({ exit: 0, stderr: "" });
  expect(verify(signed.stdout.trim(), SECRET).ok).toBe(true);
  expect(await spawned(["sgin"], {})).toEqual({
    exit: 2,
    stdout: "",
    stderr: 'countersign: "sgin" is not a command\n  Did you mean countersign sign? countersign --help\n',
  });
});

test("a server ends when it is told to, with exit code 0", { timeout: 20_000 }, async () => {
  const child = spawn(process.execPath, [...BIN, "sandbox", "--port", "0"], {
    env: { ...CREDENTIALS },
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const listens = new Promise<void>((done) => {
    child.stderr.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("listens on")) done();
    });
  });
  await Promise.race([listens, ended]);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});
