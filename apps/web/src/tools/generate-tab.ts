import { CountersignError, createSigner, parseMeetingNumber, type Role } from "@countersign/core";
import { element } from "../dom.ts";
import { book } from "./book.ts";
import { claimTable } from "./claims.ts";
import { copyButton } from "./copy.ts";
import { field, h, onInput } from "./element.ts";
import { looksLikeToken } from "./mixed-up.ts";
import { say } from "./say.ts";
import { filled, type SnippetRequest } from "./snippets.ts";
import { tokenView } from "./token-view.ts";

/** What the code shows until the form says better. */
const KEY = "YOUR_CLIENT_ID";
const MEETING = "87270695528";

interface Request extends SnippetRequest {
  readonly secret: string;
  readonly meeting: string;
}

export function startGenerate(): { readonly wipe: () => void } {
  const form = element("request", HTMLFormElement);
  const signed = element("signed", HTMLElement);
  const language = field("language") as HTMLSelectElement;

  const draw = (): void => {
    const request = read(form);
    for (const id of ["g-meeting", "g-role", "g-mode"]) field(id).disabled = request.kind === "native";
    signed.replaceChildren(...signedView(request));
    if (!element("generate", HTMLElement).hidden) void code(request, language);
  };
  const wipe = (): void => {
    form.reset();
    draw();
  };

  onInput(form, draw);
  form.addEventListener("reset", () => requestAnimationFrame(draw));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    draw();
    say("Signed again");
  });
  onInput(language, draw);
  window.addEventListener("hashchange", draw);
  element("code-copy", HTMLElement).append(
    copyButton("Copy the code", () => element("code", HTMLElement).textContent ?? ""),
  );
  draw();
  return { wipe };
}

function read(form: HTMLFormElement): Request {
  const kind = new FormData(form).get("g-kind") === "native" ? "native" : "web";
  const mode = field("g-mode").value;
  const meeting = field("g-meeting").value.trim();
  return {
    kind,
    key: field("g-key").value,
    secret: field("g-secret").value,
    meeting,
    meetingNumber: numberOf(meeting) ?? MEETING,
    role: field("g-role").value === "1" ? 1 : 0,
    lifetime: Number(field("g-life").value),
    ...(mode !== "" && { mode: mode === "1" ? 1 : 0 }),
  };
}

function numberOf(text: string): string | undefined {
  try {
    return parseMeetingNumber(text).meetingNumber;
  } catch {
    return undefined;
  }
}

function signedView(request: Request): HTMLElement[] {
  const { kind, key, secret, meeting, role, lifetime, mode } = request;
  const missing = [
    ...(key === "" ? ["the client id"] : []),
    ...(secret === "" ? ["the client secret"] : []),
    ...(kind === "web" && meeting === "" ? ["the meeting number"] : []),
  ];
  if (missing.length > 0) {
    return [
      h("h3", { class: "verdict plain" }, "The signature stands here as you type"),
      h("p", {}, `Still missing: ${missing.join(", ")}.`),
    ];
  }
  if (looksLikeToken(secret)) {
    return refused(
      "A token stands in the field of the secret",
      "The secret is what signs it. To look into a token, take the tab Diagnose.",
    );
  }
  try {
    const signer = createSigner({ sdkKey: key, sdkSecret: secret, allowInPageForTests: true });
    const { signature } =
      kind === "native"
        ? signer.signNative({ expirationSeconds: lifetime })
        : signer.sign({
            meetingNumber: meeting,
            role: role as Role,
            expirationSeconds: lifetime,
            videoWebRtcMode: mode,
          });
    return [
      h(
        "div",
        { class: "bar" },
        h("h3", {}, "Signature"),
        copyButton("Copy the signature", () => signature),
      ),
      tokenView(signature),
      claimTable(signature),
    ];
  } catch (error) {
    if (error instanceof CountersignError) return refused(error.message, error.help);
    return refused("It could not be signed", String(error));
  }
}

function refused(message: string, help: string): HTMLElement[] {
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return [h("h3", { class: "verdict bad" }, "Not signed"), h("p", {}, sentence), h("p", {}, help)];
}

async function code(request: Request, select: HTMLSelectElement): Promise<void> {
  const { languages } = await book();
  if (select.options.length === 0) {
    select.append(...languages.map(({ id, name }) => h("option", { value: id }, name)));
  }
  const language = languages.find(({ id }) => id === select.value) ?? languages[0];
  if (!language) return;
  const key = /^[\w.-]{4,128}$/.test(request.key) ? request.key : KEY;
  element("code", HTMLElement).textContent = filled(language.template, { ...request, key });
  element("code-note", HTMLElement).textContent =
    `${language.file}. ${language.note}. The secret is read from ZOOM_MEETING_SDK_SECRET and stands in no code.`;
}
