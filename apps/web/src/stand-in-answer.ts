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

const WORDS: Record<StandInAnswer["outcome"], string> = {
  accepted: "signature accepted",
  "in-waiting-room": "signature accepted, in the waiting room",
  joined: "signature accepted, joined",
  refused: "refused",
};

/** Asks until there is an answer to a join that was not there before. The SDK does not always pass it on. */
export function watchStandIn(onAnswer: (answer: StandInAnswer) => void): () => void {
  let before: number | undefined;
  let told = "";
  let timer = 0;
  const look = async (): Promise<void> => {
    const response = await fetch("/dev/last-join.json").catch(() => undefined);
    const last = response?.ok ? ((await response.json()) as LastJoin) : undefined;
    if (last) before ??= last.count;
    if (last?.outcome && last.count > (before ?? 0) && last.outcome !== told) {
      told = last.outcome;
      onAnswer({ outcome: last.outcome, words: wordsOf(last.outcome, last) });
    }
  };
  const again = (): void => {
    timer = window.setTimeout(() => void look().then(again), PAUSE);
  };
  void look().then(again);
  return () => {
    clearTimeout(timer);
    void look();
  };
}

function wordsOf(outcome: StandInAnswer["outcome"], { errorCode, errorMessage }: LastJoin): string {
  return errorMessage ? `${WORDS[outcome]}: ${errorCode} “${errorMessage}”` : WORDS[outcome];
}
