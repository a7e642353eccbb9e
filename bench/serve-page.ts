// What `bench:serve` found, in words: nothing is said here that was not measured.
import { quantile } from "./measure.ts";
import type { Cold } from "./serve-cold.ts";
import type { Footprint } from "./serve-footprint.ts";
import type { Saturated } from "./serve-load.ts";
import { DOES, SERVERS, type ServerName } from "./serve-start.ts";

export interface Found {
  readonly machine: string;
  readonly noise: string;
  readonly quiet: boolean;
  readonly rounds: string;
  readonly saturated: ReadonlyMap<ServerName, readonly Saturated[]>;
  readonly cold: ReadonlyMap<ServerName, readonly Cold[]>;
  /** Megabytes after the load. */
  readonly loaded: ReadonlyMap<ServerName, number>;
  /** Milliseconds of each answer, a list a round: at 10% and at 60% of what the server can do. */
  readonly paced: ReadonlyMap<ServerName, { readonly tenth: number[][]; readonly sixTenths: number[][] }>;
  readonly installed: readonly (readonly [string, Footprint])[];
}

const RAW: ServerName = "raw, our signer";
const SAMPLE: ServerName = "express sample";

export function page(found: Found): string {
  return `${[
    "# The server, measured",
    "Written by `npm run bench:serve -- --write`. How it is measured: [README](README.md).",
    `${found.machine} ${found.noise}`,
    found.quiet ? "" : "**Other programs ran meanwhile: these figures are no result.**",
    "## Capacity",
    capacity(found),
    "## Waiting",
    waiting(found),
    "## Start and memory",
    starting(found),
    "## Installed",
    installed(found),
    "## Targets",
    targets(found),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** Ratios of capacity, each within a round: how much less processor time a request of `one` takes. */
function ratios({ saturated }: Found, one: ServerName, other: ServerName): number[] {
  const ours = saturated.get(one) ?? [];
  return (saturated.get(other) ?? []).map(
    ({ cpuPerRequest }, round) => cpuPerRequest / (ours[round]?.cpuPerRequest ?? Number.NaN),
  );
}

function capacity(found: Found): string {
  const rows = SERVERS.map((name) => {
    const rounds = found.saturated.get(name) ?? [];
    const times = rounds.map(({ cpuPerRequest }) => cpuPerRequest);
    const answers = rounds.map(({ requestsPerSecond }) => requestsPerSecond);
    return [
      name,
      DOES[name],
      `${spread(times, 1)} (least ${Math.min(...times).toFixed(1)})`,
      quantile(answers, 0.5).toFixed(0),
      spread(ratios(found, name, RAW), 2),
      spread(ratios(found, name, SAMPLE), 1),
    ];
  });
  return `${found.rounds}; median, and the middle half in brackets. The ratios are of processor time for each request, taken within a round: how many requests the server answers in the time in which the other answers one.

${table(["server", "what it does", "µs of processor time a request", "requests/s", "× raw, our signer", "× sample"], rows)}`;
}

function waiting({ paced }: Found): string {
  const rows = [...paced].map(([name, { tenth, sixTenths }]) => [
    name,
    ...[tenth, sixTenths].flatMap((rounds) => [
      middle(rounds, 0.5).toFixed(2),
      middle(rounds, 0.99).toFixed(2),
    ]),
    (middle(sixTenths, 0.99) / middle(tenth, 0.99)).toFixed(1),
  ]);
  return `Milliseconds on the clock, at a steady pace of 10% and of 60% of what the server itself can do, counted from when a request was due; the median of the rounds.

${table(["server", "p50 at 10%", "p99 at 10%", "p50 at 60%", "p99 at 60%", "p99, 60% to 10%"], rows)}`;
}

function starting({ cold, loaded }: Found): string {
  const rows = [...cold].map(([name, starts]) => [
    name,
    spread(
      starts.map(({ cpu }) => cpu),
      0,
    ),
    spread(
      starts.map(({ wall }) => wall),
      0,
    ),
    spread(
      starts.map(({ idle }) => idle),
      0,
    ),
    (loaded.get(name) ?? Number.NaN).toFixed(0),
  ]);
  return `From the start of the process to its first right answer, and the memory it holds (RSS), ${cold.get("ours")?.length} starts in turns.

${table(["server", "processor time, ms", "on the clock, ms", "idle, MB", "after the load, MB"], rows)}`;
}

function installed({ installed }: Found): string {
  const rows = installed.map(([name, { packages, megabytes }]) => [
    name,
    `${packages}`,
    megabytes.toFixed(1),
  ]);
  return table(["", "packages", "MB"], rows);
}

interface Target {
  readonly what: string;
  readonly wanted: number;
  readonly atLeast: boolean;
  readonly is: number;
  /** Where the time or the memory goes, as far as a profile tells. */
  readonly why: string;
}

/** Of a request and of a start, by a profile; here stands what this run measured. */
const PROFILE = "[where the time goes](../docs/decisions/start-and-request.md)";

function targets(found: Found): string {
  const median = (values: readonly number[]): number => quantile(values, 0.5);
  const cpuOf = (name: ServerName): number => median((found.cold.get(name) ?? []).map(({ cpu }) => cpu));
  const loadedOf = (name: ServerName): number => found.loaded.get(name) ?? Number.NaN;
  const slowerOf = (name: ServerName): number => {
    const paced = found.paced.get(name);
    return paced ? middle(paced.sixTenths, 0.99) / middle(paced.tenth, 0.99) : Number.NaN;
  };
  const perRequest = (name: ServerName): number =>
    median((found.saturated.get(name) ?? []).map(({ cpuPerRequest }) => cpuPerRequest));
  const rawOfSample = median(ratios(found, RAW, SAMPLE));
  const all: readonly Target[] = [
    {
      what: "capacity, of raw `node:http` with our signer",
      wanted: 0.6,
      atLeast: true,
      is: median(ratios(found, "ours", RAW)),
      why: `a request takes ${(perRequest("ours") - perRequest(RAW)).toFixed(0)} µs more than there, where nobody is asked who they are and nothing is counted, read strictly or logged; ${PROFILE}`,
    },
    {
      what: "capacity, of the sample",
      wanted: 8,
      atLeast: true,
      is: median(ratios(found, "ours", SAMPLE)),
      why: `raw \`node:http\` with our signer has ${rawOfSample.toFixed(1)} itself`,
    },
    {
      what: "p99 at 60%, of p99 at 10%",
      wanted: 3,
      atLeast: false,
      is: slowerOf("ours"),
      why: `in the same run it is ${slowerOf(RAW).toFixed(1)} for raw \`node:http\` and ${slowerOf(SAMPLE).toFixed(1)} for the sample; where those are over 3 too, it is the machine's, or that of what asks, and a quieter one has to tell`,
    },
    {
      what: "processor time of a start, of the sample's",
      wanted: 0.6,
      atLeast: false,
      is: cpuOf("ours") / cpuOf(SAMPLE),
      why: `raw \`node:http\` with our signer takes ${(cpuOf(RAW) / cpuOf(SAMPLE)).toFixed(2)} itself, and ours ${(cpuOf("ours") - cpuOf(RAW)).toFixed(0)} ms more, most of it reading modules; ${PROFILE}`,
    },
    {
      what: "memory after the load, of the sample's",
      wanted: 0.75,
      atLeast: false,
      is: loadedOf("ours") / loadedOf(SAMPLE),
      why: "not looked into",
    },
  ];
  const rows = all.map(({ what, wanted, atLeast, is, why }) => {
    const met = atLeast ? is >= wanted : is <= wanted;
    return [
      what,
      `${atLeast ? "at least" : "at most"} ${wanted}`,
      is.toFixed(2),
      met ? "met" : `missed: ${why}`,
    ];
  });
  return table(["", "target", "measured", ""], rows);
}

/** The median over rounds of a share within each. */
function middle(rounds: readonly (readonly number[])[], share: number): number {
  return quantile(
    rounds.map((times) => quantile(times, share)),
    0.5,
  );
}

function spread(values: readonly number[], digits: number): string {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(digits));
  return `${median} [${low}..${high}]`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
