import type { Survivor } from "./results.ts";

/** Survivors that no test can kill: with them the program does the same. They count as survivors all the same. */
export interface Equivalent {
  readonly file: string;
  /** What stands in the source, and what it was replaced by: nothing of where, so that a line above does not matter. */
  readonly mutants: readonly (readonly [original: string, replacement: string])[];
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: "packages/core/src/sign/secret.ts",
    mutants: [['""', '"Stryker was here!"']],
    reason: "Neither is a variable that a build tool copies.",
  },
  {
    file: "packages/core/src/sign/signer.ts",
    mutants: [
      ["of[0] !== role || of[1] !== issuedAt || of[2] !== expiresAt || of[3] !== mode", "true"],
      ["[role, issuedAt, expiresAt, mode]", "[]"],
    ],
    reason: "The same text is made again for each signature, which takes longer.",
  },
  {
    file: "packages/core/src/sign/signer.ts",
    mutants: [
      ['""', '"Stryker was here!"'],
      ["[]", '["Stryker was here"]'],
    ],
    reason:
      "What is kept before the first signature is kept for none: no role is a text, and the first makes its own.",
  },
  {
    file: "packages/core/src/token/hmac.ts",
    mutants: [["i < a.length", "i <= a.length"]],
    reason: "Both have the same length: behind it there is nothing in either, which is no difference.",
  },
  {
    file: "packages/core/src/token/platform.ts",
    mutants: [
      ["i < length", "i <= length"],
      ["all < 0x80", "false"],
    ],
    reason: "The decoder reads ASCII as well, only slower.",
  },
  {
    file: "packages/core/src/token/platform.ts",
    mutants: [["{\n    return undefined;\n  }", "{}"]],
    reason: "A function that ends without a value gives undefined.",
  },
  {
    file: "packages/core/src/token/sha256.ts",
    mutants: [
      ["i < 16", "i <= 16"],
      ["i < 15", "i <= 15"],
      ["at < length", "at <= length"],
    ],
    reason: "One more is written, in whose place another value is written before it is read.",
  },
  {
    file: "packages/core/src/token/sha256.ts",
    mutants: [
      ["i < 64", "i <= 64"],
      ["i < 8", "i <= 8"],
      ["found < count", "found <= count"],
    ],
    reason:
      "One more is written behind the end of a typed array, which keeps nothing there, or into a word that is written over.",
  },
  {
    file: "packages/core/src/token/sha256.ts",
    mutants: [["to - from", "to + from"]],
    reason: "`from` is where a block begins: modulo a block it is zero.",
  },
  {
    file: "packages/core/src/token/writer.ts",
    mutants: [
      ['{ middle: -1, end: "", length: 0, dot: 0 }', "{}"],
      ['""', '"Stryker was here!"'],
    ],
    reason: "No middle has the length that is remembered at first, whatever stands beside it.",
  },
  {
    file: "packages/core/src/token/writer.ts",
    mutants: [["middle.length === last.middle && end === last.end", "false"]],
    reason: "All letters are written each time, which takes longer.",
  },
  {
    file: "packages/core/src/token/base64url.ts",
    mutants: [["i < text.length", "i <= text.length"]],
    reason: "One zero is written behind the letters, where nothing is read and the padding of the hash goes.",
  },
  {
    file: "packages/core/src/token/compact.ts",
    mutants: [
      ["token.length <= scratch.length", "false"],
      ["token.length <= scratch.length", "token.length < scratch.length"],
    ],
    reason: "The payload is decoded into memory of its own instead, which takes longer and gives the same.",
  },
  {
    file: "packages/core/src/token/compact.ts",
    mutants: [["macBytes < 0", "macBytes <= 0"]],
    reason: "A MAC of no bytes has no letters, and a token without a third part was refused before.",
  },
  {
    file: "packages/core/src/token/compact.ts",
    mutants: [["{\n    return undefined;\n  }", "{}"]],
    reason: "A function that ends without a value gives undefined.",
  },
  {
    file: "packages/core/src/token/hs256.ts",
    mutants: [["!beginning", "true"]],
    reason: "What is remembered is replaced by the same.",
  },
  {
    file: "packages/core/src/token/hs256.ts",
    mutants: [["bytes.length > signedBytes", "false"]],
    reason:
      "Behind what is signed stands its second dot, or the padding of a hash, and no beginning has either there: the comparison of the letters says no.",
  },
  {
    file: "packages/server/src/access/api-keys.ts",
    mutants: [['"0"', '""']],
    reason:
      "With a key that is not known there is something to compare, for the time that it takes; the answer is no.",
  },
  {
    file: "packages/server/src/access/api-keys.ts",
    mutants: [['""', '"Stryker was here!"']],
    reason: "Neither is the header of a key.",
  },
  {
    file: "packages/server/src/access/api-keys.ts",
    mutants: [["id === undefined", "false"]],
    reason: "Under no id no key is known; the compiler does not look for undefined among texts.",
  },
  {
    file: "packages/server/src/access/bounded-map.ts",
    mutants: [["oldest !== undefined", "true"]],
    reason: "A map that is full has an oldest key; the compiler does not know it.",
  },
  {
    file: "packages/server/src/access/development.ts",
    mutants: [["meetingNumber !== undefined", "true"]],
    reason: "Among the meetings undefined is none; the compiler does not know it.",
  },
  {
    file: "packages/server/src/access/host-gate.ts",
    mutants: [
      ['grant.kind === "web"', "true"],
      ['"native"', '""'],
    ],
    reason: "What stands for a native SDK in the name of a pair is any word that is no meeting number.",
  },
  {
    file: "packages/server/src/access/host-gate.ts",
    mutants: [["true", "false"]],
    reason: "Of a pair only its name is looked for, never what is kept under it.",
  },
  {
    file: "packages/server/src/access/policy-list.ts",
    mutants: [["read.error.issues[0]?.path", "read.error.issues[0].path"]],
    reason: "What is not valid has an issue; the compiler does not know it.",
  },
  {
    file: "packages/server/src/access/policy-list.ts",
    mutants: [
      ['rule.callers === "any"', "true"],
      ['rule.callers === "any"', "false"],
      ['rule.callers === "any"', 'rule.callers !== "any"'],
      ["id === undefined || more.length > 0", "true"],
      ["more.length > 0", "more.length >= 0"],
      ['ready.meetings === "any"', "false"],
      ['"any"', '""'],
    ],
    reason:
      "A rule of one caller is found among those of several as well, only later. With a resource the length refuses the word, too: it is not one long.",
  },
  {
    file: "packages/server/src/access/policy-list.ts",
    mutants: [["one.place < other.place", "one.place <= other.place"]],
    reason: "No two rules have one place.",
  },
  {
    file: "packages/server/src/access/policy-list.ts",
    mutants: [["number === undefined", "false"]],
    reason:
      "A rule that was found by a name has its one meeting, which was checked; the compiler does not know it.",
  },
  {
    file: "packages/server/src/access/policy-list.ts",
    mutants: [["!CountersignError.is(error)", "false"]],
    reason:
      "For a text parseMeetingNumber throws nothing else. What it might throw some day is not to be reworded.",
  },
  {
    file: "packages/server/src/access/session.ts",
    mutants: [["expiresAt !== undefined", "true"]],
    reason: "No time is later than or equal to undefined; the compiler does not compare the two.",
  },
  {
    file: "packages/server/src/access/startable.ts",
    mutants: [["[]", '["Stryker was here"]']],
    reason:
      "Of the text in the place of a pair the first letter is taken for a scope, and no caller has that.",
  },
  {
    file: "packages/server/src/grants/kept.ts",
    mutants: [
      ["values?.get", "values.get"],
      ["values?.delete", "values.delete"],
      ["sealed === undefined", "false"],
    ],
    reason:
      "Without them the same is thrown as where a place is down, and is caught as that: nothing is kept.",
  },
  {
    file: "packages/server/src/oauth/keep-grant.ts",
    mutants: [['outcome.kind === "refused"', "true"]],
    reason: "Only what was refused has a status; the compiler asks for the kind before it.",
  },
];

export function argued({ file, original, replacement }: Survivor): Equivalent | undefined {
  return EQUIVALENT.find(
    (each) =>
      each.file === file && each.mutants.some(([from, to]) => from === original && to === replacement),
  );
}
