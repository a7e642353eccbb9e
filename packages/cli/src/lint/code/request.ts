import type { Module } from "./module.ts";
import {
  calledName,
  child,
  children,
  isCall,
  isFunction,
  isMember,
  type Node,
  nameOf,
  pathOf,
  plain,
} from "./node.ts";

/** Express, Fastify, Koa, Next, and what names them usually have. */
const REQUEST_DATA =
  /^(?:(?:req|request)|(?:ctx|context|c)\.(?:req|request)|event)\.(?:body|query|params|queryStringParameters)(?:\.|$)/;
/** Hono, Fetch, URLs: the data comes out of a call. */
const REQUEST_CALL = /(?:^|\.)(?:req|request)\.(?:json|formData|query|param)$|(?:^|\.)searchParams\.get$/;

const STEPS_MAX = 12;

/** Whether a value is what the caller of an endpoint sent, as far as the file shows. */
export function isFromRequest(node: Node | undefined, module: Module, step: number = 0): boolean {
  const value = plain(node);
  if (value === undefined || step > STEPS_MAX) return false;
  const follow = (next: Node | undefined) => isFromRequest(next, module, step + 1);

  if (REQUEST_DATA.test(pathOf(value) ?? "")) return true;
  if (nameOf(value) !== undefined) {
    const binding = module.scopes.lookUp(value);
    if (binding?.kind === "value") return follow(binding.value) || isDataOf(binding.value, binding.member);
    if (binding?.kind === "parameter" && binding.member === undefined) {
      return isFromRequestInCalls(binding.of, binding.index ?? 0, module, step);
    }
    return false;
  }
  if (isMember(value)) return follow(child(value, "object"));
  if (value.type === "AwaitExpression" || value.type === "UnaryExpression") {
    return follow(child(value, "argument"));
  }
  // `req.body.role ?? 0`: whoever sends one, gets it.
  if (value.type === "LogicalExpression") return follow(child(value, "left"));
  if (isCall(value)) {
    const given = children(value, "arguments");
    if (REQUEST_CALL.test(pathOf(child(value, "callee")) ?? "")) return true;
    // Number(…), parseInt(…, 10), schema.parse(…), JSON.parse(…): it is still what was sent.
    const [only, ...others] = given;
    const converts = others.length === 0 || calledName(value) === "parseInt";
    return converts && follow(only);
  }
  return false;
}

/** `const { body } = req`. */
function isDataOf(value: Node | undefined, member: string | undefined): boolean {
  const path = pathOf(value);
  return path !== undefined && member !== undefined && REQUEST_DATA.test(`${path}.${member}`);
}

/** Every call in the file of the function whose parameter it is gives it what was sent. */
function isFromRequestInCalls(of: Node | undefined, index: number, module: Module, step: number): boolean {
  if (!isFunction(of)) return false;
  const calls = module
    .all("CallExpression", "OptionalCallExpression")
    .filter((call) => module.scopes.resolve(child(call, "callee")) === of);
  return (
    calls.length > 0 &&
    calls.every((call) => isFromRequest(children(call, "arguments")[index], module, step + 1))
  );
}

const CONDITIONS = [
  "IfStatement",
  "ConditionalExpression",
  "SwitchStatement",
  "LogicalExpression",
  "BinaryExpression",
];
const ABOUT_WHO_IS_HOST = /role|host|admin|owner|teacher|organi[sz]er|moderator|instructor|permission/i;
const COMPARISONS = new Set(["===", "==", "!==", "!=", ">", "<", ">=", "<=", "in"]);

/**
 * Whether anything in the file decides by a role or by who is host. What it decides is not understood, so that a
 * file which looks at the role in any way is left alone.
 */
export function decidesByRole(module: Module): boolean {
  return module.all(...CONDITIONS).some((condition) => {
    if (condition.type === "BinaryExpression" && !COMPARISONS.has(String(condition.operator))) return false;
    if (condition.type === "LogicalExpression" && condition.operator !== "&&") return false;
    const field =
      condition.type === "SwitchStatement"
        ? ["discriminant"]
        : condition.type === "BinaryExpression" || condition.type === "LogicalExpression"
          ? ["left", "right"]
          : ["test"];
    return field.some((name) => {
      const part = child(condition, name);
      return part !== undefined && ABOUT_WHO_IS_HOST.test(module.text.slice(part.start, part.end));
    });
  });
}
