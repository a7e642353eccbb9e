import * as z from "zod/mini";
import { SCOPES } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import type { PolicyRule } from "../access/policy-list.ts";
import type { SessionOptions } from "../access/session.ts";
import type { ConfigFile, WebhooksConfig } from "./config.ts";
import { Address, isFunction, Secret, Secrets, Text, Texts } from "./schema-parts.ts";
import { Zoom } from "./schema-zoom.ts";

const Count = z.int().check(z.gte(1), z.lte(1_000_000_000));
const OffOrCount = z.union([z.literal(false), Count]);
const Tenant = z.optional(Text);
const Scopes = z.optional(z.array(z.enum(SCOPES)));
const Lifetime = z.optional(z.int().check(z.gte(1800), z.lte(172_800)));

const App = z.strictObject({
  sdkKey: Text,
  sdkSecret: Secrets,
});

const Oidc = z.strictObject({
  issuer: Text,
  audience: z.union([Text, Texts]),
  jwks: Text,
  algorithms: z.optional(z.array(z.enum(["ES256", "EdDSA", "PS256", "RS256"])).check(z.minLength(1))),
  name: z.optional(Text),
  tenant: Tenant,
  scopes: Scopes,
  clockTolerance: z.optional(z.int().check(z.gte(0), z.lte(60))),
  maxTokenAge: z.optional(z.int().check(z.gte(1), z.lte(3600))),
  typ: z.optional(Text),
});

const Callers = z.strictObject({
  apiKeys: z.optional(z.strictObject({ file: Text })),
  signedRequests: z.optional(
    z
      .array(z.strictObject({ id: Text, secret: Secret, scopes: Scopes, tenant: Tenant }))
      .check(z.minLength(1)),
  ),
  oidc: z.optional(z.array(Oidc).check(z.minLength(1))),
  session: z.optional(
    z.strictObject({
      authenticate: z.custom<SessionOptions["authenticate"]>(isFunction),
      scopes: Scopes,
      tenants: z.optional(Texts),
    }),
  ),
  development: z.optional(
    z.strictObject({
      meetings: z.array(Text),
      maxRole: z.optional(z.literal([0, 1])),
      native: z.optional(z.boolean()),
    }),
  ),
});

const OfAny = { callers: z.union([z.literal("any"), Texts]), tenant: Tenant, maxLifetime: Lifetime };
const Rule = z.strictObject({
  ...OfAny,
  native: z.optional(z.literal(true)),
  meetings: z.optional(z.union([z.literal("any"), Texts])),
  resource: z.optional(Text),
  maxRole: z.optional(z.literal([0, 1])),
  zoomUser: z.optional(Text),
  userName: z.optional(Text),
  passcode: z.optional(Text),
  account: z.optional(z.literal(["other", "own"])),
  participant: z.optional(z.literal(["app", "guest", "signed-in"])),
}) as unknown as z.ZodMiniType<PolicyRule>;

const PolicyPart = z
  .strictObject({
    claims: z.optional(
      z.strictObject({
        meetings: z.optional(Texts),
        zoomUser: z.optional(Texts),
        userName: z.optional(Texts),
        maxLifetime: Lifetime,
      }),
    ),
    rules: z.optional(z.array(Rule).check(z.minLength(1))),
    hook: z.optional(
      z.strictObject({
        url: Text,
        token: z.optional(Secret),
        cacheSeconds: z.optional(z.int().check(z.gte(0), z.lte(30))),
      }),
    ),
    decide: z.optional(z.custom<Policy>(isFunction)),
  })
  .check(
    z.refine(
      (part) => Object.values(part).filter((one) => one !== undefined).length === 1,
      "needs exactly one of claims, rules, hook and decide",
    ),
  );

const State = z.strictObject({
  replicas: z.optional(z.int().check(z.gte(1), z.lte(10_000))),
  redis: z.optional(
    z.strictObject({
      url: Address,
      username: z.optional(Text),
      password: z.optional(Secret),
      keys: Secrets,
      prefix: z.optional(Text),
    }),
  ),
  audit: z.optional(
    z
      .strictObject({
        sqlite: z.optional(Text),
        jsonl: z.optional(Text),
        postgres: z.optional(Address),
        keys: Secrets,
      })
      .check(
        z.refine(
          ({ sqlite, jsonl, postgres }) => [sqlite, jsonl, postgres].filter(Boolean).length === 1,
          "needs exactly one of sqlite, jsonl and postgres",
        ),
      ),
  ),
});

const Limits = z.strictObject({
  person: z.optional(OffOrCount),
  server: z.optional(OffOrCount),
  meeting: z.optional(OffOrCount),
  address: z.optional(OffOrCount),
  hostsPerMinute: z.optional(Count),
  hostsPerHour: z.optional(Count),
  obfTokensPerMinute: z.optional(Count),
  linksPerMinute: z.optional(Count),
  distinctMeetings: z.optional(OffOrCount),
});

const Webhooks = z.strictObject({
  path: z.optional(z.string().check(z.regex(/^\/[A-Za-z0-9_/-]{1,200}$/))),
  secrets: Secrets,
  onDeauthorized: z.optional(z.custom<NonNullable<WebhooksConfig["onDeauthorized"]>>(isFunction)),
  onEvent: z.optional(z.custom<NonNullable<WebhooksConfig["onEvent"]>>(isFunction)),
});

const Port = z.int().check(z.gte(0), z.lte(65_535));

const Metrics = z.strictObject({
  host: z.optional(Text),
  port: z.optional(Port),
  withApp: z.optional(z.literal(true)),
  token: z.optional(Secrets),
});

/** Holds to {@link ConfigFile}: what the compiler lets through and what a file may say are the same. */
export const Config: z.ZodMiniType<ConfigFile> = z.strictObject({
  $schema: z.optional(Text),
  listen: z.optional(z.strictObject({ host: z.optional(Text), port: z.optional(Port) })),
  app: z.optional(App),
  tenants: z.optional(z.record(Text, App)),
  callers: Callers,
  policy: z.optional(z.array(PolicyPart).check(z.minLength(1))),
  allowNative: z.optional(z.boolean()),
  corsOrigins: z.optional(z.array(Text)),
  limits: z.optional(Limits),
  state: z.optional(State),
  webhooks: z.optional(Webhooks),
  zoom: z.optional(Zoom),
  metrics: z.optional(Metrics),
  meetingsOf: z.optional(z.literal(["other", "own"])),
});
