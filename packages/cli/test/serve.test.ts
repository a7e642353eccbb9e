import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verify } from "@countersign/core";
import { main, processIo } from "countersign";
import { afterAll, describe, expect, test } from "vitest";
import { lookThrough, SECRETS } from "../../../test/canary/support/suite.ts";
import { deferred } from "../../../test/docs/deferred.ts";
import { Shell } from "../../../test/docs/shell.ts";
import { CREDENTIALS, KEY, NOW, run, SECRET, type World } from "./world.ts";

const DEVELOPMENT = { COUNTERSIGN_DEVELOPMENT: "1", COUNTERSIGN_MEETINGS: "87270695528" };

SECRETS.add("sdkSecret", SECRET);

/** Starts a server, does something with it, and ends it. */
async function whileServing(argv: readonly string[], world: World, act: (url: string) => Promise<void>) {
  const stop = deferred<void>();
  const listens = deferred<string>();
  const ended = run(argv, {
    ...world,
    stopped: () => stop.promise,
    onStderr: (text) => {
      const url = /https?:\/\/[\w.]+:\d+/.exec(text)?.[0];
      if (url !== undefined) listens.resolve(url);
    },
  });
  const first = await Promise.race([listens.promise, ended]);
  if (typeof first !== "string") throw new Error(first.stderr);
  await act(first);
  stop.resolve();
  const { exit, stdout, stderr } = await ended;
  lookThrough("stdout", stdout);
  lookThrough("stderr", stderr);
  return { exit, stdout, stderr: stderr.replace(/(http:\/\/[\w.]+):\d+/g, "$1:<port>") };
}

const asking = { method: "POST", body: JSON.stringify({ meetingNumber: "87270695528", role: 0 }) };
const json = { "content-type": "application/json" };

describe("serve", () => {
  test("in development: signs, says where each variable came from, ends when told to", async () => {
    const world = {
      env: { ZOOM_MEETING_SDK_SECRET: SECRET, PORT: "0" },
      files: {
        ".env": `ZOOM_MEETING_SDK_KEY=${KEY}\nCOUNTERSIGN_DEVELOPMENT=1\nCOUNTERSIGN_MEETINGS=87270695528\n`,
      },
    };
    let answer: { signature?: string } = {};
    const { exit, stdout, stderr } = await whileServing(["serve"], world, async (url) => {
      const response = await fetch(url, { ...asking, headers: json });
      answer = (await response.json()) as typeof answer;
    });
    expect(verify(answer.signature, SECRET, { now: NOW }).ok).toBe(true);
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: [
        "warning: development mode: whoever can reach this machine's loopback gets a signature, without saying who they are",
        "ZOOM_MEETING_SDK_KEY from .env",
        "ZOOM_MEETING_SDK_SECRET from the environment",
        "PORT from the environment",
        "COUNTERSIGN_DEVELOPMENT from .env",
        "COUNTERSIGN_MEETINGS from .env",
        "listening on http://127.0.0.1:<port>",
        "stopping",
        "",
      ].join("\n"),
    });
    const [line] = stdout.trim().split("\n");
    expect(JSON.parse(line ?? "")).toMatchObject({ route: "/", status: 200, outcome: "signed" });
    expect(stdout).not.toContain(answer.signature);
  });

  test.each<[string, string[], NonNullable<World["env"]>, string, string]>([
    [
      "nobody is allowed anything",
      ["serve"],
      CREDENTIALS,
      "countersign: nothing says who may have a signature",
      "access-missing",
    ],
    [
      "the development mode would be open to others",
      ["serve", "--host", "0.0.0.0"],
      { ...CREDENTIALS, ...DEVELOPMENT },
      "countersign: COUNTERSIGN_DEVELOPMENT asks no caller who they are, and HOST is 0.0.0.0, which other machines can reach",
      "development-not-loopback",
    ],
    [
      "there are no credentials",
      ["serve"],
      DEVELOPMENT,
      "countersign: no Zoom credentials in the environment",
      "credentials-missing",
    ],
    [
      "a setting is misspelt",
      ["serve"],
      { ...CREDENTIALS, ...DEVELOPMENT, COUNTERSIGN_MEETING: "1" },
      "countersign: COUNTERSIGN_MEETING is no setting of this server",
      "setting-unknown",
    ],
    [
      "the page is asked for in other words",
      ["serve"],
      { ...CREDENTIALS, ...DEVELOPMENT, COUNTERSIGN_PAGE: "yes" },
      'countersign: COUNTERSIGN_PAGE is "yes"; it is 1 or 0',
      "setting-invalid",
    ],
  ])("does not start where %s: exit 2, one line and the way out", async (_name, argv, env, first, code) => {
    const { exit, stdout, stderr } = await run(argv, { env });
    const lines = stderr.split("\n");
    expect({ exit, stdout, first: lines[0], last: lines[2], count: lines.length }).toEqual({
      exit: 2,
      stdout: "",
      first,
      last: `  countersign explain ${code}`,
      count: 4,
    });
  });

  test.each<[string, NonNullable<World["env"]>, number, string[]]>([
    ["asked for", { COUNTERSIGN_PAGE: "1" }, 200, ["the page of tools is http://127.0.0.1:<port>/tools"]],
    ["not asked for", {}, 404, []],
  ])("the page of tools, %s", async (_name, more, status, said) => {
    const env = { ...CREDENTIALS, ...DEVELOPMENT, ...more };
    const statuses: number[] = [];
    const { stderr } = await whileServing(["serve", "--port", "0"], { env }, async (url) => {
      for (const method of ["GET", "HEAD"]) statuses.push((await fetch(`${url}/tools`, { method })).status);
      statuses.push((await fetch(`${url}/healthz`)).status);
    });
    expect(statuses).toEqual([status, status, 200]);
    expect(stderr.split("\n").filter((line) => line.includes("/tools"))).toEqual(said);
  });

  test("does not start where something else listens", async () => {
    const env = { ...CREDENTIALS, ...DEVELOPMENT };
    await whileServing(["serve", "--port", "0"], { env }, async (url) => {
      const { port } = new URL(url);
      const { exit, stderr } = await run(["serve", "--port", port], { env });
      expect({ exit, said: stderr.includes(`127.0.0.1:${port} is taken by another program`) }).toEqual({
        exit: 2,
        said: true,
      });
      const sandbox = await run(["sandbox", "--port", port]);
      expect(sandbox).toEqual({
        exit: 2,
        stdout: "",
        stderr: `countersign: cannot listen on 127.0.0.1:${port}: something else listens there already\n  Give another --port, or end what listens there.\n`,
      });
    });
  });

  test("logs what is no proper HTTP too, without a word of it", async () => {
    const env = { ...CREDENTIALS, ...DEVELOPMENT };
    const { stdout } = await whileServing(["serve", "--port", "0"], { env }, async (url) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.end(`GET /${SECRET} HTTP/9\r\n\r\n`);
      socket.resume();
      await once(socket, "close");
    });
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ status: 400, outcome: "request-malformed" }]);
    expect(stdout).not.toContain(SECRET);
  });
});

describe("key create", () => {
  const shell = new Shell(CREDENTIALS, () => NOW);
  afterAll(async () => void (await shell.close()));

  test("what it writes lets its key in, for its meetings and its role only", async () => {
    const first = await shell.run(
      'countersign key create --id shop --meetings "872 7069 5528" --max-role participant --file api-keys.json',
    );
    expect({ ...first, shown: "" }).toEqual({
      exit: 0,
      shown: "",
      stdout: expect.stringMatching(/^zsk_shop_[\w-]{43}\n$/),
    });
    await shell.run(
      "countersign key create --id other --meetings any --max-role host --file api-keys.json > other",
    );
    expect(statSync(join(shell.folder, "api-keys.json")).mode & 0o777).toBe(0o600);
    const unrecorded = await shell.run("COUNTERSIGN_API_KEYS_FILE=api-keys.json countersign serve");
    expect(unrecorded).toMatchObject({ exit: 2, stdout: "" });
    expect(unrecorded.shown).toContain("the API key other may sign for hosts, and no audit records it");
    await shell.run("openssl rand -base64 32 > audit-keys");
    await shell.run("chmod 600 audit-keys");
    await shell.run(
      "COUNTERSIGN_API_KEYS_FILE=api-keys.json COUNTERSIGN_AUDIT_FILE=audit.jsonl COUNTERSIGN_AUDIT_KEYS_FILE=audit-keys countersign serve",
    );
    const ask = (key: string, role: number) =>
      shell.run(
        `curl http://localhost:4000/ -H "Authorization: Bearer ${key}" --json '{"meetingNumber":"87270695528","role":${role}}'`,
      );
    const key = first.stdout.trim();
    const { stdout } = await ask(key, 0);
    expect(verify((JSON.parse(stdout) as { signature: string }).signature, SECRET, { now: NOW }).ok).toBe(
      true,
    );
    expect((await ask(key, 1)).exit).toBe(22);
    expect((await ask("$(cat other)", 1)).exit).toBe(0);
    const rows = readFileSync(join(shell.folder, "audit.jsonl"), "utf8").trim().split("\n");
    expect(rows.map((row) => (JSON.parse(row) as { action: string }).action)).toEqual(["host-signature"]);
    expect((await ask(`${key.slice(0, -1)}-`, 0)).exit).toBe(22);
  });

  test("without a file it prints the record; the hash is all there is of the key in it", async () => {
    const { exit, stdout, stderr } = await run([
      ...["key", "create", "--id", "shop", "--meetings", "872-7069-5528", "--max-role", "1"],
      ...["--native", "--json"],
    ]);
    const { key, record } = JSON.parse(stdout) as { key: string; record: object };
    expect({ exit, stderr, record }).toEqual({
      exit: 0,
      stderr: "",
      record: {
        id: "shop",
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        meetings: ["87270695528"],
        maxRole: 1,
        native: true,
      },
    });
    expect(JSON.stringify(record)).not.toContain(key.slice(9, 21));
  });

  test.each<[string, string[], string]>([
    ["a meeting that is none", ["--meetings", "12", "--max-role", "0"], "meetingNumber is"],
    ["a role that is none", ["--meetings", "any", "--max-role", "2"], "--role is"],
    ["an id that is none", ["--meetings", "any", "--max-role", "0", "--id", "A b"], "--id is"],
    [
      "an id that is taken",
      ["--meetings", "any", "--max-role", "0", "--id", "shop", "--file", "keys.json"],
      "keys.json has a key named shop already",
    ],
  ])("refuses %s", async (_name, flags, message) => {
    const files = { "keys.json": '[{"id":"shop"}]' };
    const { exit, stdout, stderr } = await run(["key", "create", ...flags], { files });
    expect({ exit, stdout, said: stderr.startsWith(`countersign: ${message}`) }).toEqual({
      exit: 2,
      stdout: "",
      said: true,
    });
    expect(files).toEqual({ "keys.json": '[{"id":"shop"}]' });
  });
});

test("sandbox makes an app up, and says that it is not Zoom", async () => {
  const { exit, stdout, stderr } = await whileServing(["sandbox", "--port", "0"], {}, async () => {});
  expect(stdout).toMatch(/^ZOOM_MEETING_SDK_KEY=sandbox_[0-9a-f]{16}\nZOOM_MEETING_SDK_SECRET=[\w-]{32}\n$/);
  expect({ exit, stderr }).toEqual({
    exit: 0,
    stderr:
      "a stand-in for Zoom, not Zoom, listens on http://127.0.0.1:<port>\nits one app was made up now; sign with the variables above\nstopping\n",
  });
});

test("dev prints where to look", async () => {
  const made = await whileServing(["dev", "--port", "0"], {}, async () => {});
  expect(made).toEqual({
    exit: 0,
    stdout: "",
    stderr: [
      "open http://localhost:<port>/",
      "  signs with credentials made up now; joins a local stand-in, not Zoom",
      "  meetings: 87270695528, 87270695529, 87270695530",
      "  Ctrl+C ends it",
      "stopping",
      "",
    ].join("\n"),
  });
});

test("dev with credentials uses those, and says so", async () => {
  const env = { ...CREDENTIALS, COUNTERSIGN_MEETINGS: "87270695528" };
  const { exit, stderr } = await whileServing(["dev", "--port", "0"], { env }, async () => {});
  const lines = stderr.split("\n");
  expect({ exit, said: lines.filter((line) => /signs with|joins|meetings/.test(line)) }).toEqual({
    exit: 0,
    said: [
      "  signs with ZOOM_MEETING_SDK_KEY and ZOOM_MEETING_SDK_SECRET; joins go to Zoom",
      "  meetings: 87270695528",
    ],
  });
});

test.each<[string[], World["env"] & object, unknown]>([
  [["serve"], { ...CREDENTIALS, ...DEVELOPMENT }, { url: "http://127.0.0.1:<port>" }],
  [["sandbox"], CREDENTIALS, { url: "http://127.0.0.1:<port>" }],
  [
    ["sandbox"],
    {},
    {
      url: "http://127.0.0.1:<port>",
      sdkKey: expect.stringMatching(/^sandbox_/),
      sdkSecret: expect.stringMatching(/^[\w-]{32}$/),
    },
  ],
  [
    ["dev"],
    {},
    {
      url: "http://localhost:<port>/",
      mode: "sandbox",
      meetings: ["87270695528", "87270695529", "87270695530"],
    },
  ],
])("%s --json says where it is", async (argv, env, expected) => {
  const { exit, stdout } = await whileServing([...argv, "--port", "0", "--json"], { env }, async () => {});
  expect(exit).toBe(0);
  expect(JSON.parse(stdout.replace(/(http:\/\/[\w.]+):\d+/, "$1:<port>"))).toEqual(expected);
});

test("the process's own world: files are written for their owner only", async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-io-"));
  const file = join(folder, "keys.json");
  const io = { ...processIo(), stdout: { write: () => {} }, stderr: { write: () => {} } };
  expect(await main(["key", "create", "--meetings", "any", "--max-role", "0", "--file", file], io)).toBe(0);
  expect(io.fileMode(file)).toBe(0o600);
  rmSync(folder, { recursive: true });
});
