import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verify } from "@countersign/core";
import { afterAll, expect, test } from "vitest";
import { Shell } from "../../../../test/docs/shell.ts";
import { CREDENTIALS, KEY, NOW, run, SECRET } from "../world.ts";

const MEETING = "87270695528";
const shells: Shell[] = [];
function shell(): Shell {
  const made = new Shell(CREDENTIALS, () => NOW);
  shells.push(made);
  return made;
}
afterAll(async () => {
  for (const one of shells) await one.close();
});

function configOf({ folder }: Shell): unknown {
  return JSON.parse(readFileSync(join(folder, "countersign.config.json"), "utf8"));
}

const ask = (key: string, role: number): string =>
  `curl http://localhost:4000/ -H "Authorization: Bearer ${key}" --json '{"meetingNumber":"${MEETING}","role":${role}}'`;

test("from nothing to an endpoint for one's own servers, hosts recorded", async () => {
  const sh = shell();
  const made = await sh.run(
    'countersign init --yes --callers api-key --id school-backend --meetings "872 7069 5528" --hosts',
  );
  expect({ exit: made.exit, stdout: made.stdout, wrote: made.shown.match(/(?<=^wrote ).*/gm) }).toEqual({
    exit: 0,
    stdout: expect.stringMatching(/^zsk_school-backend_[\w-]+\n$/),
    wrote: [
      "secrets/sdk-secret",
      "secrets/.gitignore",
      "secrets/api-keys.json",
      "secrets/audit-keys",
      "countersign.config.json",
    ],
  });
  expect(configOf(sh)).toEqual({
    listen: { host: "127.0.0.1", port: 4000 },
    app: { sdkKey: KEY, sdkSecret: { file: "secrets/sdk-secret" } },
    callers: { apiKeys: { file: "secrets/api-keys.json" } },
    state: { audit: { sqlite: "audit.sqlite", keys: { file: "secrets/audit-keys" } } },
  });
  const modes = ["sdk-secret", "api-keys.json", "audit-keys"].map(
    (name) => statSync(join(sh.folder, "secrets", name)).mode & 0o777,
  );
  expect(modes).toEqual([0o600, 0o600, 0o600]);

  const { exit, stdout } = await sh.run("countersign config check");
  expect({ exit, lines: stdout.split("\n") }).toEqual({
    exit: 0,
    lines: [
      "WHO                 MEETINGS     AT MOST  BECAUSE OF",
      `key:school-backend  ${MEETING}  as host  its record in callers.apiKeys`,
      "",
      "Everything else is refused.",
      "",
    ],
  });

  await sh.run("countersign serve --config countersign.config.json");
  const answer = await sh.run(ask(made.stdout.trim(), 1));
  const { signature } = JSON.parse(answer.stdout) as { signature: string };
  expect(verify(signature, SECRET, { now: NOW }).ok).toBe(true);
});

test("for people who log in: what their tokens name; a script reads the table", async () => {
  const sh = shell();
  await sh.run(
    "countersign init --yes --callers oidc --issuer https://login.example.com --audience zoom --jwks https://login.example.com/keys --origin https://app.example.com",
  );
  const { exit, stdout } = await sh.run("countersign config check --json");
  expect({ exit, checked: JSON.parse(stdout) }).toEqual({
    exit: 0,
    checked: {
      warnings: [],
      allowed: [
        {
          caller: "oidc:login.example.com:*",
          meetings: "those that its token names in zoom.m",
          atMost: "as participant",
          because: "policy[0].claims",
        },
      ],
    },
  });
  expect(configOf(sh)).toMatchObject({ corsOrigins: ["https://app.example.com"] });
});

test("writes over nothing", async () => {
  const sh = shell();
  await sh.run("countersign init --yes --callers development --meetings 87270695528");
  const before = configOf(sh);
  const again = await sh.run("countersign init --yes --callers api-key --meetings 87270695528");
  expect({ exit: again.exit, stdout: again.stdout, same: configOf(sh) }).toEqual({
    exit: 2,
    stdout: "",
    same: before,
  });
  expect(again.shown).toContain("is there already");
});

test.each<[string, string, string]>([
  ["nobody to ask", "countersign init", "nobody is here to be asked"],
  ["no kind of callers", "countersign init --yes", "--callers is missing"],
  ["a kind that is none", "countersign init --yes --callers all", "it is api-key, oidc, development"],
  ["no meetings", "countersign init --yes --callers development", "--meetings is missing"],
  ["no issuer", "countersign init --yes --callers oidc", "--issuer is missing"],
  [
    "a file that is no JSON",
    "countersign init --yes --callers development --meetings 87270695528 --config a.ts",
    "what is written is JSON",
  ],
  ["no configuration", "countersign config check", "there is no configuration here"],
  ["another word", "countersign config show", "config wants the word check"],
  [
    "a setting beside the file",
    "COUNTERSIGN_MEETINGS=1 countersign serve --config a.json",
    "COUNTERSIGN_MEETINGS is set, and a configuration file says the same",
  ],
])("refuses %s", async (_what, line, message) => {
  const { exit, shown, stdout } = await shell().run(line);
  expect({ exit, stdout, said: shown.split("\n")[0] }).toEqual({
    exit: 2,
    stdout: "",
    said: expect.stringContaining(message),
  });
});

test("what is wrong with the file is one line and the way out, and exit code 2", async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-setup-"));
  const path = join(folder, "countersign.config.json");
  writeFileSync(path, JSON.stringify({ app: { sdkKey: KEY, sdkSecret: SECRET }, callers: {} }));
  const serve = await run(["serve", "--config", path], { env: {} });
  const check = await run(["config", "check", "--config", path], { env: {} });
  rmSync(folder, { recursive: true });
  expect(serve).toEqual({
    exit: 2,
    stdout: "",
    stderr: [
      "countersign: app.sdkSecret is written into the configuration itself",
      '  Put it into a file that only the server can read and write { "file": "…" }, or { "env": "NAME" }.',
      "  countersign explain setting-invalid",
      "",
    ].join("\n"),
  });
  expect(check).toEqual(serve);
});

test("two configurations in one folder: which is a guess", async () => {
  const sh = shell();
  await sh.run("countersign init --yes --callers development --meetings 87270695528");
  writeFileSync(join(sh.folder, "countersign.config.ts"), "export default {};");
  const { exit, shown } = await sh.run("countersign config check");
  expect({ exit, said: shown.split("\n")[0] }).toEqual({
    exit: 2,
    said: "countersign: countersign.config.ts and countersign.config.json are both here",
  });
});

test("with Zoom's API the table says what comes with a join, while a server runs with the same audit", async () => {
  const sh = shell();
  await sh.run(`countersign init --yes --callers api-key --meetings ${MEETING} --hosts`);
  const audit = { jsonl: "audit.jsonl", keys: { file: "secrets/audit-keys" } };
  const clientSecret = { file: "secrets/sdk-secret" };
  const account = { accountId: "own", clientId: "server_App_Id", clientSecret };
  const rules = [{ callers: "any", meetings: [MEETING], maxRole: 1, zoomUser: "ada" }];
  const config = {
    ...(configOf(sh) as object),
    policy: [{ rules }],
    state: { audit },
    zoom: { account, hostCheck: true },
  };
  writeFileSync(join(sh.folder, "countersign.config.json"), JSON.stringify(config));
  await sh.run("countersign serve --config countersign.config.json");
  const { exit, stdout } = await sh.run("countersign config check");
  expect({ exit, lines: stdout.split("\n") }).toEqual({
    exit: 0,
    lines: [
      "WHO        MEETINGS     AT MOST  COMES WITH                         BECAUSE OF",
      `key:first  ${MEETING}  as host  no host, as no Zoom user is named  its record in callers.apiKeys`,
      `key:first  ${MEETING}  as host  host check                         policy[0].rules[0]`,
      "",
      "Everything else is refused.",
      "",
    ],
  });
}, 30_000);
