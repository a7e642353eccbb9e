import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { requestOf } from "./curl.ts";
import { blocksOf } from "./markdown.ts";
import { masked, shows } from "./mask.ts";
import { planOf } from "./pages.ts";
import { Shell } from "./shell.ts";
import { joinedLines, readLine } from "./shell-words.ts";
import { removeScripts, runScript, startServer, typeErrors } from "./typescript.ts";

describe("blocks of a page", () => {
  test("each with its line, its words and the output that follows", () => {
    const page = [
      "# A",
      "```sh exit=1",
      "a",
      "b",
      "```",
      "",
      "```text",
      "out",
      "```",
      "",
      "~~~ts",
      "c",
      "~~~",
    ];
    expect(blocksOf(page.join("\n"))).toEqual([
      { line: 2, language: "sh", info: "exit=1", text: "a\nb", output: "out" },
      { line: 11, language: "ts", info: "", text: "c" },
    ]);
  });

  test("words between them keep a text block from being an output", () => {
    expect(blocksOf("```sh\na\n```\nthen\n```text\nb\n```").map(({ output }) => output)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("one that is not closed is refused", () => {
    expect(() => blocksOf("```sh\na")).toThrow("the block of line 1 is not closed");
  });
});

describe("what is done with a block", () => {
  test.each<[string, string, string, unknown]>([
    ["sh", "", "countersign sign", { kind: "shell", exit: 0 }],
    ["sh", "exit=1", "countersign verify x", { kind: "shell", exit: 1 }],
    ["sh", "not-run needs a network", "npm ci && npm start", { kind: "not-run", reason: "needs a network" }],
    ["sh", "not-run: needs a network", "docker run x", { kind: "not-run", reason: "needs a network" }],
    ["sh", "not-run", "npm ci", { kind: "wrong", why: '"not-run" needs a reason behind it' }],
    [
      "sh",
      "not-run too long",
      "npm ci\ncountersign sign",
      { kind: "wrong", why: '"not-run" is for npm, docker and git; this can be run: countersign sign' },
    ],
    ["ts", "not-run because", "x", { kind: "wrong", why: 'only shell blocks may be "not-run"' }],
    ["ts", "", "x", { kind: "script" }],
    ["js", "server", "x", { kind: "server", port: 4000 }],
    ["ts", "server 5000", "x", { kind: "server", port: 5000 }],
    [
      "ts",
      "server here",
      "x",
      {
        kind: "wrong",
        why: '"server here" is not understood; a script may say server and a port, or types-only and a reason',
      },
    ],
    ["sh", "status=403", "curl x", { kind: "refused", status: 403 }],
    [
      "sh",
      "status=200",
      "curl x",
      {
        kind: "wrong",
        why: '"status=200" is not understood; a shell block may say exit=1 or status=403',
      },
    ],
    ["json", "file a.json", "{}", { kind: "file", name: "a.json" }],
    [
      "json",
      "file ../a.json",
      "{}",
      { kind: "wrong", why: '"file ../a.json" is not understood; JSON may say file and a name' },
    ],
    ["ts", "types-only runs in a page", "x", { kind: "types-only" }],
    ["json", "", "{}", { kind: "json" }],
    ["text", "", "x", { kind: "shown" }],
    ["", "", "x", { kind: "wrong", why: 'the language "" is not one that is run or shown' }],
  ])("%s %s: %s", (language, info, text, plan) => {
    expect(planOf({ line: 1, language, info, text })).toEqual(plan);
  });
});

describe("lines of a shell", () => {
  const expansion = {
    variable: (name: string) => `<${name}>`,
    substitute: async (line: string) => `[${line}]`,
  };

  test.each<[string, unknown]>([
    ["a b  c", [{ assignments: [], words: ["a", "b", "c"] }]],
    [`a "b c" 'd $E "f"'`, [{ assignments: [], words: ["a", "b c", 'd $E "f"'] }]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
    ['a "$B-${C}" $D', [{ assignments: [], words: ["a", "<B>-<C>", "<D>"] }]],
    [
      "X=1 Y='2 3' a",
      [
        {
          assignments: [
            ["X", "1"],
            ["Y", "2 3"],
          ],
          words: ["a"],
        },
      ],
    ],
    ["T=$(a $(b) c)", [{ assignments: [["T", "[a $(b) c]"]], words: [] }]],
    [
      "a | b -  # says b",
      [
        { assignments: [], words: ["a"] },
        { assignments: [], words: ["b", "-"] },
      ],
    ],
    ["a > f", [{ assignments: [], words: ["a"], into: "f" }]],
    ["a &", [{ assignments: [], words: ["a"] }]],
    ["curl http://x/?a=1&b=2", [{ assignments: [], words: ["curl", "http://x/?a=1&b=2"] }]],
  ])("%s", async (line, commands) => {
    expect(await readLine(line, expansion)).toEqual(commands);
  });

  test.each(["a; b", "a && b", "a || b", "a < b", "a `b`", "ls *.ts"])("%s is refused", async (line) => {
    await expect(readLine(line, expansion)).rejects.toThrow("is not understood here");
  });

  test("are joined at a backslash and inside quotes; comments are none", () => {
    expect(joinedLines("# a\na \\\n  b\n\nc 'd\ne'")).toEqual(["a   b", "c 'd\ne'"]);
  });
});

test("curl asks the server of the port it names, else the last one; what is written knows where that is", async () => {
  const shell = new Shell({}, () => 1_795_500_000);
  const answering = (text: string) =>
    new Promise<Server>((done) => {
      const server = createServer((_request, response) =>
        response.writeHead(text.length === 3 ? 200 : 201).end(text),
      );
      server.listen(0, "127.0.0.1", () => done(server));
    });
  const servers = [await answering("one"), await answering("other")];
  const [one, other] = servers.map((server) => {
    const { port } = server.address() as AddressInfo;
    const stop = () => new Promise<0>((done) => server.close(() => done(0)));
    return { url: `http://127.0.0.1:${port}`, stop };
  });
  if (!one || !other) return expect.fail("two were started");
  shell.addServer({ ...one, port: 5000 });
  shell.addServer(other);
  shell.write("where.json", '"http://127.0.0.1:5000/keys http://127.0.0.1:4000/"');
  const ask = (url: string) => shell.run(`curl ${url}`);
  expect([
    await ask("http://127.0.0.1:5000/"),
    await ask("http://localhost:4000/"),
    await shell.run("cat where.json"),
  ]).toEqual([
    { exit: 0, shown: "one", stdout: "one", status: 200 },
    { exit: 0, shown: "other", stdout: "other", status: 201 },
    {
      exit: 0,
      shown: `"${one.url}/keys http://127.0.0.1:4000/"`,
      stdout: `"${one.url}/keys http://127.0.0.1:4000/"`,
    },
  ]);
  expect(await shell.close()).toEqual([0, 0]);
});

test("a curl line is the request that curl would send", async () => {
  const words = ["-X", "POST", "http://localhost:4000/v1/signature?x=1", "-H", "A: b:c", "--json", '{"d":1}'];
  const request = requestOf(words, "http://127.0.0.1:9");
  expect({
    method: request.method,
    url: request.url,
    a: request.headers.get("a"),
    type: request.headers.get("content-type"),
    body: await request.text(),
  }).toEqual({
    method: "POST",
    url: "http://127.0.0.1:9/v1/signature?x=1",
    a: "b:c",
    type: "application/json",
    body: '{"d":1}',
  });
  expect(() => requestOf(["--insecure", "http://x"], "http://x")).toThrow(
    "curl --insecure is not understood",
  );
});

test("what differs from run to run is masked, and nothing else", () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.${"a".repeat(20)}.${"b".repeat(43)}`;
  expect(masked(`signature ${token}\nexp 1795507200 2026-11-24T08:00:00Z (in 2 hours)`)).toBe(
    masked("signature eyJhbGci…\nexp 1700000000 2020-01-01T00:00:00Z (in 2 hours)"),
  );
  expect(masked("in 2 hours")).not.toBe(masked("in 3 hours"));
  expect(masked('{"a": 1,\n "b": 2}')).toBe(masked('{"a":1,"b":2}'));
});

test.each<[string, string, boolean]>([
  ["a\nb\nc", "a\nb\nc", true],
  ["a\nb", "a\nb\nc", false],
  ["a\n…", "a\nb\nc", true],
  ["b\n…", "a\nb\nc", false],
  ["a\n…\nc", "a\nb\nc", true],
  ["a\n…\nc", "a\nc", true],
  ["a\n…\nb", "a\nb\nc", false],
  ["a\n…\nc\n…\nb\n…", "a\nb\nc", false],
  ["…\nb\n…", "a\nb\nc", true],
  ["…\n1500000000 c", "a\n1700000000 c", true],
])("%j shows %j: %s", (output, shown, is) => {
  expect(shows(output, shown)).toBe(is);
});

test("a page makes a key, starts a server with it, and asks it", { timeout: 20_000 }, async () => {
  const shell = new Shell(
    {
      ZOOM_MEETING_SDK_KEY: "dOcUmEnTaTiOnKeY12345",
      ZOOM_MEETING_SDK_SECRET: "dOcUmEnTaTiOnSeCrEt1234567890abc",
    },
    () => 1_795_500_000,
  );
  const started = await shell.run(
    `npx countersign key create --meetings "872 7069 5528" --max-role 0 --file api-keys.json
     COUNTERSIGN_API_KEYS_FILE=api-keys.json npx countersign serve --port 4000`,
  );
  expect({ exit: started.exit, shown: masked(started.shown).split("\n").at(-1) }).toEqual({
    exit: 0,
    shown: "listening on http://localhost:<port>",
  });
  const ask = (key: string) =>
    shell.run(`curl -X POST http://localhost:4000/ -H 'Authorization: Bearer ${key}' \\
      -H 'Content-Type: application/json' -d '{"meetingNumber":"87270695528","role":0}'`);
  const asked = await ask("<API key>");
  expect({
    exit: asked.exit,
    signature: (JSON.parse(asked.stdout) as { signature: string }).signature.slice(0, 3),
  }).toEqual({
    exit: 0,
    signature: "eyJ",
  });
  expect((await ask("none")).exit).toBe(22);
  expect(await shell.close()).toEqual([0]);
});

describe("a line of documentation that is wrong is found", () => {
  const run = async (text: string) => {
    const shell = new Shell({}, () => 1_795_500_000);
    try {
      return await shell.run(text);
    } finally {
      await shell.close();
    }
  };

  test("by its exit code", async () => {
    expect((await run("countersign sgin")).exit).toBe(2);
    expect((await run("countersign sign -m 12 -r 0 | countersign inspect -")).exit).not.toBe(0);
  });

  test("or because nothing here can run it", async () => {
    await expect(run("npm ci && npm start")).rejects.toThrow('write "sh not-run" and a reason');
    await expect(run("wget http://localhost")).rejects.toThrow("this line cannot be run here");
    await expect(run("curl http://localhost:4000/")).rejects.toThrow("no line before it started a server");
  });
});

describe("scripts", { timeout: 30_000 }, () => {
  afterAll(removeScripts);
  const env = { PATH: process.env.PATH, NAME: "reader" };
  const cwd = import.meta.dirname;

  test("are type-checked against the packages' sources", async () => {
    const text = 'import { createSigner } from "@countersign/core";\ncreateSigner({ sdkKey: 1 });';
    const good = { name: "good", text: "const one: number = 1;" };
    expect(await typeErrors([good])).toBe("");
    expect(await typeErrors([good, { name: "bad", text }])).toMatch(/bad\.ts\(2,\d+\): error TS/);
  });

  test("are run, and what they say is seen", async () => {
    const hello = {
      name: "hello",
      text: "const name: string | undefined = process.env.NAME;\nconsole.log(name);",
    };
    expect(await runScript(hello, env, cwd)).toEqual({ exit: 0, shown: "reader\n" });
    const { exit, shown } = await runScript({ name: "fails", text: 'throw new Error("no")' }, env, cwd);
    expect({ exit, said: shown.includes("Error: no") }).toEqual({ exit: 1, said: true });
  });

  test("that serve are started on a free port and ended", async () => {
    const text = `import { createServer } from "node:http";
createServer((_request, response) => response.end("here")).listen(4000, "127.0.0.1");`;
    const { url, stop } = await startServer({ name: "serves", text }, env, cwd);
    expect(await (await fetch(url)).text()).toBe("here");
    expect((await stop()).shown).toBe("");
    await expect(startServer({ name: "dies", text: "process.exit(4); // 4000" }, env, cwd)).rejects.toThrow(
      "the server ended with 4",
    );
  });
});
