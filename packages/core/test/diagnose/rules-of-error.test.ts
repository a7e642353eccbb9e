import { findZoomErrors, rulesOfError } from "@countersign/core/diagnose";
import { describe, expect, it } from "vitest";

const on = (code: number, surface: string): readonly string[] =>
  findZoomErrors(code)
    .filter((error) => error.surface === surface)
    .flatMap(rulesOfError);

describe("the rules that look into an error", () => {
  it.each<[number, string, readonly string[]]>([
    [4014, "web", ["obf-refused"]],
    [4012, "web", ["anonymous-join", "companion-not-accepted"]],
    [23, "client-view", []],
  ])("%d on %s", (code, surface, rules) => {
    expect(on(code, surface)).toEqual(rules);
  });

  it("keeps apart what the same number means elsewhere", () => {
    const everywhere = findZoomErrors(3).map((error) => [error.surface, rulesOfError(error)] as const);
    expect(everywhere.filter(([, rules]) => rules.length > 0).map(([surface]) => surface)).toEqual([
      "client-view",
      "component-view",
    ]);
    expect(everywhere.length).toBeGreaterThan(1);
  });
});
