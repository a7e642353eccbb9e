import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { verify } from "@countersign/core";
import { expect, test } from "vitest";
import { KEY, SECRET } from "../world.ts";

const MEETING = "87270695528";
const OTHER = "Zp7Kd2Vx9Qm4Ht6Bs1Wc8Ln3Rj5Yg0F";
const BIN = resolve(import.meta.dirname, "../../src/bin.ts");

test("SIGHUP reads it again; a broken one changes nothing; SIGTERM ends it", {
  timeout: 30_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-hup-"));
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  const config = {
    app: { sdkKey: KEY, sdkSecret: { file: "sdk-secret" } },
    callers: { development: { meetings: [MEETING] } },
  };
  write("sdk-secret", SECRET);
  write("countersign.config.json", JSON.stringify(config));
  const child = spawn(
    process.execPath,
    ["--conditions=countersign-source", BIN, "serve", "--config", "countersign.config.json", "--port", "0"],
    { cwd: folder, env: { PATH: process.env.PATH }, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const until = async (pattern: RegExp): Promise<string> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = pattern.exec(said)?.[1];
      if (found !== undefined) return found;
      await pause(25);
    }
    throw new Error(`never said ${pattern}: ${said}`);
  };
  const url = await until(/listening on (http:\/\/\S+)/);
  const signedWith = async (): Promise<string> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
    });
    const { signature } = (await response.json()) as { signature: string };
    if (verify(signature, SECRET).ok) return "the first secret";
    return verify(signature, OTHER).ok ? "the second" : "neither";
  };
  const seen = [await signedWith()];
  write("sdk-secret", OTHER);
  child.kill("SIGHUP");
  await until(/the configuration was (reloaded)/);
  seen.push(await signedWith());
  write("countersign.config.json", JSON.stringify({ ...config, callerz: 1 }));
  child.kill("SIGHUP");
  const why = await until(/was not reloaded, and the one before goes on: (.*)/);
  seen.push(await signedWith());
  child.kill("SIGTERM");
  const [exit] = (await once(child, "exit")) as [number];
  rmSync(folder, { recursive: true });
  expect({ seen, why, exit }).toEqual({
    seen: ["the first secret", "the second", "the second"],
    why: "callerz is no setting of this server",
    exit: 0,
  });
  expect([said.includes(SECRET), said.includes(OTHER)]).toEqual([false, false]);
});
