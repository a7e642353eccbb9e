/** The page that joins: reads the form, joins in a frame, shows each step, and says how it went. */
import type { Evidence } from "@countersign/core/diagnose";
import { DEADLINES } from "@countersign/join";
import { type DevConfig, readConfig } from "./config.ts";
import { element } from "./dom.ts";
import { type LastWord, lastWord, left } from "./ending.ts";
import { failureView } from "./failure-view.ts";
import { Form, type Wanted } from "./form.ts";
import { Frame } from "./frame.ts";
import { openInDiagnose } from "./hand-over.ts";
import { type Ending, Joining, PATIENCE } from "./joining.ts";
import { Outcome } from "./outcome.ts";
import type { Failure, Signed } from "./protocol.ts";
import { Steps } from "./steps.ts";

const outcome = new Outcome();

async function start(): Promise<void> {
  const { mode, ...config } = await readConfig();
  sayWhere({ mode, ...config });
  const steps = new Steps();
  const frame = new Frame();
  let running: AbortController | undefined;

  const clear = (): void => {
    running?.abort();
    running = undefined;
    steps.clear();
    outcome.clear();
  };
  const form = new Form({ mode, ...config }, () => {
    clear();
    frame.leave();
    form.busy(false);
  });

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = form.read();
    if (!wanted) return;
    clear();
    form.busy(true);
    running = new AbortController();
    const { signal } = running;
    const stage = {
      ...{ mode, steps, frame },
      left: () => {
        frame.joined(false);
        say(left(wanted));
        form.again();
      },
    };
    new Joining(wanted, stage).run(signal).then(
      (ending) => {
        if (signal.aborted) return;
        frame.joined(ending.kind === "joined");
        if (ending.kind === "failed" && !ending.drawn) frame.close();
        say(lastWord(ending, wanted, mode), reportOf(ending, wanted, mode));
        if (ending.kind === "failed") form.again();
      },
      (error: unknown) => {
        if (signal.aborted) return;
        say({ tone: "bad", title: "The join did not start", text: wordsOf(error) });
        form.again();
      },
    );
  });
}

function say({ tone, title, text }: LastWord, report: readonly HTMLElement[] = []): void {
  outcome.say(tone, title, text, report);
}

function reportOf(ending: Ending, wanted: Wanted, mode: DevConfig["mode"]): HTMLElement[] {
  if (ending.kind === "joined") return [];
  const { failure, signed } = ending;
  const openDiagnose = (): void => {
    if (signed) openInDiagnose(evidenceOf(failure, signed, mode));
  };
  return failureView(failure, { wanted, signed, openDiagnose });
}

/** The signature that came, and what came of it. */
function evidenceOf(failure: Failure, { evidence }: Signed, mode: DevConfig["mode"]): Evidence {
  const { zoom, code } = failure;
  if (zoom) return { ...evidence, error: { code: zoom.code, message: zoom.message } };
  if (code !== "sdk-silent") return evidence;
  const limits: { readonly [step: string]: number } = { ...DEADLINES, joined: PATIENCE[mode] };
  const limit = limits[failure.evidence.steps.at(-1)?.step ?? ""];
  return limit === undefined ? evidence : { ...evidence, error: { hungSeconds: limit / 1000 } };
}

function sayWhere({ mode, sdkVersions, installSdk }: DevConfig): void {
  const line = element("mode", HTMLElement);
  line.textContent =
    mode === "sandbox"
      ? "Sandbox: the meeting is a local stand-in, not Zoom. It checks the signature by Zoom’s documented rules; nothing leaves this machine."
      : "This page joins through Zoom itself, with the credentials of the environment. There is no sandbox here.";
  line.hidden = false;
  element("missing-sdk", HTMLElement).hidden = sdkVersions.length > 0;
  element("install-sdk", HTMLElement).textContent = installSdk;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

start().catch((error: unknown) => {
  say({ tone: "bad", title: "The page could not start", text: wordsOf(error) });
});
