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
  numberOf,
  pathOf,
  plain,
  textOf,
} from "./node.ts";

/** `scale` times the milliseconds since 1970, and `offset` more: seconds since 1970 have a scale of 1/1000. */
export interface Time {
  readonly scale: number;
  /** Undefined where something was added whose value is not in the text. */
  readonly offset: number | undefined;
}

const MILLISECONDS: Time = { scale: 1, offset: 0 };
const SECONDS: Time = { scale: 1 / 1000, offset: 0 };

const close = (a: number, b: number) => Math.abs(a - b) < 1e-12;
export const isMilliseconds = (time: Time): boolean => close(time.scale, MILLISECONDS.scale);
export const isSeconds = (time: Time): boolean => close(time.scale, SECONDS.scale);

const DEPTH_MAX = 40;
const PASS_ON = new Set(["Math.floor", "Math.round", "Math.ceil", "Math.trunc", "Number", "Number.parseInt"]);

/** What an expression is as a function of the time now; undefined where the text does not say. */
export function timeOf(node: Node | undefined, module: Module, depth: number = 0): Time | undefined {
  const expression = plain(node);
  if (expression === undefined || depth > DEPTH_MAX) return undefined;
  const inner = (part: Node | undefined) => timeOf(part, module, depth + 1);

  const number = numberOf(expression);
  if (number !== undefined) return { scale: 0, offset: number };
  if (nameOf(expression) !== undefined) {
    const binding = module.scopes.lookUp(expression);
    return binding?.kind === "value" && binding.member === undefined ? inner(binding.value) : undefined;
  }
  if (expression.type === "BinaryExpression") {
    const [left, right] = [child(expression, "left"), child(expression, "right")];
    return combined(expression.operator, inner(left), inner(right));
  }
  if (expression.type === "UnaryExpression") {
    const argument = child(expression, "argument");
    if (expression.operator === "+") return isNewDate(argument, module) ? MILLISECONDS : inner(argument);
    const value = inner(argument);
    return expression.operator === "-" && value ? times(value, -1) : undefined;
  }
  return isCall(expression) ? timeOfCall(expression, module, inner) : undefined;
}

function combined(operator: unknown, left: Time | undefined, right: Time | undefined): Time | undefined {
  switch (operator) {
    case "+":
    case "-":
      return sum(left, right && operator === "-" ? times(right, -1) : right);
    case "*":
      return product(left, right) ?? product(right, left);
    case "/":
      return right?.scale === 0 && right.offset
        ? product(left, { scale: 0, offset: 1 / right.offset })
        : undefined;
    case "|":
    case ">>>":
      // `| 0` cuts the fraction off; on milliseconds it would cut more, and nobody's token lives long with that.
      return left && right?.scale === 0 && right.offset === 0 && isSeconds(left) ? left : undefined;
    default:
      return undefined;
  }
}

/** Where one side is not known it is taken for a length of time, not for a time: nobody adds two of those. */
function sum(left: Time | undefined, right: Time | undefined): Time | undefined {
  if (left && right) {
    const known = left.offset !== undefined && right.offset !== undefined;
    return {
      scale: left.scale + right.scale,
      offset: known ? (left.offset ?? 0) + (right.offset ?? 0) : undefined,
    };
  }
  const known = left ?? right;
  return known && known.scale !== 0 ? { scale: known.scale, offset: undefined } : undefined;
}

function product(value: Time | undefined, factor: Time | undefined): Time | undefined {
  return value && factor?.scale === 0 && factor.offset !== undefined
    ? times(value, factor.offset)
    : undefined;
}

function times({ scale, offset }: Time, factor: number): Time {
  return { scale: scale * factor, offset: offset === undefined ? undefined : offset * factor };
}

function timeOfCall(
  call: Node,
  module: Module,
  inner: (part: Node | undefined) => Time | undefined,
): Time | undefined {
  const path = pathOf(child(call, "callee"));
  const [first] = children(call, "arguments");
  if (path === "Date.now") return MILLISECONDS;
  if (path !== undefined && (PASS_ON.has(path) || path === "parseInt" || path === "parseFloat")) {
    return path === "Number" && isNewDate(first, module) ? MILLISECONDS : inner(first);
  }
  // jsrsasign's own clock, in seconds.
  if (path?.endsWith("IntDate.get")) return textOf(first)?.trim() === "now" ? SECONDS : undefined;
  const callee = plain(child(call, "callee"));
  if (isMember(callee)) {
    const on = child(callee, "object");
    const name = calledName(call);
    if (name === "getTime" || name === "valueOf") return isNewDate(on, module) ? MILLISECONDS : undefined;
    const clock = plain(on);
    if (name === "unix" && isCall(clock) && children(clock, "arguments").length === 0) {
      return ["moment", "dayjs"].includes(pathOf(child(clock, "callee")) ?? "") ? SECONDS : undefined;
    }
    return undefined;
  }
  // A small function of the same file: what it returns, where that is one expression.
  const called = module.scopes.resolve(callee);
  return isFunction(called) && children(called, "params").length === 0 ? inner(returned(called)) : undefined;
}

/** `new Date()`, the time now, or a name for it. */
function isNewDate(node: Node | undefined, module: Module): boolean {
  const made = module.scopes.resolve(node);
  return (
    made?.type === "NewExpression" &&
    nameOf(child(made, "callee")) === "Date" &&
    children(made, "arguments").length === 0
  );
}

function returned(called: Node): Node | undefined {
  const body = child(called, "body");
  if (body?.type !== "BlockStatement") return body;
  const [only, ...others] = children(body, "body");
  return only?.type === "ReturnStatement" && others.length === 0 ? child(only, "argument") : undefined;
}
