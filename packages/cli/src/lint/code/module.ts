import { parse } from "@babel/parser";
import type { SourceFile } from "../project/source-file.ts";
import { isNode, type Node } from "./node.ts";
import { readScopes, type Scopes } from "./scopes.ts";

/** One script: a file of its own, or what stands between the script tags of a page. */
export interface Module {
  readonly file: SourceFile;
  /** Where the script begins in the file. */
  readonly base: number;
  readonly text: string;
  /** Every node of these types, in the order of the text. */
  readonly all: (...types: readonly string[]) => readonly Node[];
  readonly parentOf: (node: Node) => Node | undefined;
  readonly scopes: Scopes;
}

export type Language = "js" | "ts" | "tsx";

/** A script that cannot be parsed, or not in the depth it is nested, gives undefined. */
export function readModule(
  file: SourceFile,
  text: string = file.text,
  base: number = 0,
  language: Language = "js",
): Module | undefined {
  const root = rootOf(text, language);
  if (root === undefined) return undefined;
  const byType = new Map<string, Node[]>();
  const parents = new Map<Node, Node>();
  for (const node of nodesBelow(root, parents)) {
    const same = byType.get(node.type);
    if (same) same.push(node);
    else byType.set(node.type, [node]);
  }
  const all: Module["all"] = (...types) => {
    const [only] = types;
    if (types.length === 1 && only !== undefined) return byType.get(only) ?? [];
    return types.flatMap((type) => byType.get(type) ?? []).sort((a, b) => a.start - b.start);
  };
  const parentOf = (node: Node) => parents.get(node);
  return { file, base, text, all, parentOf, scopes: readScopes(root, all, parentOf) };
}

function rootOf(text: string, language: Language): Node | undefined {
  try {
    const root: unknown = parse(text, {
      sourceType: "unambiguous",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      allowSuperOutsideMethod: true,
      allowUndeclaredExports: true,
      errorRecovery: true,
      plugins: ["decorators-legacy", ...pluginsFor(language)],
    }).program;
    return isNode(root) ? root : undefined;
  } catch {
    // A syntax error, or nesting deeper than the stack: either way it is told as not read.
    return undefined;
  }
}

function pluginsFor(language: Language): ("jsx" | "typescript")[] {
  if (language === "js") return ["jsx"];
  return language === "ts" ? ["typescript"] : ["typescript", "jsx"];
}

/** Comments hang on the nodes too, and are none. */
const NOT_CODE = new Set(["loc", "extra", "leadingComments", "innerComments", "trailingComments", "errors"]);

/** In the order of the text, with a stack of its own: a tree may be deeper than the call stack is. */
function nodesBelow(root: Node, parents: Map<Node, Node>): Node[] {
  const found: Node[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    found.push(node);
    const below: Node[] = [];
    for (const [field, value] of Object.entries(node)) {
      if (NOT_CODE.has(field)) continue;
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) below.push(each);
    }
    for (const each of below) parents.set(each, node);
    for (const each of below.reverse()) stack.push(each);
  }
  return found;
}
