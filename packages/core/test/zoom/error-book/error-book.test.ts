import { describe, expect, it } from "vitest";
import {
  codeForServerText,
  type ErrorSurface,
  findZoomErrors,
  findZoomErrorsByText,
  GATEWAY_REASONS,
  isOnSurface,
  SERVER_TEXTS,
  ZOOM_ERRORS,
} from "../../../src/zoom/error-book/index.ts";

/** What the book has to have, written down apart from it. */
const EXPECTED: Record<Exclude<ErrorSurface, "web">, readonly number[]> = {
  "client-view": [
    0, 1, -1, 2, 3, 403, 3000, 3001, 3003, 3004, 3005, 3008, 3009, 3032, 3034, 3051, 3052, 3082, 3099, 3100,
    3110, 3135, 3136, 3265, 3603, 3604, 3606, 3608, 3609, 3610, 3611, 3620, 3621, 3622, 3623, 3624, 3625,
    3630, 3633, 3634, 3635, 3636, 3701, 3702, 3703, 3704, 3705, 3706, 3707, 3708, 3709, 3710, 3711, 3712,
    3713, 3714, 3715, 4000, 4001, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4011, 4012, 4013, 4014, 4015,
    4016, 4017, 4018, 4019, 6603, 10000, 13208,
  ],
  "component-view": [
    200, -3000, -1, 1, 3, 3000, 3004, 3008, 3051, 3099, 3704, 3705, 3706, 3707, 3708, 3709, 3710, 3711, 3712,
    3713, 4011, 4012, 4013, 4014, 4015, 4016, 4017, 4018, 5000, 5001, 5002, 5003, 5004, 5005, 5006, 5007,
    5008, 5009, 5010, 5011, 5012, 5013, 5014, 6000, 6001, 6024,
  ],
  "native-auth": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  "native-meeting": [23, 60, 61, 62, 63, 64, 82, 500, 501, 502, 503, 504, 505, 506, 1143],
  "native-sdkerr": [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14],
  android: [0, 1, 3, 4, 5, 6, 7, 8, 99, 100, 124, 3023, 6601],
  ios: [0, 1, 3, 4, 12],
  rest: [124, 200, 201, 300, 429, 1001, 3001, 4711],
  oauth: [4700, 4702, 4704, 4705, 4706, 4709, 4711, 4717, 4733, 4734, 4735, 4738, 4741],
};

const SURFACES = Object.keys(EXPECTED) as Exclude<ErrorSurface, "web">[];

describe.each(SURFACES)("error book, %s", (surface) => {
  const codes = ZOOM_ERRORS.filter((error) => isOnSurface(error, surface)).map(({ code }) => code);

  it("has every code", () => {
    expect(EXPECTED[surface].filter((code) => !codes.includes(code))).toEqual([]);
  });

  it("has each once", () => {
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  });
});

describe("each entry", () => {
  it.each(ZOOM_ERRORS.map((error) => [`${error.surface} ${error.code}`, error] as const))(
    "%s is whole",
    (_, error) => {
      expect(error.means).toMatch(/\S.*[.]$/s);
      expect(error.causes.length).toBeGreaterThan(0);
      for (const { cause, help } of error.causes) {
        expect(cause).toMatch(/\S.*\.$/);
        expect(help).toMatch(/\S.*\.$/);
      }
      expect(error.sources.length).toBeGreaterThan(0);
      for (const source of error.sources) {
        expect(source).toEqual({
          url: expect.stringMatching(/^https:\/\/\S+$/),
          says: expect.stringMatching(/\S/),
          read: "2026-11-24",
        });
      }
      expect(new Set(error.causes.map(({ cause }) => cause)).size).toBe(error.causes.length);
    },
  );

  it("says that it was measured exactly where it counts as observed", () => {
    const unlike = ZOOM_ERRORS.filter(
      ({ knownFrom, sources }) =>
        knownFrom === "observed" && !sources.some(({ says }) => says.startsWith("measured with")),
    );
    expect(unlike.map(({ code }) => code)).toEqual([]);
  });
});

describe("what Zoom's page leaves out or gets wrong", () => {
  it("names 3000 and 3005 as the SDK does", () => {
    expect([3000, 3005].map((code) => findZoomErrors(code).map(({ name }) => name))).toEqual([
      ["ANOTHER_MEETING_RUNNING"],
      ["EMAIL_REQUIRED"],
    ]);
  });

  it.each([3004, 3051, 3099, 3135, 2, 4012, 4014])("knows that client view is silent for %d", (code) => {
    const error = findZoomErrors(code).find((each) => isOnSurface(each, "client-view"));
    expect(error?.silentIn).toEqual(["client-view"]);
  });

  it.each([4014, 4015, 4016, 4017, 4018, 4019])("has %d with the note that the page has not", (code) => {
    expect(findZoomErrors(code).flatMap(({ notes }) => notes)).toContain(
      "Missing from Zoom's page of error codes (4014 to 4019 are).",
    );
  });
});

describe("findZoomErrors", () => {
  it.each<[number | string, string[]]>([
    [3712, ["web 3712"]],
    ["3712", ["web 3712"]],
    [" 3712 ", ["web 3712"]],
    [-3000, ["component-view -3000"]],
    ["\u22123000", ["component-view -3000"]],
    [-1, ["client-view -1", "component-view -1"]],
    [200, ["component-view 200", "rest 200"]],
    ["4711", ["rest 4711", "oauth 4711"]],
    [124, ["android 124", "rest 124"]],
    ["meeting_not_start", ["web 3008"]],
    ["FAIL", ["client-view 1", "component-view 200"]],
    [424242, []],
    ["", []],
    ["3712x", []],
    ["constructor", []],
    [Number.NaN, []],
    [3712.5, []],
    [Number.POSITIVE_INFINITY, []],
  ])("%j", (code, expected) => {
    expect(findZoomErrors(code).map((error) => `${error.surface} ${error.code}`)).toEqual(expected);
  });
});

describe("findZoomErrorsByText", () => {
  it.each<[string, number[]]>([
    ["Signature is invalid.", [3712]],
    ["signature is invalid", [3712]],
    ["The signature has expired.\n", [3705]],
    ["connection error", [200, -3000]],
    ["Cannot not host another meeting concurrently.", [3711]],
    ["Fail to join the meeting.", [1, 200]],
    ["", []],
    [".", []],
    ["something else", []],
  ])("%j", (text, expected) => {
    expect(findZoomErrorsByText(text).map(({ code }) => code)).toEqual(expected);
  });
});

describe("server texts and media server reasons", () => {
  it.each<[200 | 3000 | 3136, string, number, number]>([
    [200, "Invalid signature.", 3712, 3712],
    [200, "Invalid signature", 1, 200],
    [200, "The signature has expired.", 3705, 3705],
    [200, "The api key is wrong.", 3704, 3704],
    [200, "No permission", 3713, 3713],
    [200, "No permission.", 1, 200],
    [200, "Can not be host in other account's meeting.", 3711, 3711],
    [200, "Token error", 1, 200],
    [3136, "Token error", 3623, 200],
    [3000, "Invalid meeting ID.", 3703, 3000],
    [3000, "else", 1, 3000],
  ])("%d %j", (serverCode, text, client, component) => {
    expect([
      codeForServerText(serverCode, text, "client-view"),
      codeForServerText(serverCode, text, "component-view"),
    ]).toEqual([client, component]);
  });

  it("lead to codes that the book explains, on the surface that shows them", () => {
    const known = (code: number, surface: ErrorSurface): boolean =>
      findZoomErrors(code).some((error) => isOnSurface(error, surface));
    expect(SERVER_TEXTS.filter(({ clientView }) => !known(clientView, "client-view"))).toEqual([]);
    expect(SERVER_TEXTS.filter(({ componentView }) => !known(componentView, "component-view"))).toEqual([]);
    expect(
      GATEWAY_REASONS.filter(({ code, views }) => !known(code, views === "both" ? "web" : views)),
    ).toEqual([]);
  });
});
