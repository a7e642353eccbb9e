/** What a suite of the long runs can count. A figure that a suite does not count is not there. */
export interface Figures {
  /** Kinds of faults that the server stood, each with all that has to hold meanwhile. */
  readonly faults?: number;
  /** Requests that were answered. */
  readonly requests?: number;
  /** Signatures given, each verified. */
  readonly signatures?: number;
  readonly refreshes?: number;
  /** Refresh tokens that were lost where none had to be. */
  readonly refreshesLost?: number;
  /** Named bad inputs sent. */
  readonly badInputs?: number;
  /** Inputs that a generator made. */
  readonly fuzzCases?: number;
}

export const FIGURES: readonly (readonly [name: keyof Figures, title: string])[] = [
  ["faults", "faults survived"],
  ["requests", "requests answered"],
  ["signatures", "signatures given, each verified"],
  ["refreshes", "refreshes of tokens"],
  ["refreshesLost", "refreshes lost"],
  ["badInputs", "bad inputs tried"],
  ["fuzzCases", "fuzz cases run"],
];

export interface Suite {
  readonly title: string;
  /** What runs it, from the root. */
  readonly files: string;
}

/** The suites that report figures, in the order of the page. */
export const SUITES = {
  "bad-input": {
    title: "Bad requests of every named kind, on every POST route",
    files: "test/hostile/kinds",
  },
  wire: { title: "Bytes that are no right HTTP, over raw sockets", files: "test/hostile/wire" },
  fuzz: { title: "Generated bodies and mutated bytes", files: "test/hostile/fuzz" },
  refreshes: { title: "Four processes refresh the same grants", files: "test/faults/refresh.test.ts" },
  kills: { title: "Processes killed while they refresh", files: "test/faults/refresh-kills" },
  zoom: { title: "Zoom slow, wrong or down", files: "test/faults/zoom-outages" },
  stores: { title: "Redis and PostgreSQL gone and back, under load", files: "test/faults/outages" },
  signals: {
    title: "Reloads, ends, kills and restarts of the process, under load",
    files: "test/reliability/signals",
  },
  machine: {
    title: "Clock, disk, file descriptors, memory, processor and log go wrong",
    files: "test/reliability/machine",
  },
  callers: { title: "Key server and policy hook go wrong; slow clients", files: "test/reliability/callers" },
  load: { title: "Load at 60 % of saturation, and three times over it", files: "test/reliability/load" },
  soak: { title: "Steady load with reloads and tokens that expire", files: "test/reliability/soak" },
} as const satisfies Readonly<Record<string, Suite>>;

export type SuiteId = keyof typeof SUITES;

export const commandOf = (id: SuiteId): string =>
  `COUNTERSIGN_LONG=1 npx vitest run --project system ${SUITES[id].files}`;
