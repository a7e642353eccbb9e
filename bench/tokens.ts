// What a signature, and looking at one, costs in processor time beside other ways: `npm run bench`. With `--write` the
// figures go into bench/results.md. A machine that does other things is not measured, unless `--noisy` is given.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { jwtVerify } from "jose";
import { bars } from "./bars.ts";
import { type Candidate, lengthOfAll, type Measured, measure, quantile } from "./measure.ts";
import { inWords, isQuiet, processorShare } from "./quiet.ts";
import { claimsOf, inputOf, NOW, OURS, RAW, SDK_SECRET } from "./runtimes-signers.ts";
import { signatures, signing } from "./signers.ts";
import { VERIFIERS, verifying } from "./verifiers.ts";

const ROUNDS = 41;

const noisy = process.argv.includes("--noisy");
const before = await processorShare();
if (!isQuiet(before) && !noisy) {
  console.error(`Not measured: ${inWords(before)}. End what else runs, or take --noisy.`);
  process.exit(3);
}

const signers = await signing();
for (const signer of signers) await checkSigner(signer);
await checkVerifiers();

const tables = [
  { title: "One signature", measured: await measure(signers, ROUNDS) },
  { title: "One signature verified, its claims read", measured: await measure(verifying(), ROUNDS) },
];
assert(lengthOfAll() > 0);
const after = await processorShare();
const [cpu] = cpus();
const about = `${cpu?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}; ${ROUNDS} rounds in turns. Before: ${inWords(before)}; after: ${inWords(after)}.${isQuiet(before) && isQuiet(after) ? "" : " Other programs ran: no result."}`;
const text = [
  about,
  ...tables.map(({ title, measured }) => `## ${title}\n\n${table(measured)}\n\n${bars(measured, OURS)}`),
].join("\n\n");
console.log(text);
if (process.argv.includes("--write")) {
  const head = "# Results\n\nWritten by `npm run bench -- --write`. How it is measured: [README](README.md).";
  writeFileSync(new URL("results.md", import.meta.url), `${head}\n\n${text}\n`);
}

/** Nothing is timed that does not do the whole job: the same claims, accepted by somebody else's verifier. */
async function checkSigner({ name, once }: Candidate): Promise<void> {
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
    if (name === OURS) {
      const mac = createHmac("sha256", SDK_SECRET).update(inputOf(turn)).digest("base64url");
      assert.equal(made, `${inputOf(turn)}.${mac}`, "the same to the byte");
    }
  }
}

/** And nothing that takes what it must not. */
async function checkVerifiers(): Promise<void> {
  const [right = ""] = signatures();
  const [header = "", payload = "", mac = ""] = right.split(".");
  const changed = Buffer.from(Buffer.from(payload, "base64url").toString().replace('"role":0', '"role":1'));
  const wrong = [
    `${header}.${payload}.${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`,
    `${header}.${changed.toString("base64url")}.${mac}`,
    `${header}.${payload}.${mac.slice(0, -4)}`,
  ];
  for (const { name, meetingIn } of VERIFIERS) {
    assert.equal(await meetingIn(right), claimsOf(0).mn, name);
    for (const token of wrong)
      await assert.rejects(
        async () => meetingIn(token),
        (error) => error instanceof Error || typeof error === "string",
        name,
      );
  }
}

function table(rows: readonly Measured[]): string {
  const ours = rows.find(({ name }) => name === OURS)?.rounds ?? [];
  return [
    "| | ns of processor time, median [p25..p75] | times ours: median [p25..p75] | min / min |",
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
