import { describe, expect, it } from "vitest";
import {
  ADVISED_WEB_SDK,
  appKeyClaim,
  compareVersions,
  isBelowAdvised,
  joinsByScriptRequest,
  NEWEST_WEB_SDK_SEEN,
  needsAppKeyClaim,
  PUBLISHED_WEB_SDKS,
  parseVersion,
  type SdkVersion,
  takesLegacySignature,
  takesObfToken,
  WEB_SDK_FACTS,
  wantsSdkKeyInJoin,
} from "../../../src/zoom/sdk-versions.ts";

describe("parseVersion", () => {
  it.each<[string, SdkVersion | undefined]>([
    ["6.2.0", [6, 2, 0]],
    ["v6.2", [6, 2, 0]],
    [" 3.13.1 ", [3, 13, 1]],
    ["6.2.0_20260618_ES6_release", [6, 2, 0]],
    ["6.2.0-beta.1", [6, 2, 0]],
    ["^6.2.0", undefined],
    ["6", undefined],
    ["", undefined],
    ["6.2.0.1", undefined],
    ["latest", undefined],
    ["999999.0.0", undefined],
  ])("%j", (text, expected) => {
    expect(parseVersion(text)).toEqual(expected);
  });
});

describe("compareVersions", () => {
  it.each<[SdkVersion, SdkVersion, number]>([
    [[3, 8, 10], [3, 8, 5], 1],
    [[3, 9, 0], [3, 13, 0], -1],
    [[6, 2, 0], [6, 2, 0], 0],
    [[4, 0, 0], [3, 99, 99], 1],
  ])("%j %j", (a, b, sign) => {
    expect([Math.sign(compareVersions(a, b)), Math.sign(compareVersions(b, a))]).toEqual([
      sign,
      sign === 0 ? 0 : -sign,
    ]);
  });
});

describe("questions by version", () => {
  const row = (version: string): readonly unknown[] => [
    takesLegacySignature(version),
    wantsSdkKeyInJoin(version),
    appKeyClaim(version, "client-view"),
    appKeyClaim(version, "component-view"),
    needsAppKeyClaim(version, "client-view"),
    needsAppKeyClaim(version, "component-view"),
    takesObfToken(version),
    joinsByScriptRequest(version, "client-view"),
    joinsByScriptRequest(version, "component-view"),
    isBelowAdvised(version),
  ];

  it.each<[string, readonly unknown[]]>([
    ["2.2.4", [true, false, "not-read", "not-read", false, false, false, true, true, true]],
    ["2.6.9", [true, true, "not-read", "not-read", false, false, false, true, true, true]],
    ["2.7.0", [false, true, "not-read", "not-read", false, false, false, true, true, true]],
    ["3.13.2", [false, true, "not-read", "not-read", false, false, false, true, true, true]],
    ["4.0.0", [false, false, "preferred", "preferred", false, false, false, true, true, true]],
    ["5.0.0", [false, false, "documented", "documented", true, true, true, true, false, true]],
    ["5.1.2", [false, false, "documented", "documented", true, true, true, true, false, true]],
    ["5.1.4", [false, false, "documented", "documented", true, true, true, true, false, false]],
    ["6.0.0", [false, false, "required", "documented", true, true, true, false, false, false]],
    ["6.2.0", [false, false, "required", "documented", true, true, true, false, false, false]],
    ["99.0.0", [false, false, "required", "documented", true, true, true, false, false, false]],
    ["latest", Array.from({ length: 10 })],
  ])("%s", (version, expected) => {
    expect(row(version)).toEqual(expected);
  });
});

describe("the facts", () => {
  it("are named once, with a source", () => {
    expect(new Set(WEB_SDK_FACTS.map(({ id }) => id)).size).toBe(WEB_SDK_FACTS.length);
    for (const { source, from, before } of WEB_SDK_FACTS) {
      expect(source).toEqual({
        url: expect.stringMatching(/^https:\/\/\S+$/),
        says: expect.stringMatching(/\S/),
        read: "2026-11-24",
      });
      for (const bound of [from, before]) if (bound !== undefined) expect(parseVersion(bound)).toBeDefined();
    }
  });

  it("list the published versions upwards, to the newest seen", () => {
    const parsed = PUBLISHED_WEB_SDKS.map((text) => parseVersion(text) ?? ([0, 0, 0] as const));
    expect(parsed.toSorted(compareVersions)).toEqual(parsed);
    expect(PUBLISHED_WEB_SDKS.at(-1)).toBe(NEWEST_WEB_SDK_SEEN);
    expect(PUBLISHED_WEB_SDKS).toContain(ADVISED_WEB_SDK);
  });
});
