import type { Module } from "./module.ts";
import { calledName, child, children, isCall, isMember, type Node, property, propertyNames } from "./node.ts";

/** Where the claims of a Meeting SDK signature are put together, in a file that signs. */
export interface Signing {
  readonly module: Module;
  /** The object literal. */
  readonly claims: Node;
  /** The value of a claim. */
  readonly claim: (name: string) => Node | undefined;
  /** A lifetime that the library turns into `exp`, as `expiresIn` of jsonwebtoken: its place and its seconds. */
  readonly lifetime?: { readonly node: Node; readonly option: string };
}

const TIMES = ["iat", "exp", "tokenExp"];
const KEYS = ["appKey", "sdkKey"];
/** What signs, by the name it is called by in the libraries in use. */
const SIGNERS = new Set([
  "sign",
  "signJwt",
  "signJWT",
  "createHmac",
  "HmacSHA256",
  "SignJWT",
  "createSigner",
]);

/** Every place of a module that makes claims for the Meeting SDK; none where nothing in the file signs. */
export function signingsOf(module: Module): readonly Signing[] {
  const calls = module.all("CallExpression", "OptionalCallExpression", "NewExpression");
  if (!calls.some((call) => SIGNERS.has(calledName(call) ?? ""))) return [];
  return module
    .all("ObjectExpression")
    .filter((object) => areClaims(propertyNames(object)))
    .map((claims) => {
      const lifetime = lifetimeOf(claims, calls, module);
      return {
        module,
        claims,
        claim: (name) => child(property(claims, name), "value"),
        ...(lifetime && { lifetime }),
      };
    });
}

/** Not the Video SDK's claims, which have `app_key`; and not what is given to `join()`, which has the signature. */
function areClaims(names: readonly string[]): boolean {
  const has = (wanted: readonly string[]) => wanted.some((name) => names.includes(name));
  if (has(["app_key", "tpc", "signature"])) return false;
  return (has([...KEYS, "mn"]) && has(TIMES)) || (has(KEYS) && has(["mn"]));
}

function lifetimeOf(claims: Node, calls: readonly Node[], module: Module): Signing["lifetime"] {
  for (const call of calls) {
    const [first, , third] = children(call, "arguments");
    const name = calledName(call);
    if (name === "sign" && module.scopes.resolve(first) === claims) {
      const node = child(property(module.scopes.resolve(third), "expiresIn"), "value");
      if (node) return { node, option: "expiresIn" };
    }
    if (name === "setExpirationTime" && first && root(call)) {
      const made = root(call);
      if (
        made?.type === "NewExpression" &&
        module.scopes.resolve(children(made, "arguments")[0]) === claims
      ) {
        return { node: first, option: "setExpirationTime" };
      }
    }
  }
  return undefined;
}

/** What a chain of calls begins with: `new SignJWT(…)` in `new SignJWT(…).setIssuedAt().sign(…)`. */
function root(call: Node): Node | undefined {
  let inner: Node | undefined = call;
  while (isCall(inner) || isMember(inner)) inner = child(inner, isCall(inner) ? "callee" : "object");
  return inner;
}
