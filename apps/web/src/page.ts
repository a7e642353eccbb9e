/** The page: reads the form, asks for a signature, joins in a frame, and says how it went. */
import { type DevConfig, readConfig } from "./config.ts";
import { element } from "./dom.ts";
import { Form } from "./form.ts";
import { Frame } from "./frame.ts";
import { joinOnce } from "./joining.ts";
import { Outcome } from "./outcome.ts";
import { NotIssued } from "./signature.ts";
import { Steps } from "./steps.ts";

const outcome = new Outcome();

async function start(): Promise<void> {
  const config = await readConfig();
  sayWhere(config);
  const steps = new Steps();
  const frame = new Frame();
  let running: AbortController | undefined;

  const form = new Form(config, () => {
    running?.abort();
    running = undefined;
    steps.clear();
    outcome.clear();
    form.busy(false);
  });

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = form.read();
    if (!wanted) return;
    running?.abort();
    running = new AbortController();
    steps.clear();
    outcome.clear();
    form.busy(true);
    const { signal } = running;
    joinOnce(wanted, { mode: config.mode, steps, outcome, frame }, signal)
      .catch(sayWhyNotStarted)
      .then((ending) => {
        if (ending !== "joined" && !signal.aborted) form.again();
      });
  });
}

function sayWhyNotStarted(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof NotIssued) outcome.say("bad", `No signature: ${error.status}`, message);
  else outcome.say("bad", "The join did not start", message);
}

function sayWhere(config: DevConfig): void {
  const line = element("mode", HTMLElement);
  line.textContent =
    config.mode === "sandbox"
      ? "Sandbox: the meeting is a local stand-in, not Zoom. It checks the signature by Zoom’s documented rules; nothing leaves this machine."
      : "This page joins through Zoom itself, with the credentials of the environment. There is no sandbox here.";
  line.hidden = false;
  const missing = config.sdkVersions.length === 0;
  element("missing-sdk", HTMLElement).hidden = !missing;
  element("install-sdk", HTMLElement).textContent = config.installSdk;
}

start().catch((error: unknown) => {
  outcome.say("bad", "The page could not start", error instanceof Error ? error.message : String(error));
});
