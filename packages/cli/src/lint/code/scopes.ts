import { child, children, FUNCTIONS, isFunction, keyOf, type Node, nameOf, plain } from "./node.ts";

/** What a name stands for. */
export interface Binding {
  readonly kind: "value" | "parameter" | "function" | "import";
  /** What it was set to; absent where that is not known, or not the same all the time. */
  readonly value?: Node;
  /** Where it was taken out of the value: `role` in `const { role } = value`. */
  readonly member?: string;
  /** For a parameter: its function, and which one it is. */
  readonly of?: Node;
  readonly index?: number;
  /** For an import: the module. */
  readonly from?: string;
}

export interface Scopes {
  readonly lookUp: (identifier: Node) => Binding | undefined;
  /** The object, function or other expression behind names, when it is set once. */
  readonly resolve: (node: Node | undefined) => Node | undefined;
  /** Modules that are imported or required. */
  readonly modules: ReadonlySet<string>;
}

type Draft = { -readonly [Key in keyof Binding]: Binding[Key] };

const HOLDS_NAMES = new Set(["BlockStatement", "Program", "ForStatement", "ForOfStatement", "CatchClause"]);
const MANY_STEPS = 20;

export function readScopes(
  root: Node,
  all: (...types: readonly string[]) => readonly Node[],
  parentOf: (node: Node) => Node | undefined,
): Scopes {
  const scopes = new Map<Node, Map<string, Draft>>();
  const modules = new Set<string>();

  const scopeOf = (node: Node, isScope: (node: Node) => boolean): Node => {
    let up = parentOf(node);
    while (up !== undefined && !isScope(up)) up = parentOf(up);
    return up ?? root;
  };
  const nearest = (node: Node) => scopeOf(node, (each) => HOLDS_NAMES.has(each.type) || isFunction(each));
  const outermost = (node: Node) => scopeOf(node, (each) => each.type === "Program" || isFunction(each));
  const declare = (scope: Node, name: string | undefined, binding: Draft) => {
    if (name === undefined) return;
    const names = scopes.get(scope) ?? new Map<string, Draft>();
    scopes.set(scope, names);
    // Declared twice: which one holds where is not looked at.
    names.set(name, names.has(name) ? { kind: binding.kind } : binding);
  };

  for (const node of all("VariableDeclarator")) {
    const scope = parentOf(node)?.kind === "var" ? outermost(node) : nearest(node);
    const value = plain(child(node, "init"));
    declarePattern(child(node, "id"), value && { value }, (name, found) =>
      declare(scope, name, { kind: "value", ...found }),
    );
    const required = requiredBy(value);
    if (required !== undefined) modules.add(required);
  }
  for (const node of all("FunctionDeclaration")) {
    declare(nearest(node), nameOf(child(node, "id")), { kind: "function", value: node });
  }
  for (const node of all(...FUNCTIONS)) {
    for (const [index, parameter] of children(node, "params").entries()) {
      declarePattern(parameter, undefined, (name, { member }) =>
        declare(node, name, {
          kind: "parameter",
          of: node,
          index,
          ...(member !== undefined && { member }),
        }),
      );
    }
  }
  for (const node of all("ImportDeclaration")) {
    const from = child(node, "source")?.value;
    if (typeof from !== "string") continue;
    modules.add(from);
    for (const specifier of children(node, "specifiers")) {
      const member = nameOf(child(specifier, "imported"));
      declare(root, nameOf(child(specifier, "local")), {
        kind: "import",
        from,
        ...(member !== undefined && { member }),
      });
    }
  }

  const lookUp = (identifier: Node): Draft | undefined => {
    const name = nameOf(identifier);
    if (name === undefined) return undefined;
    for (let up: Node | undefined = identifier; up !== undefined; up = parentOf(up)) {
      const found = scopes.get(up)?.get(name);
      if (found) return found;
    }
    return undefined;
  };

  /** Set after they were declared. */
  const assigned = new Set<Draft>();
  for (const node of all("AssignmentExpression", "UpdateExpression")) {
    const target = child(node, node.type === "UpdateExpression" ? "argument" : "left");
    const binding = target && lookUp(target);
    if (!binding) continue;
    const right = plain(child(node, "right"));
    const first = binding.kind === "value" && binding.value === undefined && !assigned.has(binding);
    assigned.add(binding);
    if (first && node.operator === "=" && right) binding.value = right;
    else delete binding.value;
  }

  const resolve: Scopes["resolve"] = (node) => {
    let inner = plain(node);
    for (let steps = 0; steps < MANY_STEPS && nameOf(inner) !== undefined; steps++) {
      const binding: Binding | undefined = inner && lookUp(inner);
      if (binding?.value === undefined || binding.member !== undefined) return inner;
      inner = plain(binding.value);
    }
    return inner;
  };
  return { lookUp, resolve, modules };
}

/** The names that a pattern declares: `a`, `{ a, b: c }`, `{ a = 1 }`. Lists and nested patterns are left out. */
function declarePattern(
  pattern: Node | undefined,
  of: { readonly value: Node } | undefined,
  declare: (name: string | undefined, found: { readonly value?: Node; readonly member?: string }) => void,
): void {
  const inner = pattern?.type === "TSParameterProperty" ? child(pattern, "parameter") : pattern;
  const bare = inner?.type === "AssignmentPattern" ? child(inner, "left") : inner;
  if (bare?.type === "ObjectPattern") {
    for (const each of children(bare, "properties")) {
      const value = child(each, "value");
      const name = nameOf(value?.type === "AssignmentPattern" ? child(value, "left") : value);
      const member = keyOf(each);
      declare(name, { ...of, ...(member !== undefined && { member }) });
    }
  } else declare(nameOf(bare), { ...of });
}

function requiredBy(value: Node | undefined): string | undefined {
  const call = value?.type === "MemberExpression" ? child(value, "object") : value;
  if (call?.type !== "CallExpression" || nameOf(child(call, "callee")) !== "require") return undefined;
  const from = children(call, "arguments")[0]?.value;
  return typeof from === "string" ? from : undefined;
}
