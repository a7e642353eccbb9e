/** What the stand-in made of the latest join, as `GET /dev/last-join.json` tells it. */
export interface StandInAnswer {
  readonly outcome: "accepted" | "refused" | "in-waiting-room" | "joined";
  readonly words: string;
}

interface LastJoin {
  /** How many joins were asked for so far. */
  readonly count: number;
  readonly outcome?: StandInAnswer["outcome"];
  readonly errorCode?: number;
  readonly errorMessage?: string;
}

const PAUSE = 500;
const LOOKS_FOR_THE_END = 20;

const WORDS: Record<StandInAnswer["outcome"], string> = {
  accepted: "signature accepted",
  "in-waiting-room": "signature accepted, in the waiting room",
  joined: "signature accepted, joined",
  refused: "refused",
};

export interface StandInWatch {
  /** Asks now, once more. */
  readonly look: () => Promise<void>;
  /** Asks until the stand-in is past "accepted": the SDK may call back before the last message to it is sent. */
  readonly settled: () => Promise<void>;
  readonly stop: () => void;
}

/** Asks again and again for the answer to a join that was not there before. The SDK does not always pass it on. */
export function watchStandIn(onAnswer: (answer: StandInAnswer) => void): StandInWatch {
  let before: number | undefined;
  let told = "";
  let timer = 0;
  let stopped = false;
  const look = async (): Promise<void> => {
    const response = await fetch("/dev/last-join.json").catch(() => undefined);
    const last = response?.ok ? ((await response.json()) as LastJoin) : undefined;
    if (stopped || !last) return;
    before ??= last.count;
    if (last.outcome && last.count > before && last.outcome !== told) {
      told = last.outcome;
      onAnswer({ outcome: last.outcome, words: wordsOf(last.outcome, last) });
    }
  };
  const again = (): void => {
    if (!stopped) timer = window.setTimeout(() => void look().then(again), PAUSE);
  };
  const settled = async (): Promise<void> => {
    for (let looks = 0; looks < LOOKS_FOR_THE_END && !stopped; looks++) {
      await look();
      if (told !== "" && told !== "accepted") return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE / 2));
    }
  };
  void look().then(again);
  return {
    look,
    settled,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function wordsOf(outcome: StandInAnswer["outcome"], { errorCode, errorMessage }: LastJoin): string {
  return errorMessage ? `${WORDS[outcome]}: ${errorCode} “${errorMessage}”` : WORDS[outcome];
}
