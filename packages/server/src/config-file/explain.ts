import type { ApiKey } from "../access/api-key.ts";
import { scopesOfKey } from "../access/api-keys.ts";
import { PEOPLE, type Scope, SERVERS } from "../access/caller.ts";
import type { PolicyRule } from "../access/policy-list.ts";
import type { PolicyConfig } from "./config.ts";
import { comesWith } from "./explain-zoom.ts";
import type { Settings } from "./settings.ts";

/** One line of what the configuration allows: who, for what, and how much at most. */
export interface Allowed {
  /** The id of one caller, or what the ids of several begin with and `*`. */
  readonly caller: string;
  readonly meetings: string;
  /** The highest role, or `native`; `nothing` where the caller's scopes let nothing of it through. */
  readonly atMost: "as host" | "as participant" | "native" | "nothing" | "what it answers" | "what it says";
  /** Where it stands. */
  readonly because: string;
  /** What `POST /v1/join` adds from Zoom, and what is asked there before. Absent where Zoom's API is not set up. */
  readonly comesWith?: string;
}

/** With what is needed to say what comes with it. */
interface Line extends Allowed {
  readonly of?: Pick<Kind, "scopes" | "tenant">;
  /** Whether a Zoom user may be named with it. */
  readonly zoomUser?: boolean;
}

interface Kind {
  /** One id, or what the ids of several begin with and `*`. */
  readonly name: string;
  /** Its credential carries claims. */
  readonly claims: boolean;
  readonly scopes: ReadonlySet<Scope>;
  readonly tenant: string | undefined;
}

/** What is allowed to whom. Whatever stands in none of its lines is refused. */
export function explainSettings(settings: Settings): readonly Allowed[] {
  return linesOf(settings).map(({ of, zoomUser, ...allowed }) => {
    if (settings.zoom === undefined) return allowed;
    const comes = { atMost: allowed.atMost, zoomUser: zoomUser ?? false, tenant: of?.tenant };
    return { ...allowed, comesWith: comesWith(settings.zoom, of?.scopes ?? new Set(), comes) };
  });
}

function linesOf(settings: Settings): readonly Line[] {
  const { config, apiKeys = [] } = settings;
  const { development } = config.callers;
  if (development) return explainDevelopment(development, config.allowNative ?? false);
  const native = config.allowNative ?? false;
  return [
    ...apiKeys.flatMap((key) => explainKey(key, native)),
    ...kindsOf(settings).flatMap((kind) =>
      (config.policy ?? []).flatMap((part, index) => explainPart(part, `policy[${index}]`, kind, native)),
    ),
  ];
}

function explainDevelopment(
  {
    meetings,
    maxRole = 0,
    native,
  }: { meetings: readonly string[]; maxRole?: 0 | 1 | undefined; native?: boolean | undefined },
  allowNative: boolean,
): Allowed[] {
  const caller = "anybody on this machine";
  const because = "callers.development";
  return [
    ...meetings.map((number) => ({ caller, meetings: number, atMost: roleName(maxRole), because })),
    ...((native ?? allowNative) && allowNative
      ? [{ caller, meetings: "any", atMost: "native" as const, because }]
      : []),
  ];
}

function explainKey(key: ApiKey, native: boolean): Allowed[] {
  const caller = `key:${key.id}`;
  const scopes = scopesOfKey(key);
  const because = "its record in callers.apiKeys";
  return [
    { caller, meetings: listed(key.meetings), atMost: limited(key.maxRole, scopes), because },
    ...(key.native && native
      ? [
          {
            caller,
            meetings: "any",
            atMost: scopes.has("native:mint") ? ("native" as const) : ("nothing" as const),
            because,
          },
        ]
      : []),
  ];
}

function explainPart(part: PolicyConfig, place: string, kind: Kind, native: boolean): Line[] {
  const caller = kind.name;
  if (part.claims) {
    if (!kind.claims) return [];
    const path = (part.claims.meetings ?? ["zoom", "m"]).join(".");
    const canHost = kind.scopes.has("host:mint");
    return [
      {
        caller,
        meetings: `those that its token names in ${path}`,
        atMost: canHost ? "what it says" : "as participant",
        because: `${place}.claims`,
        of: kind,
        zoomUser: part.claims.zoomUser !== undefined,
      },
    ];
  }
  if (part.hook) {
    return [
      {
        caller,
        meetings: `those that ${new URL(part.hook.url).host} allows`,
        atMost: "what it answers",
        because: `${place}.hook`,
        of: kind,
        zoomUser: true,
      },
    ];
  }
  if (part.decide) {
    return [
      {
        caller,
        meetings: "those that a function allows",
        atMost: "what it answers",
        because: `${place}.decide`,
        of: kind,
        zoomUser: true,
      },
    ];
  }
  return (part.rules ?? []).flatMap((rule, index) =>
    explainRule(rule, `${place}.rules[${index}]`, kind, native),
  );
}

function explainRule(rule: PolicyRule, because: string, kind: Kind, native: boolean): Line[] {
  if ((rule.tenant ?? "default") !== (kind.tenant ?? "default")) return [];
  const callers = rule.callers === "any" ? [kind.name] : rule.callers.filter((id) => isOf(id, kind));
  if ("native" in rule && rule.native) {
    if (!native) return [];
    const atMost = kind.scopes.has("native:mint") ? "native" : "nothing";
    return callers.map((caller) => ({ caller, meetings: "any", atMost, because }));
  }
  if (!("meetings" in rule)) return [];
  return callers.map((caller) => ({
    caller,
    meetings:
      rule.resource === undefined ? listed(rule.meetings) : `${listed(rule.meetings)} (as ${rule.resource})`,
    atMost: limited(rule.maxRole, kind.scopes),
    because,
    of: kind,
    zoomUser: rule.zoomUser !== undefined,
  }));
}

/** Everybody but the holders of API keys, who have lines of their own; policies count for those too. */
function kindsOf({ config: { callers }, apiKeys, requestKeys = [] }: Settings): Kind[] {
  return [
    ...(apiKeys ?? []).map((key) => ({
      name: `key:${key.id}`,
      claims: false,
      scopes: scopesOfKey(key),
      tenant: key.tenant,
    })),
    ...requestKeys.map(({ id, scopes, tenant }) => ({
      name: `hmac:${id}`,
      claims: false,
      scopes: scopes === undefined ? SERVERS : new Set(scopes),
      tenant,
    })),
    ...(callers.oidc ?? []).map(({ issuer, name, scopes, tenant }) => ({
      name: `oidc:${name ?? hostOf(issuer)}:*`,
      claims: true,
      scopes: scopes === undefined ? PEOPLE : new Set(scopes),
      tenant,
    })),
    ...(callers.session
      ? [
          {
            name: "session:*",
            claims: true,
            scopes: callers.session.scopes === undefined ? PEOPLE : new Set(callers.session.scopes),
            tenant: undefined,
          },
        ]
      : []),
  ];
}

function isOf(id: string, { name }: Kind): boolean {
  return name.endsWith("*") ? id.startsWith(name.slice(0, -1)) : id === name;
}

function limited(maxRole: 0 | 1, scopes: ReadonlySet<Scope>): Allowed["atMost"] {
  if (maxRole === 1 && scopes.has("host:mint")) return "as host";
  return scopes.has("join:mint") ? "as participant" : "nothing";
}

function roleName(maxRole: 0 | 1): Allowed["atMost"] {
  return maxRole === 1 ? "as host" : "as participant";
}

function listed(meetings: "any" | readonly string[]): string {
  if (meetings.length === 0) return "none by itself";
  return meetings === "any" ? "any" : meetings.join(", ");
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
