import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSigner } from "@countersign/core";
import { diagnose, type Evidence, EXAMPLE, evidenceOf, RULES } from "@countersign/core/diagnose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeApart } from "../src/doctor/paste.ts";
import { CREDENTIALS, KEY, NOW, OLD_SECRET, run, SECRET, type World } from "./world.ts";

const TOKEN = createSigner({ sdkKey: KEY, sdkSecret: SECRET, now: () => NOW }).sign({
  meetingNumber: "87270695528",
  role: 0,
}).signature;
const env = CREDENTIALS;

interface Json {
  readonly outcome: string;
  readonly verdict: { readonly rule: string } | null;
}

async function doctor(args: readonly string[], world: World = {}) {
  const ran = await run(["doctor", ...args, "--json"], world);
  const { outcome, verdict } = JSON.parse(ran.stdout) as Json;
  return { exit: ran.exit, outcome, rule: verdict?.rule ?? null };
}

describe("exit codes", () => {
  test.each<[string, string[], World, object]>([
    ["a right signature", [TOKEN], { env }, { exit: 0, outcome: "ok", rule: null }],
    [
      "another secret",
      [TOKEN],
      { env: { ...env, ZOOM_MEETING_SDK_SECRET: OLD_SECRET } },
      { exit: 1, outcome: "rejected", rule: "secret-mismatch" },
    ],
    [
      "spaces in the number, which may do",
      ["--evidence", "e.json"],
      { files: { "e.json": JSON.stringify(spaced()) } },
      { exit: 1, outcome: "risky", rule: "mn-separated" },
    ],
    [
      "the secret given is not clean",
      [TOKEN],
      { env: { ...env, ZOOM_MEETING_SDK_SECRET: `"${SECRET}"` } },
      { exit: 3, outcome: "unproven", rule: "secret-given-unclean" },
    ],
  ])("%s", async (_, args, world, expected) => {
    expect(await doctor(args, world)).toEqual(expected);
  });

  test.each<[string, string[], string]>([
    ["nothing to diagnose", [], "there is nothing to diagnose"],
    ["two forms at once", [TOKEN, "--json", "--share"], "--json and --share are both given"],
    ["--api alone", [TOKEN, "--api", "http://localhost:1"], "--api is given without --live"],
    ["no such view", [TOKEN, "--view", "embed"], '--view is "embed"'],
    ["no number of seconds", [TOKEN, "--hung", "long"], '--hung is "long"'],
    ["no JSON", [TOKEN, "--app", "app.json"], "what --app names is not a JSON object"],
    ["standard input twice", ["-", "--evidence", "-"], "standard input is asked for twice"],
    [
      "a secret without a label",
      [TOKEN, "--other-secret", "s"],
      "--other-secret is a label, an equals sign and a file",
    ],
    ["asking without a terminal", [TOKEN, "--ask-secret"], "--ask-secret needs a terminal"],
  ])("used wrongly: %s", async (_, args, message) => {
    const { exit, stderr } = await run(["doctor", ...args], { files: { "app.json": "no" } });
    expect({ exit, message: stderr.split("\n")[0] }).toEqual({ exit: 2, message: `countersign: ${message}` });
  });
});

function spaced(): Evidence {
  return evidenceOf({ name: "", payload: { mn: "872 7069 5528" } });
}

describe("secrets", () => {
  test("of a file, of .env and of other files are taken as they stand", async () => {
    const files = { "old.secret": `${OLD_SECRET}\n`, ".env": `ZOOM_MEETING_SDK_SECRET="${SECRET}"\n` };
    expect(await doctor([TOKEN], { files })).toMatchObject({ outcome: "ok" });
    expect(await doctor([TOKEN, "--secret-file", "old.secret"], { files })).toMatchObject({
      rule: "secret-mismatch",
    });
    expect(
      await doctor([TOKEN, "--secret-file", "old.secret", "--other-secret", "new app=new.secret"], {
        files: { ...files, "new.secret": SECRET },
      }),
    ).toMatchObject({ rule: "secret-of-another-app" });
  });

  test("of another family of variables are tried too", async () => {
    const world = { env: { ...env, ZOOM_MEETING_SDK_SECRET: OLD_SECRET, ZOOM_CLIENT_SECRET: SECRET } };
    const { stdout } = await run(["doctor", TOKEN], world);
    expect(stdout).toContain("ZOOM_CLIENT_SECRET");
    expect(stdout).not.toContain(SECRET);
  });

  test("in the evidence stand before the environment", async () => {
    const evidence = { signature: TOKEN, credentials: { sdkSecret: OLD_SECRET }, now: NOW };
    const ran = await doctor(["--evidence", "-"], { env, stdin: JSON.stringify(evidence) });
    expect(ran).toMatchObject({ rule: "secret-mismatch" });
  });
});

describe("evidence by flags says the same as in one file", () => {
  test.each<[string[], object]>([
    [["--expect-meeting", "812 3456 7890"], { expected: { meetingNumber: "812 3456 7890" } }],
    [["--expect-role", "host"], { expected: { role: 1 } }],
    [["--platform", "ios"], { client: { platform: "ios" } }],
    [
      ["--view", "component", "--sdk-version", "3.1.0"],
      { client: { view: "component", sdkVersion: "3.1.0" } },
    ],
    [
      ["--error", "3712", "--error-message", "Signature is invalid."],
      { error: { code: "3712", message: "Signature is invalid." } },
    ],
    [["--hung", "60"], { error: { hungSeconds: 60 } }],
    [["--join-call", "call.json"], { joinCall: { meetingNumber: "81234567890" } }],
    [["--app", "app.json"], { app: { features: {} } }],
    [["--meeting", "meeting.json"], { meeting: { id: 81234567890 } }],
    [["--now", "1795590000"], { now: 1_795_590_000 }],
  ])("%j", async (args, part) => {
    const files = {
      "call.json": '{"meetingNumber":"81234567890"}',
      "app.json": '{"features":{}}',
      "meeting.json": '{"id":81234567890}',
    };
    const { stdout } = await run(["doctor", TOKEN, ...args, "--json"], { env, files });
    const evidence = { signature: TOKEN, credentials: { sdkKey: KEY, sdkSecret: SECRET }, now: NOW, ...part };
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(diagnose(evidence))));
  });

  test("--works compares both", async () => {
    const failing = String(evidenceOf({ name: "", payload: { role: undefined } }).signature);
    const works = String(evidenceOf({ name: "" }).signature);
    const { stdout } = await run(["doctor", failing, "--works", "works.txt", "--now", String(EXAMPLE.now)], {
      files: { "works.txt": works },
    });
    expect(stdout).toContain("Refused: `role` is missing");
    expect(stdout).toContain("This explains it: `role` is missing");
  });
});

describe("what was pasted", () => {
  const [header = "", payload = "", mac = ""] = TOKEN.split(".");
  const wrapped = `${header}.${payload.slice(0, 40)}\n${payload.slice(40)}.${mac}`;
  test.each<[string, string, string]>([
    ["alone", TOKEN, TOKEN],
    ["in quotes", `"${TOKEN}"`, `"${TOKEN}"`],
    ["with Bearer", `Bearer ${TOKEN}`, `Bearer ${TOKEN}`],
    ["with its name", `signature=${TOKEN}`, `signature=${TOKEN}`],
    ["broken into lines", wrapped, wrapped],
    ["a response", `{"signature":"${TOKEN}","sdkKey":"${KEY}"}`, TOKEN],
    ["a line of a log", `2026-11-24 GET /sign?signature=${TOKEN}&meetingNumber=87270695528 200`, TOKEN],
    ["beside another token", `zak: eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.x ${TOKEN} end of it`, TOKEN],
    ["nothing of the kind", "hello there, general", "hello there, general"],
  ])("%s", (_, text, signature) => {
    expect(takeApart(text).signature).toBe(signature);
  });

  test("the SDK's error", () => {
    const text = '{"type":"JOIN_MEETING_FAILED","reason":"Signature is invalid.","errorCode":3712}';
    expect(takeApart(text)).toEqual({ error: { code: "3712", message: "Signature is invalid." } });
  });

  test("is told, and --as-is leaves it", async () => {
    const response = JSON.stringify({ signature: TOKEN });
    const taken = await run(["doctor", "-", "--json"], { env, stdin: response });
    expect(taken.stderr).toContain("was taken out of what was given");
    expect((JSON.parse(taken.stdout) as Json).outcome).toBe("ok");
    expect(await doctor(["-", "--as-is"], { env, stdin: response })).toMatchObject({
      rule: "json-around-signature",
    });
  });
});

describe("--live", () => {
  let server: Server;
  let api: string;
  let ahead = 0;

  beforeAll(async () => {
    server = createServer((_, response) => {
      response.setHeader("date", new Date((NOW - ahead) * 1000).toUTCString());
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each<[string, number, string[], number, string]>([
    ["right", 0, [TOKEN], 0, "This machine's clock is right"],
    ["two minutes ahead", 120, [TOKEN], 1, "This machine's clock is 119.5 s ahead of Zoom's"],
    ["two minutes ahead, no signature", 120, [], 1, "This machine's clock is 119.5 s ahead of Zoom's"],
    ["behind", -5, [], 0, "This machine's clock is 5.5 s behind Zoom's"],
  ])("a clock that is %s", async (_, by, args, exit, words) => {
    ahead = by;
    const ran = await run(["doctor", ...args, "--live", "--api", api], { env });
    expect(ran.exit).toBe(exit);
    expect(ran.stdout.replace(/\s+/g, " ")).toContain(words);
  });

  test("the claim it breaks is the verdict", async () => {
    ahead = 120;
    expect(await doctor([TOKEN, "--live", "--api", api], { env })).toEqual({
      exit: 1,
      outcome: "rejected",
      rule: "iat-in-future",
    });
  });

  test("out of reach: said, and not fine", async () => {
    const ran = await run(["doctor", TOKEN, "--live", "--api", "http://127.0.0.1:9"], { env });
    expect(ran.exit).toBe(3);
    expect(ran.stdout.replace(/\s+/g, " ")).toContain("127.0.0.1:9 did not answer");
  });
});

describe("compare", () => {
  const works = String(evidenceOf({ name: "" }).signature);
  const fails = String(evidenceOf({ name: "", payload: { exp: 1_763_956_770_000 } }).signature);
  const now = ["--now", String(EXAMPLE.now)];

  test("one difference explains it", async () => {
    const { exit, stdout } = await run(["compare", works, fails, ...now]);
    expect({ exit, first: stdout.split("\n")[0] }).toEqual({
      exit: 1,
      first: "This explains it: Times are in milliseconds",
    });
  });

  test("none does", async () => {
    const { exit, stdout } = await run(["compare", works, "file.txt", ...now, "--json"], {
      files: { "file.txt": `${works}\n` },
    });
    expect({ exit, outcome: (JSON.parse(stdout) as Json).outcome }).toEqual({ exit: 3, outcome: "unproven" });
  });

  test("two are needed", async () => {
    const { exit, stderr } = await run(["compare", works]);
    expect({ exit, first: stderr.split("\n")[0] }).toEqual({
      exit: 2,
      first: "countersign: two signatures are needed",
    });
  });
});

describe("no output shows a secret, a signature or its MAC", () => {
  const forms = [[], ["--json"], ["--markdown"], ["--share"]];
  const others = { OTHER: "aSecretOfAnotherApp0123456789abc" };

  // The other examples are shown in these forms by the tests of core. What JSON cannot carry cannot be given here.
  const examples = RULES.map(({ id, examples: { failing } }) => [id, failing[0]] as const).filter(
    ([, example]) => !["undefined", "bigint", "function"].includes(typeof evidenceOf(example).signature),
  );

  test.each(examples)("%s", async (_, example) => {
    const evidence = evidenceOf(example);
    const given = {
      ...evidence,
      credentials: { ...evidence.credentials, others: { ...others, ...evidence.credentials?.others } },
    };
    const { signature, credentials } = JSON.parse(JSON.stringify(given)) as Evidence;
    const mac = typeof signature === "string" ? signature.split(".")[2] : undefined;
    const hidden = [
      EXAMPLE.sdkSecret,
      credentials?.sdkSecret?.trim(),
      ...Object.values(credentials?.others ?? {}),
      ...(typeof signature === "string" && signature.length > 20 && !signature.startsWith("[object")
        ? [signature]
        : []),
      mac,
    ].filter((text) => text !== undefined && text.length >= 12);
    for (const form of forms) {
      const ran = await run(["doctor", "--evidence", "-", ...form], { stdin: JSON.stringify(given) });
      expect([0, 1, 3]).toContain(ran.exit);
      for (const text of hidden) expect(ran.stdout + ran.stderr).not.toContain(text);
      if (form[0] === "--share") {
        expect(ran.stdout).not.toContain(EXAMPLE.sdkKey);
        expect(ran.stdout).not.toContain(EXAMPLE.meetingNumber);
      }
    }
  });
});
