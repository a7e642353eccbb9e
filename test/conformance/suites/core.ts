import type { NativeRequest, SignerOptions, WebRequest } from "@countersign/core";
import type { Evidence } from "@countersign/core/diagnose";
import type { CoreSubject } from "../subject.ts";
import { equal, type Suite } from "../suite.ts";
import { DIAGNOSE, REFUSE, SIGN, VERIFY } from "../vectors.ts";

/** Sign, verify and diagnose, by the vectors. */
export function coreSuites({ core, diagnosis, inPage }: CoreSubject): Suite[] {
  const signerOf = (options: SignerOptions): ReturnType<typeof core.createSigner> =>
    core.createSigner(inPage ? { ...options, allowInPageForTests: true } : options);

  const signing = SIGN.map(
    ({ name, kind, sdkKey, sdkSecret, now, backdateSeconds, request, claims, signature }) => ({
      name,
      run() {
        const signer = signerOf({ sdkKey, sdkSecret, backdateSeconds, now: () => now });
        const signed =
          kind === "web"
            ? signer.sign(request as unknown as WebRequest)
            : signer.signNative(request as NativeRequest);
        equal(signed.signature, signature);
        equal([signed.issuedAt, signed.expiresAt], [claims.iat, claims.exp]);
        equal(core.inspect(signature), {
          readable: true,
          verified: false,
          header: { alg: "HS256", typ: "JWT" },
          payload: claims,
        });
      },
    }),
  );

  const refusing = REFUSE.map(({ name, kind, sdkKey, sdkSecret, now, request, code, field }) => ({
    name: `refused: ${name}`,
    run() {
      let refusal: unknown;
      try {
        const signer = signerOf({ sdkKey, sdkSecret, now: () => now } as SignerOptions);
        if (kind === "web") signer.sign(request as unknown as WebRequest);
        else signer.signNative(request as NativeRequest);
      } catch (error) {
        refusal = error;
      }
      equal(core.CountersignError.is(refusal) ? [refusal.code, refusal.field] : String(refusal), [
        code,
        field,
      ]);
    },
  }));

  const verifying = VERIFY.map(({ name, signature, secrets, now, verdict, secretIndex }) => ({
    name,
    run() {
      const result = core.verify(signature, secrets, { now });
      equal(
        result.ok ? ["valid", result.secretIndex] : [result.problem],
        secretIndex === undefined ? [verdict] : [verdict, secretIndex],
      );
    },
  }));

  const diagnosing = DIAGNOSE.map(({ name, evidence, outcome, findings }) => ({
    name,
    run() {
      const report = diagnosis.diagnose(evidence as Evidence);
      const seen = report.findings.map(({ rule, cause, certainty, at }) => ({ rule, cause, certainty, at }));
      equal({ outcome: report.outcome, findings: seen }, { outcome, findings });
    },
  }));

  return [
    { name: "sign", checks: () => [...signing, ...refusing] },
    { name: "verify", checks: () => verifying },
    { name: "diagnose", checks: () => diagnosing },
  ];
}
