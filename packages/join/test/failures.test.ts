import { diagnose } from "@countersign/core/diagnose";
import { expect, it } from "vitest";
import type { JoinEvidence } from "../src/error.ts";
import { refused, silent, waiting } from "../src/failures.ts";
import { knownLine } from "../src/shown.ts";
import { behindCode } from "../src/stopped.ts";
import { signature } from "./fakes.ts";

const NOTHING: JoinEvidence = { steps: [], console: [], requests: [], blocked: [], shown: [] };
const evidence = { signature: signature(), client: { view: "client" } };
const hung = diagnose({ ...evidence, error: { hungSeconds: 60 } });

it.each<[string, Partial<JoinEvidence>, message: string, cause: string]>([
  ["nothing seen", {}, "Zoom's first endpoint (`/api/v1/wc/info`) has not answered", "network"],
  [
    "a file missing",
    { requests: ["localhost/sdk/lib/av/js_media.min.js 404, after 5 ms"] },
    "a file of its own is missing: localhost/sdk/lib/av/js_media.min.js 404, after 5 ms",
    "network",
  ],
  [
    "a first answer",
    { requests: ["zoom.us/api/v1/wc/info, after 30 ms"] },
    "Zoom's first answer came, and the meeting's server (`/wc/ping`) has not answered",
    "join-call",
  ],
  [
    "a ping that failed",
    { requests: ["zoom.us/api/v1/wc/info 200, after 30 ms", "gateway.zoom.us/wc/ping/…, after 90 ms"] },
    "the meeting's server (`gateway.zoom.us/wc/ping`) could not be asked, or its answer was withheld",
    "network",
  ],
  [
    "a ping that the SDK gave up",
    { requests: ["zoom.us/api/v1/wc/info 200, after 30 ms", "gateway.zoom.us/wc/ping/…, after 10068 ms"] },
    "the meeting's server (`gateway.zoom.us/wc/ping`) has not answered within 10 s",
    "network",
  ],
  [
    "a ping",
    { requests: ["zoom.us/api/v1/wc/info 200, after 30 ms", "gateway.zoom.us/wc/ping/… 200, after 20 ms"] },
    "Zoom let the join through, and the meeting's WebSocket has not brought it in",
    "network",
  ],
  [
    "a preview",
    { shown: ["Mute", 'By clicking "Join", you agree to our Terms of Service and Privacy Statement.'] },
    "it shows its preview, and waits for the person to press Join",
    "join-call",
  ],
  [
    "a warning that says nothing about it",
    { console: ["The sdkKey will be deprecated in the signature"] },
    "Zoom's first endpoint (`/api/v1/wc/info`) has not answered",
    "network",
  ],
])("a silence with %s is told as far as it came", (_, seen, message, cause) => {
  const failure = silent("joined", 60, { ...NOTHING, ...seen }, hung);
  expect([failure.code, failure.message, failure.cause]).toEqual([
    "sdk-silent",
    `the SDK called nothing back for 60 s: ${message}`,
    cause,
  ]);
});

const EXAMINE = (message: string): typeof hung =>
  diagnose({ ...evidence, error: { hungSeconds: 60, message } });

it("what says nothing leaves the silence to be explained", () => {
  const lines = { shown: ["Joining Meeting...", "Join"], console: ["false", "Logger info is not enabled."] };
  expect(knownLine(lines, EXAMINE)).toBeUndefined();
});

it.each([
  {
    lines: { shown: ["Passcode wrong", "Join"], console: ["false"] },
    cause: "meeting",
    rule: "passcode-wrong",
    says: 'shows "Passcode wrong"',
  },
  {
    lines: { shown: ["View"], console: ["false", "The OBF token is invalid. Please check the OBF token."] },
    cause: "role-or-companion-token",
    rule: "obf-refused",
    says: 'wrote to the console "The OBF token is invalid. Please check the OBF token."',
  },
  {
    lines: { shown: [], console: ["Anonymous joins are not allowed for this SDK app."] },
    cause: "app-configuration",
    rule: "anonymous-join",
    says: 'wrote to the console "Anonymous joins are not allowed for this SDK app."',
  },
])("what client view does not call back is the cause: it $says", ({ lines, cause, rule, says }) => {
  const shown = knownLine(lines, EXAMINE);
  if (!shown) throw new Error("the line was not known");
  const failure = waiting(shown, 60);
  expect([failure.code, failure.cause, shown.report.verdict?.rule]).toEqual(["sdk-silent", cause, rule]);
  expect(failure.message).toBe(
    `the SDK called nothing back for 60 s and ${says}: ${shown.report.verdict?.message}`,
  );
});

it.each<[string, readonly string[], byScript: boolean, is: readonly string[]]>([
  [
    "a reset",
    ["zoom.us/api/v1/wc/info, after 30 ms"],
    false,
    [
      "zoom-unreachable",
      "Zoom's first endpoint (`zoom.us/api/v1/wc/info`) could not be asked, or its answer was withheld",
    ],
  ],
  [
    "a status",
    ["zoom.us/api/v1/wc/info 500, after 30 ms"],
    false,
    ["zoom-unreachable", "Zoom's first endpoint (`zoom.us/api/v1/wc/info`) answered 500"],
  ],
  ["a script, whose status is hidden", ["zoom.us/api/v1/wc/info, after 30 ms"], true, ["zoom-refused", ""]],
  [
    "a script that failed",
    ["zoom.us/api/v1/wc/info failed", "zoom.us/api/v1/wc/info, after 30 ms"],
    true,
    [
      "zoom-unreachable",
      "Zoom's first endpoint (`zoom.us/api/v1/wc/info`) could not be asked, or its answer was no answer",
    ],
  ],
  ["an answer", ["zoom.us/api/v1/wc/info 200, after 30 ms"], false, ["zoom-refused", ""]],
])("code 1 with %s is told by the request behind it", (_, requests, byScript, [code, words = ""]) => {
  const report = diagnose({ ...evidence, error: { code: "1" } });
  const stop = behindCode({ code: "1", message: "no" }, { ...NOTHING, requests }, byScript);
  const failure = refused({ code: "1", message: "no" }, "client", report, stop);
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(words);
});

it("a refusal that 3.13.1 has no name for is Zoom's, and not the network's", () => {
  const zoom = { code: "200", message: "Fail to join the meeting." };
  const report = diagnose({ ...evidence, error: zoom });
  const requests = ["zoom.us/api/v1/wc/info, after 30 ms", "gateway.zoom.us/wc/ping/… 200, after 35 ms"];
  const stop = behindCode(zoom, { ...NOTHING, requests }, true);
  expect(refused(zoom, "component", report, stop).code).toBe("zoom-refused");
});

const blocked = ["connect-src https://zoom.us/api/v1/wc/info"];

it("what the page's policy blocks explains a silence", () => {
  const report = diagnose({ client: { ...evidence.client, blocked }, error: { hungSeconds: 60 } });
  const { message, cause } = silent("joined", 60, { ...NOTHING, blocked }, report);
  expect([message, cause]).toEqual([
    "the SDK called nothing back for 60 s: the page's content security policy blocks `connect-src https://zoom.us/api/v1/wc/info`",
    "network",
  ]);
});

it.each([
  ["1", "zoom-unreachable"],
  ["3712", "zoom-refused"],
])("a blocked request explains code %s: %s", (code, is) => {
  const report = diagnose({ ...evidence, client: { view: "client", blocked }, error: { code } });
  expect(refused({ code, message: "no" }, "client", report, undefined).code).toBe(is);
});
