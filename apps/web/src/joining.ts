import type { StepEvent } from "@countersign/join";
import type { Wanted } from "./form.ts";
import type { Frame } from "./frame.ts";
import type { Failure, FrameReport, JoinOrder, Signed } from "./protocol.ts";
import { switchSandboxOff, switchSandboxOn } from "./sandbox-mode.ts";
import { type StandInAnswer, type StandInWatch, watchStandIn } from "./stand-in-answer.ts";
import { answerInWords, diagnosisInWords, labelOf, signatureInWords } from "./step-words.ts";
import type { Step, Steps } from "./steps.ts";

/** Milliseconds that the SDK has to answer: the stand-in is on this machine, Zoom may be behind a slow line. */
export const PATIENCE = { sandbox: 45_000, zoom: 60_000 } as const;

/** How a join ended for the page. */
export type Ending =
  | { readonly kind: "joined"; readonly standIn: StandInAnswer | undefined }
  | {
      readonly kind: "failed";
      readonly failure: Failure;
      /** The signature, if one came. */
      readonly signed: Signed | undefined;
      /** Whether the SDK was started, and so may show something. */
      readonly drawn: boolean;
    };

export interface Stage {
  readonly mode: JoinOrder["mode"];
  readonly steps: Steps;
  readonly frame: Frame;
  /** The person has left the meeting by the SDK's own buttons, or was taken out of it. */
  readonly left: () => void;
}

/** One join from the button to its end, each step shown as it happens. */
export class Joining {
  readonly #order: JoinOrder;
  readonly #stage: Stage;
  readonly #shown = new Map<string, Step>();
  #environment = "";
  #signed: Signed | undefined;
  #latest: Step | undefined;
  #drawn = false;
  #answer: Step | undefined;
  #standIn: StandInAnswer | undefined;
  #watch: StandInWatch | undefined;

  constructor(wanted: Wanted, stage: Stage) {
    this.#stage = stage;
    this.#order = { kind: "join", mode: stage.mode, patience: PATIENCE[stage.mode], ...wanted };
  }

  async run(signal: AbortSignal): Promise<Ending> {
    await this.#lead();
    signal.throwIfAborted();
    if (this.#order.mode === "sandbox") this.#watch = watchStandIn((answer) => this.#standInSaid(answer));
    signal.addEventListener("abort", () => this.#watch?.stop());
    return new Promise((resolve) => this.#stage.frame.open((report) => this.#told(report, resolve)));
  }

  /** To the stand-in, or away from it. */
  async #lead(): Promise<void> {
    if (this.#order.mode === "zoom") return switchSandboxOff();
    const step = this.#stage.steps.start("Sandbox mode on");
    try {
      await switchSandboxOn();
    } catch (error) {
      step.failed();
      throw error;
    }
    step.done("the SDK's requests stay on this machine");
  }

  #told(report: FrameReport, end: (ending: Ending) => void): void {
    switch (report.kind) {
      case "ready":
        this.#environment = report.environment;
        this.#stage.frame.send(this.#order);
        return;
      case "signed":
        this.#signed = report.signed;
        return;
      case "step":
        this.#step(report.event);
        return;
      case "joined":
        this.#latest?.done(`it lists: ${report.participants.join(", ") || "nobody"}`);
        // The SDK reports a join also when it leads to the waiting room; the stand-in knows which it was.
        void this.#settle(() => this.#watch?.settled()).then(() =>
          end({ kind: "joined", standIn: this.#standIn }),
        );
        return;
      case "failed": {
        const { failure } = report;
        // The rules' words on the signature stand there already.
        if (failure.code !== "rejected-before-join") this.#latest?.failed(answerInWords(failure));
        void this.#settle(() => this.#watch?.look()).then(() =>
          end({ kind: "failed", failure, signed: this.#signed, drawn: this.#drawn }),
        );
        return;
      }
      case "left":
        this.#stage.left();
        return;
    }
  }

  #step(event: StepEvent): void {
    const key = `${event.attempt} ${event.step}`;
    const step = this.#shown.get(key) ?? this.#stage.steps.start(labelOf(event, this.#order));
    this.#shown.set(key, step);
    this.#latest = step;
    if (event.state === "started") {
      if (event.step === "init") this.#drawn = true;
      if (event.step !== "joined") return;
      step.note(`the SDK has ${this.#order.patience / 1000} s to answer`);
      if (this.#watch) this.#answer ??= this.#stage.steps.start("The stand-in’s answer");
      return;
    }
    step[event.state](this.#detail(event));
  }

  #detail({ step, state }: StepEvent): string | undefined {
    const report = this.#signed?.report;
    if (step === "environment") return this.#environment;
    if (step === "signature" && report && state === "done") return signatureInWords(report);
    if (step === "checked" && report) return diagnosisInWords(report);
    return undefined;
  }

  #standInSaid(answer: StandInAnswer): void {
    this.#standIn = answer;
    if (answer.outcome === "refused") this.#answer?.failed(answer.words);
    else this.#answer?.done(answer.words);
  }

  async #settle(look: () => Promise<void> | undefined): Promise<void> {
    await look();
    this.#watch?.stop();
    if (!this.#standIn) this.#answer?.failed("it was not asked");
  }
}
