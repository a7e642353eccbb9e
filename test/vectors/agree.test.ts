/** The core agrees with the vectors, and node:crypto, which knows nothing of ours, agrees with both. */
import { createHmac } from "node:crypto";
import {
  CountersignError,
  createSigner,
  type NativeRequest,
  type SignerOptions,
  verify,
  type WebRequest,
} from "@countersign/core";
import { diagnose, type Evidence, RULES } from "@countersign/core/diagnose";
import { describe, expect, test } from "vitest";
import type { DiagnoseVector } from "../../tools/vectors/diagnose-vectors.ts";
import type { RefuseVector } from "../../tools/vectors/refuse-vectors.ts";
import type { SignVector } from "../../tools/vectors/sign-vectors.ts";
import type { VerifyVector } from "../../tools/vectors/verify-vectors.ts";
import { vectors } from "./read.ts";

describe("sign.json", () => {
  test.each(vectors<SignVector>("sign"))("$name", (vector) => {
    const { kind, sdkKey, sdkSecret, now, backdateSeconds, request, claims, header, payload, signature } =
      vector;
    const signer = createSigner({ sdkKey, sdkSecret, backdateSeconds, now: () => now });
    const signed =
      kind === "web"
        ? signer.sign(request as unknown as WebRequest)
        : signer.signNative(request as NativeRequest);
    expect(signed.signature).toBe(signature);

    // In words of RFC 7515: the texts encoded, a dot between, and the HMAC over that.
    const [first, second, third] = signature.split(".");
    expect([
      Buffer.from(first ?? "", "base64url").toString(),
      Buffer.from(second ?? "", "base64url").toString(),
    ]).toEqual([header, payload]);
    expect(createHmac("sha256", sdkSecret).update(`${first}.${second}`).digest("base64url")).toBe(third);
    expect(payload).toBe(JSON.stringify(claims));
    expect(JSON.parse(header)).toEqual({ alg: "HS256", typ: "JWT" });
  });
});

describe("verify.json", () => {
  const all = vectors<VerifyVector>("verify");

  test.each(all)("$name", ({ signature, secrets, now, verdict, secretIndex }) => {
    const result = verify(signature, secrets, { now });
    expect(
      result.ok ? { verdict: "valid", secretIndex: result.secretIndex } : { verdict: result.problem },
    ).toEqual(verdict === "valid" ? { verdict, secretIndex } : { verdict });
  });

  test.each(
    all.filter(({ verdict }) =>
      ["valid", "mac-mismatch", "expired", "issued-in-the-future", "times-missing"].includes(verdict),
    ),
  )("the MAC by node:crypto: $name", ({ signature, secrets, verdict }) => {
    const [first, second, third] = String(signature).split(".");
    const macs = secrets.map((secret) =>
      createHmac("sha256", secret).update(`${first}.${second}`).digest("base64url"),
    );
    expect(macs.includes(third ?? "")).toBe(verdict !== "mac-mismatch");
  });
});

describe("refuse.json", () => {
  test.each(vectors<RefuseVector>("refuse"))(
    "$name",
    ({ kind, sdkKey, sdkSecret, now, request, code, field }) => {
      let refusal: unknown;
      try {
        const signer = createSigner({ sdkKey, sdkSecret, now: () => now } as SignerOptions);
        if (kind === "web") signer.sign(request as unknown as WebRequest);
        else signer.signNative(request as NativeRequest);
      } catch (error) {
        refusal = error;
      }
      expect(CountersignError.is(refusal) && { code: refusal.code, field: refusal.field }).toEqual({
        code,
        field,
      });
    },
  );
});

describe("diagnose.json", () => {
  const all = vectors<DiagnoseVector>("diagnose");

  test.each(all)("$name", ({ evidence, rule, fails, outcome, findings }) => {
    const report = diagnose(evidence as Evidence);
    expect({
      outcome: report.outcome,
      findings: report.findings.map(({ rule, cause, certainty, at }) => ({ rule, cause, certainty, at })),
    }).toEqual({ outcome, findings });
    expect(findings.some((finding) => finding.rule === rule)).toBe(fails);
  });

  // What the rule's author wrote down, which is not what diagnose() gave when the file was made.
  test.each(RULES)("what $id's examples say is what stands there", ({ id, cause, examples }) => {
    for (const { name, finding } of examples.failing) {
      const vector = all.find((one) => one.name === `${id}: ${name}`);
      if (!vector) continue;
      const { certainty, at } = finding;
      expect(vector.findings.filter(({ rule }) => rule === id)).toEqual([{ rule: id, cause, certainty, at }]);
    }
  });

  test("every rule has a failing and a passing case, but for what JSON cannot hold", () => {
    const without = RULES.flatMap(({ id }) =>
      [true, false]
        .filter((fails) => !all.some((one) => one.rule === id && one.fails === fails))
        .map((fails) => `${id} ${fails ? "failing" : "passing"}`),
    );
    expect(without).toEqual(["user-email-undefined failing"]);
  });
});
