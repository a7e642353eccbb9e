import type { Module } from "./module.ts";
import {
  calledName,
  child,
  children,
  isMember,
  keyOf,
  type Node,
  pathOf,
  plain,
  propertyNames,
} from "./node.ts";

/** A call of the Meeting SDK's `join()` whose options are an object literal. */
export interface JoinCall {
  readonly module: Module;
  readonly view: "client-view" | "component-view";
  readonly call: Node;
  readonly options: Node;
}

export function joinCallsOf(module: Module): readonly JoinCall[] {
  return module.all("CallExpression", "OptionalCallExpression").flatMap((call): JoinCall[] => {
    const callee = plain(child(call, "callee"));
    if (!isMember(callee) || calledName(call) !== "join") return [];
    const options = module.scopes.resolve(children(call, "arguments")[0]);
    if (options?.type !== "ObjectExpression" || !propertyNames(options).includes("signature")) return [];
    const view = viewOf(child(callee, "object"), module);
    return view ? [{ module, view, call, options }] : [];
  });
}

const CLIENT_VIEW = /^(?:(?:window|globalThis|self)\.)?ZoomMtg$/;
const CREATE_CLIENT = /(?:^|\.)ZoomMtgEmbedded\.createClient$/;

function viewOf(object: Node | undefined, module: Module): JoinCall["view"] | undefined {
  const path = pathOf(object);
  if (path !== undefined && CLIENT_VIEW.test(path)) return "client-view";
  if (createsClient(module.scopes.resolve(object))) return "component-view";
  const field = /^this\.([^.]+)$/.exec(path ?? "")?.[1];
  return field !== undefined && createsClientInField(field, module) ? "component-view" : undefined;
}

function createsClient(node: Node | undefined): boolean {
  const callee = node && child(node, "callee");
  return callee !== undefined && CREATE_CLIENT.test(pathOf(callee) ?? "");
}

function createsClientInField(field: string, module: Module): boolean {
  return (
    module
      .all("ClassProperty", "ClassPrivateProperty")
      .some((each) => keyOf(each) === field && createsClient(plain(child(each, "value")))) ||
    module
      .all("AssignmentExpression")
      .some(
        (each) =>
          pathOf(child(each, "left")) === `this.${field}` && createsClient(plain(child(each, "right"))),
      )
  );
}
