import { REFUSALS } from "@countersign/core";
import { findZoomErrors, RULES, ZOOM_ERRORS } from "@countersign/core/diagnose";
import { expect, test } from "vitest";
import { PROBLEMS } from "../src/http/problems.ts";
import { DEVELOPMENT, matrix } from "./support.ts";

matrix("explain", DEVELOPMENT, (send, { overHttp }) => {
  const explain = async (code: string) => {
    const answer = await send({ method: "GET", path: `/v1/explain/${encodeURIComponent(code)}` });
    return { status: answer.status, ...JSON.parse(answer.text) };
  };

  test("a code of this server, which core refuses with too", async () => {
    expect(await explain("role-invalid")).toEqual({
      status: 200,
      code: "role-invalid",
      meanings: [
        {
          kind: "answer",
          title: "The role is neither 0 nor 1",
          status: 400,
          help: 'Give 0 to take part or 1 to host; "0" and "1" are taken too.',
        },
        { kind: "refusal", ...REFUSALS["role-invalid"] },
      ],
    });
  });

  test("a rule", async () => {
    const { code, meanings } = await explain("two-segments");
    expect([code, meanings]).toEqual([
      "two-segments",
      [
        {
          kind: "rule",
          title: "The third part is missing",
          cause: "encoding",
          why: expect.stringMatching(/^The third part is a hash/),
          examples: [
            {
              name: "What is signed was returned, not the signed token",
              finding: expect.objectContaining({ certainty: "proven", at: "signature" }),
            },
          ],
          sources: [expect.objectContaining({ url: expect.stringContaining("rfc7515") })],
          docs: "docs/rules/two-segments.md",
        },
      ],
    ]);
  });

  test.each(["3712", "-3000", "MEETING_NOT_START", "meeting_not_start"])("Zoom's %s", async (code) => {
    const expected = findZoomErrors(code).map((error) => ({ kind: "zoom-error", ...error }));
    expect(expected.length).toBeGreaterThan(0);
    expect(await explain(code)).toEqual({
      status: 200,
      code,
      meanings: JSON.parse(JSON.stringify(expected)),
    });
  });

  test("every code is explained", async () => {
    // Over HTTP it is the same, slower.
    const codes = new Set([
      ...Object.keys(PROBLEMS),
      ...Object.keys(REFUSALS),
      ...RULES.map(({ id }) => id),
      ...ZOOM_ERRORS.map(({ code }) => String(code)),
    ]);
    for (const code of overHttp ? [...codes].slice(0, 5) : codes) {
      const { status, meanings } = await explain(code);
      expect([code, status]).toEqual([code, 200]);
      expect(meanings.length).toBeGreaterThan(0);
    }
  });

  test.each(["nothing-of-the-kind", "9999999", "constructor", "toString", " ", "%"])(
    "there is no %o",
    async (code) => {
      expect((await explain(code)).type).toBe("/v1/explain/not-found");
    },
  );
});
