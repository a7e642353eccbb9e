import type * as z from "zod/mini";
import { refuseToStart } from "../errors.ts";
import type { ConfigFile } from "./config.ts";
import { nameShown } from "./name-shown.ts";
import { nearest } from "./nearest.ts";
import { Config } from "./schema.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Members whose value is a secret: what stands there is not repeated. */
const SECRETS = new Set(["clientSecret", "sdkSecret", "secret", "secrets", "keys", "token", "password"]);

/**
 * @param value What the file says.
 * @throws StartUpError for the first thing that is wrong with it: what, where, and the way out
 */
export function parseConfig(value: unknown): ConfigFile {
  const parsed = Config.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) return refuse([], "is not a configuration", "See docs/configuration.md.");
  return tell(deepest(issue), value);
}

/** Of the ways that something may be written, the one that was most likely meant: the one that went furthest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  let best: Issue = issue;
  for (const [inner] of issue.errors) {
    if (inner === undefined) continue;
    const whole = deepest({ ...inner, path: [...issue.path, ...inner.path] } as Issue);
    if (whole.path.length > best.path.length || (whole.code === "unrecognized_keys" && best === issue))
      best = whole;
  }
  return best;
}

function tell(issue: Issue, value: unknown): never {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return unknownKey(path, issue.keys);
  const found = at(value, path);
  if (isSecretPlace(path) && typeof found === "string") {
    return refuse(
      path,
      "is written into the configuration itself",
      'Put it into a file that only the server can read and write { "file": "…" }, or { "env": "NAME" }.',
    );
  }
  if (found === undefined && issue.code !== "custom") {
    return refuse(path, "is missing", `Add it; docs/configuration.md says what it is.`);
  }
  return refuse(path, described(issue), "docs/configuration.md says what it may be.");
}

function unknownKey(path: Path, keys: readonly string[]): never {
  const [key = ""] = keys;
  const known = keysAt(Config, path);
  const meant = nearest(key, known);
  return refuseToStart(
    "setting-unknown",
    nameOf([...path, key]),
    `${nameOf([...path, key])} is no setting of this server`,
    meant === undefined ? `Known here: ${known.join(", ")}.` : `Did you mean ${nameOf([...path, meant])}?`,
  );
}

function described(issue: Issue): string {
  switch (issue.code) {
    case "custom":
      return issue.message === "Invalid input" ? "is not a function" : issue.message;
    case "invalid_type":
      return `is not ${article(issue.expected)}`;
    case "invalid_value":
      return `is not one of ${issue.values.map((one) => JSON.stringify(one)).join(", ")}`;
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? "is empty"
        : `is less than ${issue.minimum}`;
    case "too_big":
      return issue.origin === "string" ? "is too long" : `is more than ${issue.maximum}`;
    case "invalid_format":
      return "is not written as it has to be";
    case "invalid_union":
      return "is of another kind than it has to be";
    default:
      return "is not what it has to be";
  }
}

function article(kind: string): string {
  const named: Readonly<Record<string, string>> = {
    int: "a whole number",
    array: "a list",
    object: "an object",
  };
  return named[kind] ?? (kind === "record" ? "an object" : `a ${kind}`);
}

function refuse(path: Path, what: string, help: string): never {
  const name = nameOf(path);
  return refuseToStart("setting-invalid", name, `${name} ${what}`, help);
}

/** As one would write it in a program: `callers.oidc[0].issuer`. */
function nameOf(path: Path): string {
  const text = path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${nameShown(String(part)).slice(0, 64)}`))
    .join("");
  return text.replace(/^\./, "") || "the configuration";
}

function isSecretPlace(path: Path): boolean {
  const name = path.findLast((part) => typeof part === "string");
  return typeof name === "string" && SECRETS.has(name);
}

function at(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, part)) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

/** What zod keeps of a schema, as far as names of members go. */
interface Definition {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
}
interface Schema {
  readonly _zod: { readonly def: unknown };
}

function keysAt(schema: Schema, path: Path): string[] {
  const def = schema._zod.def as Definition;
  if (def.innerType) return keysAt(def.innerType, path);
  if (def.options) return [...new Set(def.options.flatMap((option) => keysAt(option, path)))];
  const [part, ...rest] = path;
  if (part === undefined) return Object.keys(def.shape ?? {});
  const next = def.element ?? def.valueType ?? def.shape?.[String(part)];
  return next ? keysAt(next, rest) : [];
}
