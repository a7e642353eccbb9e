// How much processor time one signature costs, beside other ways to make it: `npm run bench`.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { cpus } from "node:os";
import { jwtVerify } from "jose";
import { candidates, claimsOf, inputOf, NOW, OURS, RAW, SDK_SECRET } from "./candidates.ts";
import { type Candidate, lengthOfAll, type Measured, measure, quantile } from "./measure.ts";

const ROUNDS = 21;

const all = await candidates();
for (const candidate of all) await checkHonest(candidate);
const measured = await measure(all, ROUNDS);
assert(lengthOfAll() > 0);
console.log(table(measured));

/** Nothing is timed that does not do the whole job: the same claims, accepted by somebody else's verifier. */
async function checkHonest({ name, once }: Candidate): Promise<void> {
  for (const turn of [0, 1, 63]) {
    const made = await once(turn);
    if (name === RAW) {
      const mac = createHmac("sha256", SDK_SECRET).update(inputOf(turn)).digest("base64url");
      assert.equal(made, mac, name);
      continue;
    }
    const { payload } = await jwtVerify(made, new TextEncoder().encode(SDK_SECRET), {
      algorithms: ["HS256"],
      currentDate: new Date(NOW * 1000),
    });
    assert.deepEqual(payload, claimsOf(turn), name);
  }
}

function table(rows: readonly Measured[]): string {
  const ours = rows.find(({ name }) => name === OURS)?.rounds ?? [];
  const [cpu] = cpus();
  return [
    `${cpu?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}; ${ROUNDS} rounds in turns`,
    "",
    "| one signature | ns of processor time, median [p25..p75] | times ours: median [p25..p75] | min / min |",
    "|---|---|---|---|",
    ...rows.map(({ name, rounds }) => {
      const ratios = rounds.map((value, round) => value / (ours[round] ?? Number.NaN));
      const ratio = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
      return `| ${name} | ${spread(rounds, (value) => value.toFixed(0))} | ${spread(ratios, ratio)} | ${ratio(Math.min(...rounds) / Math.min(...ours))} |`;
    }),
  ].join("\n");
}

function spread(values: readonly number[], written: (value: number) => string): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => written(quantile(values, share)));
  return `${middle} [${low}..${high}]`;
}
