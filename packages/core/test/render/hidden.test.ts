import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import type { Evidence } from "../../src/diagnose/evidence.ts";
import { evidenceOf } from "../../src/diagnose/example.ts";
import { RULES } from "../../src/diagnose/rules/index.ts";
import { hiddenOf } from "../../src/render/hidden.ts";
import { toMarkdown } from "../../src/render/markdown.ts";
import { reportDocument } from "../../src/render/report.ts";

it.each<[string, Evidence, string[]]>([
  ["a signature, and its parts", { signature: "aa.bb.cc" }, ["aa.bb.cc", "bb", "cc"]],
  ["a signature in an object", { signature: { data: { signature: "aa" } } }, ["aa"]],
  ["one that works", { works: "aa.bb" }, ["aa.bb", "bb"]],
  ["words for no signature", { signature: "undefined" }, []],
  ["an object as text", { signature: "[object Promise]" }, []],
  [
    "credentials, others too",
    { credentials: { sdkKey: "key", sdkSecret: "secret", others: { old: "before" } } },
    ["key", "secret", "before"],
  ],
  ["the meeting's number", { expected: { meetingNumber: 87270695528, role: 1 } }, ["87270695528"]],
  [
    "of the call what names or opens",
    {
      joinCall: {
        passWord: "pw",
        passcode: "pc",
        userName: "Jane",
        userEmail: "j@x.invalid",
        zak: "z",
        obfToken: "o",
        leaveUrl: "https://x.invalid/u",
        role: 1,
        lang: "en",
      },
    },
    ["pw", "pc", "Jane", "j@x.invalid", "z", "o", "https://x.invalid/u"],
  ],
  [
    "of the meeting what names or opens",
    {
      meeting: {
        id: 87270695528,
        uuid: "u==",
        topic: "Talk",
        host_id: "h",
        host_email: "h@x.invalid",
        start_url: "s",
        password: "p",
        settings: { alternative_hosts: "a@x.invalid", waiting_room: true },
        status: "waiting",
        type: 2,
      },
    },
    ["87270695528", "u==", "Talk", "h", "h@x.invalid", "s", "p", "a@x.invalid"],
  ],
])("hides %s", (_what, evidence, hidden) => {
  expect(hiddenOf(evidence)).toEqual(hidden);
});

it("takes anything for evidence", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("signature", "joinCall", "meeting", "works"), fc.anything()),
      (given) => {
        expect(hiddenOf(given as Evidence).every((text) => typeof text === "string")).toBe(true);
      },
    ),
  );
});

const examples = RULES.flatMap((rule) =>
  rule.examples.failing.map((example) => ({ id: rule.id, name: example.name, example })),
);

describe("as markdown to be posted", () => {
  it.each(examples)("$id: $name holds no twelve characters of what is hidden", ({ example }) => {
    const evidence = evidenceOf(example);
    const hide = hiddenOf(evidence);
    const text = toMarkdown(reportDocument(diagnose(evidence), { share: true, hide }));
    const runs = hide.flatMap((one) =>
      Array.from({ length: Math.max(0, one.length - 11) }, (_, start) => one.slice(start, start + 12)),
    );
    expect(runs.filter((run) => text.includes(run))).toEqual([]);
    expect(text).not.toMatch(/(?<![\d.])872\D?7069\D?5528/);
  });
});
