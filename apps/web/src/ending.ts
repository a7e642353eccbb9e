import type { Wanted } from "./form.ts";
import type { Ending } from "./joining.ts";
import type { Tone } from "./outcome.ts";
import type { Failure, JoinOrder } from "./protocol.ts";

export interface LastWord {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

/** How a join ended, in the largest words of the page and one sentence. */
export function lastWord(ending: Ending, { version, view }: Wanted, mode: JoinOrder["mode"]): LastWord {
  const sdk = `SDK ${version}, ${view} view`;
  if (ending.kind === "failed") return { tone: "bad", ...failed(ending.failure, sdk, mode) };
  if (mode === "zoom") {
    const text = `${sdk}, reports that it joined. It reports the same when the host still has to let you in.`;
    return { tone: "good", title: "Joined", text };
  }
  if (ending.standIn?.outcome === "in-waiting-room") {
    const text = `${sdk}, reports that it joined, and the sandbox’s meeting keeps you in its waiting room. Nobody will let you in: it is a stand-in and not Zoom.`;
    return { tone: "note", title: "In the waiting room", text };
  }
  const text = `${sdk}, reports that it joined the sandbox’s meeting, which is a stand-in and not Zoom.`;
  return { tone: "good", title: "Joined", text };
}

export function left({ version, view }: Wanted): LastWord {
  return {
    tone: "note",
    title: "Left",
    text: `SDK ${version}, ${view} view, reports that the meeting is over for you.`,
  };
}

type Said = Pick<LastWord, "title" | "text">;

function failed({ code, zoom, message }: Failure, sdk: string, mode: JoinOrder["mode"]): Said {
  const whole = sentence(message);
  const says = zoom ? `${sdk}, says: ${zoom.message}` : whole;
  const words: { readonly [Code in Failure["code"]]: Said } = {
    aborted: { title: "Given up", text: whole },
    "page-not-ready": { title: "The page was not ready", text: whole },
    "endpoint-unreachable": { title: "No signature: this server did not answer", text: whole },
    "endpoint-silent": { title: "No signature: this server did not answer", text: whole },
    "endpoint-refused": { title: "No signature: this server refused it", text: whole },
    "endpoint-not-json": { title: "No signature in this server’s answer", text: whole },
    "endpoint-without-signature": { title: "No signature in this server’s answer", text: whole },
    "get-signature-failed": { title: "No signature", text: whole },
    "rejected-before-join": {
      title: "Not sent to Zoom",
      text: `${sdk}, was not even loaded: what was going to be sent would be refused for sure.`,
    },
    "sdk-not-loaded": { title: "The SDK could not be loaded", text: says },
    "sdk-failed": { title: `The SDK failed: ${zoom?.code ?? "without a word"}`, text: says },
    "sdk-silent": { title: "No answer from the SDK", text: whole },
    "zoom-unreachable": { title: `Zoom was not reached: ${zoom?.code ?? "no code"}`, text: says },
    "zoom-refused": {
      title: `Refused: ${zoom?.code ?? "no code"}`,
      text: `${says}${mode === "sandbox" ? " The stand-in refused, not Zoom." : ""}`,
    },
    unforeseen: { title: "The join did not start", text: whole },
  };
  return words[code];
}

function sentence(text: string): string {
  const plain = text.replaceAll("`", "");
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}${/[.!?”"]$/.test(plain) ? "" : "."}`;
}
