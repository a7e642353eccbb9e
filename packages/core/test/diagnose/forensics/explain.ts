import { explainMac, type MacExplanation } from "../../../src/diagnose/forensics/index.ts";
import { INPUTS, MACS, type Named, type Scene, SECRETS, sign } from "./signer.ts";

/** 32 characters, as Zoom's secrets have. */
export const CLEAN = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF";
export const KEY = "kEy4pQ7rS0tU3vW6xY9z_Q";
export const OTHERS = { "another app": "Oth3rS3cr3tOth3rS3cr3tOth3rS3cr3" };

export const named = (kind: Named["kind"], id: string): Named => ({ kind, id });
export const all = (kind: Named["kind"], table: object): Named[] =>
  Object.keys(table).map((id) => named(kind, id));

/** A given secret that each of the mistakes can happen with, the first one outermost. */
export function scene(steps: readonly Named[], nonce: number): Scene {
  let given = CLEAN;
  for (const { kind, id } of [...steps].reverse()) {
    if (kind === "secret") given = SECRETS[id]?.fit(given) ?? given;
  }
  return {
    given,
    key: KEY,
    others: OTHERS,
    header: '{"alg":"HS256","typ":"JWT"}',
    payload: `{"sdkKey":"${KEY}","appKey":"${KEY}","mn":"123456789","role":0,"iat":${1_763_949_570 + nonce},"exp":1763956770,"note":"a/b~~~???>>>"}`,
  };
}

export interface Outcome {
  readonly told: string;
  readonly steps: number;
  /** Whether the mistakes that were told, made again by the other signer, give the same MAC. */
  readonly reproduced: boolean;
}

/** Makes a token with the mistakes and has it explained. `undefined` where these mistakes cannot meet. */
export function outcome(steps: readonly Named[]): Outcome | undefined {
  // Some writings show only in some MACs: a plus or slash, enough letters, a length that needs padding.
  for (let nonce = 0; nonce < 60; nonce++) {
    const at = scene(steps, nonce);
    const token = sign(at, steps);
    if (!token) continue;
    const answer = explainMac({ ...token, sdkKey: at.key, sdkSecret: at.given, others: at.others });
    if (!answer.matches) return { told: "nothing", steps: 0, reproduced: false };
    return {
      told: name(answer.steps),
      steps: answer.steps.length,
      reproduced: sign(at, answer.steps, token.signingInput)?.macText === token.macText,
    };
  }
  return undefined;
}

export function name(steps: readonly Named[]): string {
  return steps.map(({ kind, id }) => `${kind} ${id}`).join(" + ");
}

export function explainPlain(macText: string, at: Scene, signingInput: string): MacExplanation {
  return explainMac({ signingInput, macText, sdkKey: at.key, sdkSecret: at.given, others: at.others });
}

export { INPUTS, MACS, SECRETS };
