import { describe, expect, test } from "vitest";
import { partsOf } from "../../src/access/access.ts";
import { type AuthenticatorFacts, authenticator, type Scope } from "../../src/access/caller.ts";
import { checkNothingToRecord, checkTenants } from "../../src/access/startable.ts";
import { MEETING } from "../facts.ts";

const one = (more: Partial<AuthenticatorFacts> = {}) =>
  authenticator(
    {
      prefix: "session:",
      tenants: ["north"],
      scopes: new Set<Scope>(["diagnose", "join:mint"]),
      fromBrowsers: true,
      challenge: "Session",
      ...more,
    },
    () => undefined,
  );
const withScopes = (...scopes: Scope[]) => one({ scopes: new Set(scopes) });

describe("where nothing records", () => {
  const refused = (may: string) =>
    expect.objectContaining({
      name: "StartUpError",
      code: "audit-missing",
      field: "state",
      message: `callers with ids that begin with session: may ${may}, and there is no audit to record it`,
      help: "Give the server an audit, or take the scope (maxRole 1 or native of an API key) away.",
    }) as Error;
  type Row = readonly [
    scopes: readonly Scope[],
    allowNative: boolean,
    tokens: boolean,
    may: string | undefined,
  ];
  const ROWS: readonly Row[] = [
    [["diagnose", "join:mint"], true, true, undefined],
    [["host:mint"], false, false, "host"],
    [["native:mint"], false, false, undefined],
    [["native:mint"], true, false, "have native signatures"],
    [["zak:read"], false, false, undefined],
    [["zak:read"], false, true, "have ZAKs"],
    [["obf:read"], true, false, undefined],
    [["obf:read"], false, true, "have OBF tokens"],
    [["obf:read", "zak:read", "native:mint", "host:mint"], true, true, "host"],
    [["obf:read", "zak:read", "native:mint"], true, true, "have native signatures"],
    [["obf:read", "zak:read"], true, true, "have ZAKs"],
  ];

  test.each(ROWS)("%o, native %s, tokens %s: %s", (scopes, allowNative, tokens, may) => {
    const start = () => checkNothingToRecord([one(), withScopes(...scopes)], allowNative, tokens);
    if (may === undefined) expect(start()).toBeUndefined();
    else expect(start).toThrow(refused(may));
  });

  test("the development mode starts all the same, and those beside it are looked at", () => {
    const scopes = new Set<Scope>(["host:mint", "native:mint"]);
    const development = one({ prefix: "development", scopes });
    expect(checkNothingToRecord([development], true, true)).toBeUndefined();
    expect(() => checkNothingToRecord([development, withScopes("host:mint")], true, true)).toThrow(
      refused("host"),
    );
  });
});

test.each<[readonly string[], readonly string[], string | undefined]>([
  [["north"], ["north"], undefined],
  [["north"], ["south", "north"], undefined],
  [[], ["north"], undefined],
  [["south"], ["north"], "south"],
  [["north", "south", "west"], ["north"], "south"],
])("callers of %o, and a server of %o", (of, known, unknown) => {
  const tenants = new Map(known.map((name) => [name, {}]));
  const start = () => checkTenants([one({ tenants: [] }), one({ tenants: of })], tenants);
  if (unknown === undefined) expect(start()).toBeUndefined();
  else {
    expect(start).toThrow(
      expect.objectContaining({
        name: "StartUpError",
        code: "tenant-invalid",
        field: "tenant",
        message: `callers with ids that begin with session: are of the tenant ${unknown}, which this server does not have`,
        help: "Name one of the tenants where these callers are set up.",
      }) as Error,
    );
  }
});

describe("an access", () => {
  const policy = () => "no" as const;
  const key = {
    id: "portal",
    sha256: "0".repeat(64),
    meetings: [MEETING],
    maxRole: 0,
    native: false,
  } as const;
  const caller = { tenant: "default", scopes: new Set<Scope>(), claims: {} };

  test("of parts is its parts", () => {
    const [first, second] = [one(), one({ prefix: "key:" })];
    expect(partsOf({ authenticate: first, policy })).toEqual({ authenticators: [first], policy });
    expect(partsOf({ authenticate: [first, second], policy })).toEqual({
      authenticators: [first, second],
      policy,
    });
  });

  test("of API keys knows them, and decides by their records", () => {
    const { authenticators, policy: decides } = partsOf({ kind: "api-keys", keys: [key] });
    expect(authenticators.map(({ facts }) => facts.prefix)).toEqual(["key:"]);
    const asked = { kind: "web", meetingNumber: MEETING, role: 0 } as const;
    expect(decides({ ...caller, id: "key:portal", method: "api-key" }, asked)).toMatchObject({ maxRole: 0 });
  });

  test("of the development mode knows whoever is here, and decides by its meetings", () => {
    const { authenticators, policy: decides } = partsOf({ kind: "development", meetings: [MEETING] });
    expect(authenticators.map(({ facts }) => facts.prefix)).toEqual(["development"]);
    const asked = { kind: "web", meetingNumber: MEETING, role: 0 } as const;
    expect(decides({ ...caller, id: "development", method: "development" }, asked)).toMatchObject({
      maxRole: 0,
    });
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "api-keys"],
    ["another kind", { kind: "open" }],
    ["nobody who authenticates", { authenticate: [], policy }],
    ["a function that is no authenticator", { authenticate: () => undefined, policy }],
    ["an object that is no authenticator", { authenticate: { facts: one().facts }, policy }],
    ["one that is none beside one", { authenticate: [one(), () => undefined], policy }],
    ["no policy", { authenticate: one() }],
    ["a policy that is none", { authenticate: one(), policy: "no" }],
    ["keys, and nobody who authenticates", { authenticate: undefined, kind: "api-keys", keys: [key] }],
  ])("that is none: %s", (_, access) => {
    expect(() => partsOf(access as never)).toThrow(
      new TypeError(
        'access has to be { authenticate, policy }, { kind: "api-keys", … } or { kind: "development", … }',
      ),
    );
  });
});
