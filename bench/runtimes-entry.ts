// Runs on the runtime that is measured, in one file with the package as it is published: rounds and milliseconds of a
// slice are its arguments, and what it measured is its output, as JSON.
import { measure } from "./measure.ts";
import { ours, raw, withJson } from "./runtimes-signers.ts";

const [rounds, sliceMs] = process.argv.slice(2).map(Number);

const candidates = [ours(), withJson(), raw()] as const;
const [our, json, mac] = candidates;
for (let turn = 0; turn < 64; turn++) {
  const made = String(our.once(turn));
  if (made !== json.once(turn) || !made.endsWith(`.${mac.once(turn)}`)) {
    throw new Error(`not the same to the byte, at ${turn}`);
  }
}
console.log(JSON.stringify(await measure(candidates, rounds ?? 1, sliceMs)));
