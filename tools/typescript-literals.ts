/** Where texts stand in a TypeScript program, and what they say, by its syntax tree. */
import { parse as parseProgram } from "@babel/parser";

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Edit extends Place {
  readonly text: string;
}

/** A string, which is one piece, or a template, whose pieces stand around its holes. */
export interface Literal {
  readonly pieces: readonly string[];
  /** As many as pieces; those of a template reach over its marks, from `\`` to `${` and from `}` to `\``. */
  readonly places: readonly Place[];
}

/** A rule's object, and in it the member that has to stay a program. */
export interface RuleObject extends Place {
  readonly id: string;
  readonly check: Place;
}

interface Node extends Place {
  readonly type: string;
  readonly [member: string]: unknown;
}

export function edited(source: string, edits: readonly Edit[]): string {
  let done = 0;
  let result = "";
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < done) throw new Error(`two edits at ${start}`);
    result += source.slice(done, start) + text;
    done = end;
  }
  return result + source.slice(done);
}

export function literalsOf(path: string, source: string): Literal[] {
  const found: Literal[] = [];
  walk(parse(path, source), (node) => {
    const { type, start, end, value, quasis } = node;
    if (type === "Literal" && typeof value === "string") {
      found.push({ pieces: [value], places: [{ start, end }] });
    } else if (type === "TemplateLiteral") {
      const parts = quasis as readonly (Node & { value: { cooked: string }; tail: boolean })[];
      found.push({
        pieces: parts.map((part) => part.value.cooked),
        places: parts.map((part) => ({ start: part.start - 1, end: part.end + (part.tail ? 1 : 2) })),
      });
    }
  });
  return found;
}

/** The object given to `defineRule`, where a module has one. */
export function ruleIn(path: string, source: string): RuleObject | undefined {
  let found: RuleObject | undefined;
  walk(parse(path, source), (node) => {
    const { type, callee } = node;
    if (type !== "CallExpression" || (callee as { name?: unknown }).name !== "defineRule") return;
    const [object] = node.arguments as Node[];
    const members = (object?.properties ?? []) as readonly (Node & { key: { name: string }; value: Node })[];
    const id = members.find(({ key }) => key.name === "id")?.value.value;
    const check = members.find(({ key }) => key.name === "check");
    if (object && typeof id === "string" && check) {
      const { start, end } = object;
      found = { id, start, end, check: { start: check.start, end: check.end } };
    }
  });
  return found;
}

/** The expression that a constant of the module is set to. */
export function valueIn(path: string, source: string, constant: string): Place | undefined {
  let found: Place | undefined;
  walk(parse(path, source), ({ type, id, init }) => {
    if (type !== "VariableDeclarator" || (id as { name?: unknown }).name !== constant) return;
    const value = init as Node | null;
    if (value) found = { start: value.start, end: value.end };
  });
  return found;
}

function parse(path: string, source: string): Node {
  try {
    const { program } = parseProgram(source, { sourceType: "module", plugins: ["typescript", "estree"] });
    return program as unknown as Node;
  } catch (error) {
    throw new Error(`${path} cannot be read`, { cause: error });
  }
}

/** What TypeScript adds to an expression and a value stands in; all its other nodes are types. */
const WITH_VALUE = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

/** Calls for every node that is part of the running program: no type, no name of a member, no module's name. */
function walk(node: Node, call: (node: Node) => void): void {
  if (node.type.startsWith("TS")) {
    if (WITH_VALUE.has(node.type)) walk(node.expression as Node, call);
    return;
  }
  call(node);
  for (const [member, value] of Object.entries(node)) {
    if (member === "source" || (member === "key" && node.computed !== true)) continue;
    // The pieces of a template belong to it, and those of a tagged one are the tag's to read.
    if (member === "quasis" || (member === "quasi" && node.type === "TaggedTemplateExpression")) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, call);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Partial<Node>).type === "string";
}
