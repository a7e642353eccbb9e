/**
 * A node of the tree as Babel gives it. Only the fields that are asked for are looked at, each with its own
 * check: the parser's types have some 250 kinds of node, of which the rules know twenty.
 */
export interface Node {
  readonly type: string;
  /** UTF-16 units from the beginning of the text that was parsed. */
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

export function child(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

export function children(node: Node | undefined, field: string): readonly Node[] {
  const value: unknown = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** What changes nothing when the program runs. */
const WRAPPERS = new Set([
  "ParenthesizedExpression",
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
]);

export function plain(node: Node | undefined): Node | undefined {
  let inner = node;
  while (inner !== undefined && WRAPPERS.has(inner.type)) inner = child(inner, "expression");
  return inner;
}

interface Call extends Node {
  readonly type: "CallExpression" | "OptionalCallExpression";
}
interface Member extends Node {
  readonly type: "MemberExpression" | "OptionalMemberExpression";
}
interface FunctionNode extends Node {
  readonly type:
    | "ArrowFunctionExpression"
    | "ClassMethod"
    | "ClassPrivateMethod"
    | "FunctionDeclaration"
    | "FunctionExpression"
    | "ObjectMethod";
}

export const FUNCTIONS: readonly FunctionNode["type"][] = [
  "ArrowFunctionExpression",
  "ClassMethod",
  "ClassPrivateMethod",
  "FunctionDeclaration",
  "FunctionExpression",
  "ObjectMethod",
];

export function isCall(node: Node | undefined): node is Call {
  return node?.type === "CallExpression" || node?.type === "OptionalCallExpression";
}

export function isMember(node: Node | undefined): node is Member {
  return node?.type === "MemberExpression" || node?.type === "OptionalMemberExpression";
}

export function isFunction(node: Node | undefined): node is FunctionNode {
  return FUNCTIONS.some((type) => type === node?.type);
}

/** The text of a string or a template without blanks. */
export function textOf(node: Node | undefined): string | undefined {
  const inner = plain(node);
  if (inner?.type === "StringLiteral") return typeof inner.value === "string" ? inner.value : undefined;
  if (inner?.type !== "TemplateLiteral" || children(inner, "expressions").length > 0) return undefined;
  const value = children(inner, "quasis")[0]?.value;
  return typeof value === "object" && value !== null && "cooked" in value && typeof value.cooked === "string"
    ? value.cooked
    : undefined;
}

export function numberOf(node: Node | undefined): number | undefined {
  const inner = plain(node);
  return inner?.type === "NumericLiteral" && typeof inner.value === "number" ? inner.value : undefined;
}

export function nameOf(node: Node | undefined): string | undefined {
  return node?.type === "Identifier" && typeof node.name === "string" ? node.name : undefined;
}

/** The name of a member of an object, or of a property in one: `a.b`, `a["b"]`, `{ b: 1 }`, `{ "b": 1 }`. */
export function keyOf(node: Node | undefined): string | undefined {
  const key = isMember(node) ? child(node, "property") : child(node, "key");
  return node?.computed === true ? textOf(key) : (nameOf(key) ?? textOf(key));
}

/** No name looked for has more parts; without an end, a chain of a thousand would be read a thousand times. */
const PATH_MAX = 12;

/** `a.b.c` as a text; undefined where anything else stands in it. `this` and `import.meta` are named so. */
export function pathOf(node: Node | undefined): string | undefined {
  const names: string[] = [];
  let inner = plain(node);
  while (isMember(inner)) {
    const key = keyOf(inner);
    if (key === undefined || names.length === PATH_MAX) return undefined;
    names.unshift(key);
    inner = plain(child(inner, "object"));
  }
  const root =
    inner?.type === "ThisExpression"
      ? "this"
      : inner?.type === "MetaProperty"
        ? "import.meta"
        : nameOf(inner);
  return root === undefined ? undefined : [root, ...names].join(".");
}

/** The last word of what is called: `sign` in `KJUR.jws.JWS.sign(…)` and in `sign(…)`. */
export function calledName(call: Node): string | undefined {
  const callee = plain(child(call, "callee"));
  return isMember(callee) ? keyOf(callee) : nameOf(callee);
}

/** The value of a property of an object literal, the last of that name; a method or a spread is none. */
export function property(object: Node | undefined, name: string): Node | undefined {
  return children(object, "properties").findLast(
    (each) => each.type === "ObjectProperty" && keyOf(each) === name,
  );
}

export function propertyNames(object: Node): readonly string[] {
  return children(object, "properties").flatMap((each) => keyOf(each) ?? []);
}

export function hasSpread(object: Node): boolean {
  return children(object, "properties").some((each) => each.type === "SpreadElement");
}
