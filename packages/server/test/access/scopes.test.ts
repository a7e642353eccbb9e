import { expect, test } from "vitest";
import { SCOPES } from "../../src/access/caller.ts";
import { checkScopes } from "../../src/access/scopes.ts";

test.each<[string, unknown, readonly string[]]>([
  ["a list", ["join:mint", "diagnose"], ["join:mint", "diagnose"]],
  ["a set", new Set(["host:mint"]), ["host:mint"]],
  ["one twice", ["join:mint", "join:mint"], ["join:mint"]],
  ["all that there are", SCOPES, SCOPES],
  ["none", [], []],
])("%s", (_, scopes, known) => {
  expect(checkScopes(scopes, "the session")).toEqual(new Set(known));
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a text", "join:mint"],
  ["an object", { 0: "join:mint", length: 1 }],
  ["a map", new Map([["join:mint", true]])],
  ["an unknown one", ["join:mint", "host"]],
  ["an empty one", [""]],
  ["one in capitals", ["JOIN:MINT"]],
  ["one that is no text", [undefined]],
])("does not start with %s", (_, scopes) => {
  expect(() => checkScopes(scopes, "the key portal")).toThrow(
    expect.objectContaining({
      name: "StartUpError",
      code: "setting-invalid",
      field: "scopes",
      message: "the scopes of the key portal are not a list of known ones",
      help: "The scopes are diagnose, host:mint, join:mint, native:mint, obf:read, zak:read.",
    }) as Error,
  );
});
