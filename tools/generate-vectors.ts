// Writes vectors/*.json, which other implementations are tested with.
//   node --conditions=countersign-source tools/generate-vectors.ts
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { diagnoseVectors } from "./vectors/diagnose-vectors.ts";
import { refuseVectors } from "./vectors/refuse-vectors.ts";
import { signVectors } from "./vectors/sign-vectors.ts";
import { verifyVectors } from "./vectors/verify-vectors.ts";

const FAKE = "The keys and secrets in it are public and nobody's. Nothing in it was tried against Zoom.";

/** Path from the root, and what stands there. */
export const VECTORS: Readonly<Record<string, () => string>> = {
  "vectors/sign.json": () =>
    file("sign", `What to sign, and every byte that has to come of it. ${FAKE}`, signVectors()),
  "vectors/verify.json": () =>
    file("verify", `Tokens, and what a strict verifier answers. ${FAKE}`, verifyVectors()),
  "vectors/refuse.json": () =>
    file("refuse", `What a signer refuses, and with which code. ${FAKE}`, refuseVectors()),
  "vectors/diagnose.json": () => {
    const { vectors, leftOut } = diagnoseVectors();
    return file("diagnose", `Evidence, and what is found in it, in order. ${FAKE}`, vectors, { leftOut });
  },
};

/** One case a line, so that a change shows as what it is. */
function file(kind: string, about: string, cases: readonly unknown[], more: object = {}): string {
  const head = JSON.stringify({ $schema: "./schema.json", schema: 1, kind, about, ...more }, null, 2);
  const lines = cases.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
  return `${head.slice(0, -2)},\n  "cases": [\n${lines}\n  ]\n}\n`;
}

if (import.meta.main) {
  for (const [path, content] of Object.entries(VECTORS)) {
    writeFileSync(resolve(import.meta.dirname, "..", path), content());
  }
  console.log(`${Object.keys(VECTORS).length} files of vectors`);
}
