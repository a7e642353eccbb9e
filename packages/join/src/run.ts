import { docsOf, JoinError, type JoinFailure } from "./error.ts";
import type { JoinOptions } from "./options.ts";
import { type Attempt, DEADLINES, type StepEvent, type StepName } from "./steps.ts";

interface Ends {
  /** What it means that the deadline passed. */
  readonly late?: (seconds: number) => JoinFailure;
  /** What an error of the work means; a `JoinError` stands for itself. */
  readonly failed?: (error: unknown) => JoinFailure | Promise<JoinFailure>;
  /** The state that is told at the end, where it is not `done`. */
  readonly notes?: "failed";
}

/** One call of `joinMeeting`: its clock, its steps, and the end of its patience. */
export class Run {
  attempt: 1 | 2 = 1;
  readonly attempts: Attempt[] = [];
  readonly #options: JoinOptions;
  readonly #started: number = performance.now();

  constructor(options: JoinOptions) {
    this.#options = options;
  }

  /** Does one step within its deadline. Always settles, whatever the work does. */
  step<T>(step: StepName, work: (signal: AbortSignal) => Promise<T>, ends: Ends = {}): Promise<T> {
    const { signal: outer } = this.#options;
    const inner = new AbortController();
    const limit = this.#limitOf(step);
    return new Promise<T>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let open = true;
      const end = (state: "done" | "failed", settle: () => void): void => {
        if (!open) return;
        open = false;
        clearTimeout(timer);
        outer?.removeEventListener("abort", abort);
        this.#tell(step, state);
        settle();
        inner.abort();
      };
      const fail = (failure: JoinFailure): void => end("failed", () => reject(new JoinError(failure)));
      const abort = (): void => fail(ABORTED);

      if (outer?.aborted) return reject(new JoinError(ABORTED));
      this.#tell(step, "started");
      outer?.addEventListener("abort", abort);
      if (limit !== undefined) timer = setTimeout(() => fail((ends.late ?? stuck)(limit / 1000)), limit);
      // In a promise of its own: the SDK may also throw at once.
      new Promise<T>((done) => done(work(inner.signal))).then(
        (value) => end(ends.notes ?? "done", () => resolve(value)),
        (error: unknown) => {
          if (JoinError.is(error)) end("failed", () => reject(error));
          else if (ends.failed) {
            // It has failed in time; what it means may take a moment more.
            clearTimeout(timer);
            Promise.resolve(ends.failed(error)).then(fail, (mistake: unknown) =>
              end("failed", () => reject(mistake)),
            );
          } else end("failed", () => reject(error));
        },
      );
    });
  }

  #limitOf(step: StepName): number | undefined {
    const limits: { readonly [step: string]: number | undefined } = {
      ...DEADLINES,
      ...this.#options.deadlines,
    };
    return limits[step];
  }

  #tell(step: StepName, state: StepEvent["state"]): void {
    const { attempt } = this;
    const at = this.attempts.findIndex((one) => one.step === step && one.attempt === attempt);
    if (at < 0) this.attempts.push({ step, attempt, state });
    else this.attempts[at] = { step, attempt, state };
    try {
      this.#options.onStep?.({
        step,
        state,
        attempt,
        elapsed: Math.round(performance.now() - this.#started),
      });
    } catch (error) {
      // A listener's mistake is the page's to see, and no reason to leave a person out of a meeting.
      reportError?.(error);
    }
  }
}

const ABORTED: JoinFailure = {
  code: "aborted",
  cause: "aborted",
  message: "the join was aborted by its signal",
  help: "Call `joinMeeting` again when the person wants to join.",
  docs: docsOf("aborted"),
};

function stuck(seconds: number): JoinFailure {
  const help = "Join again; if it happens again, look at what the page was doing.";
  return {
    code: "page-not-ready",
    cause: "page",
    message: `a step took more than ${seconds} s`,
    help,
    docs: docsOf("page-not-ready"),
  };
}
