import type { DevConfig } from "./config.ts";
import type { Wanted } from "./form.ts";
import type { Frame } from "./frame.ts";
import type { Outcome } from "./outcome.ts";
import type { FrameReport, JoinOrder } from "./protocol.ts";
import { switchSandboxOff, switchSandboxOn } from "./sandbox-mode.ts";
import { askForSignature, type Issued } from "./signature.ts";
import { type StandInAnswer, watchStandIn } from "./stand-in-answer.ts";
import type { Step, Steps } from "./steps.ts";

/** The SDK may never call back, above all in client view: after this long the page says so. */
const SILENCE_SECONDS = 30;
/** Where the stand-in is known to have refused, there is nothing left to wait for. */
const SILENCE_AFTER_REFUSAL_SECONDS = 5;

export interface Stage {
  readonly mode: DevConfig["mode"];
  readonly steps: Steps;
  readonly outcome: Outcome;
  readonly frame: Frame;
}

/** How a join ended for the page: the person is in, or may try again. */
export type Ending = "joined" | "not-joined";

/** One join from the button to its end. Aborting it closes the frame. */
export async function joinOnce(wanted: Wanted, stage: Stage, signal: AbortSignal): Promise<Ending> {
  const { mode, steps, outcome } = stage;
  const issued = await step(steps, "Signature from this server", async () => {
    const answer = await askForSignature(wanted.meetingNumber, wanted.role);
    return {
      value: answer,
      detail: `for ${answer.meetingNumber}, role ${answer.role}, valid for ${minutes(answer.expiresIn)}`,
    };
  });
  if (mode === "sandbox") {
    await step(steps, "Sandbox mode on", async () => {
      await switchSandboxOn();
      return { value: undefined, detail: "the SDK's requests stay on this machine" };
    });
  } else {
    await switchSandboxOff();
  }
  if (signal.aborted) return "not-joined";
  outcome.clear();
  return runFrame(wanted, issued, stage, signal);
}

async function step<Value>(
  steps: Steps,
  label: string,
  work: () => Promise<{ value: Value; detail: string }>,
): Promise<Value> {
  const shown = steps.start(label);
  try {
    const { value, detail } = await work();
    shown.done(detail);
    return value;
  } catch (error) {
    shown.failed();
    throw error;
  }
}

function runFrame(wanted: Wanted, issued: Issued, stage: Stage, signal: AbortSignal): Promise<Ending> {
  const { steps, outcome, frame, mode } = stage;
  const { view, version } = wanted;
  const sdk = `SDK ${version}, ${view} view`;
  const order: JoinOrder = {
    ...{ kind: "join", mode, view, version },
    ...{ signature: issued.signature, sdkKey: issued.sdkKey },
    ...{ meetingNumber: issued.meetingNumber, passcode: wanted.passcode, userName: wanted.userName },
  };
  let current: Step = steps.start(`Files of ${sdk}`);
  let answered: Step | undefined;
  let standIn: StandInAnswer | undefined;
  let silence = 0;
  let ended = false;
  const saySilence = (seconds: number): void => {
    clearTimeout(silence);
    if (ended) return;
    silence = window.setTimeout(() => {
      outcome.say("note", `No call back from the SDK for ${seconds} seconds`, silent(view, standIn));
    }, seconds * 1000);
  };
  const watch =
    mode === "sandbox"
      ? watchStandIn((answer) => {
          standIn = answer;
          if (answer.outcome === "refused") {
            answered?.failed(answer.words);
            saySilence(SILENCE_AFTER_REFUSAL_SECONDS);
          } else {
            answered?.done(answer.words);
          }
        })
      : undefined;

  return new Promise((resolve) => {
    saySilence(SILENCE_SECONDS);
    const end = async (ending: Ending): Promise<void> => {
      ended = true;
      clearTimeout(silence);
      await (ending === "joined" ? watch?.settled() : watch?.look());
      watch?.stop();
      if (!standIn) answered?.failed("it was not asked");
      resolve(ending);
    };
    const next = (label: string): void => {
      current.done();
      current = steps.start(label);
    };
    signal.addEventListener("abort", () => {
      watch?.stop();
      void end("not-joined");
      frame.close();
    });

    frame.open((report: FrameReport, answer) => {
      switch (report.kind) {
        case "ready":
          return answer(order);
        case "loaded":
          return next("Initialise the SDK");
        case "initialised":
          next("The SDK joins");
          if (mode === "sandbox") answered = steps.start("The stand-in’s answer");
          return;
        case "joined":
          current.done(`it lists: ${report.participants.join(", ") || "nobody"}`);
          // It reports this also when it leads to the waiting room; the stand-in knows which it was.
          void end("joined").then(() => sayJoined(sdk, standIn, stage));
          return;
        case "refused":
          current.failed(`${report.code}: ${report.message}`);
          outcome.say("bad", `Refused: ${report.code}`, `${sdk}, says: ${report.message}`);
          void end("not-joined");
          return;
        case "left":
          outcome.say("note", "Left", `${sdk}, reports that the meeting is over for you.`);
          void end("not-joined");
          return;
      }
    });
  });
}

function sayJoined(sdk: string, standIn: StandInAnswer | undefined, { mode, outcome }: Stage): void {
  if (mode === "zoom") {
    outcome.say(
      "good",
      "Joined",
      `${sdk}, reports that it joined. It reports the same when the host still has to let you in.`,
    );
  } else if (standIn?.outcome === "in-waiting-room") {
    outcome.say(
      "note",
      "In the waiting room",
      `${sdk}, reports that it joined, and the sandbox’s meeting keeps you in its waiting room. Nobody will let you in: it is a stand-in and not Zoom.`,
    );
  } else {
    outcome.say(
      "good",
      "Joined",
      `${sdk}, reports that it joined the sandbox’s meeting, which is a stand-in and not Zoom.`,
    );
  }
}

function silent(view: Wanted["view"], standIn: StandInAnswer | undefined): string {
  const said = standIn
    ? `The stand-in’s answer: ${standIn.words}${standIn.words.endsWith("”") ? "" : "."} `
    : "";
  return view === "client"
    ? `${said}Client view calls nothing back after a wrong passcode, for a registration, and when a later step fails: look at what it shows.`
    : `${said}The SDK has neither joined nor refused yet; its messages are in the browser’s console.`;
}

function minutes(seconds: number): string {
  return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`;
}
