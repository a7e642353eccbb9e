import { type Evidence, takeApart } from "@countersign/core/diagnose";
import { element } from "../dom.ts";
import { field } from "./element.ts";
import { looseObject } from "./loose-json.ts";
import { looksLikeSecret, looksLikeToken } from "./mixed-up.ts";

/** Where a report sends its reader for each piece of evidence. */
const FIELDS: { readonly [path: string]: string } = {
  signature: "the first field",
  "credentials.sdkKey": "the field “Client id”",
  "credentials.sdkSecret": "the field “Client secret”",
  "expected.meetingNumber": "the field “Meeting number”",
  "expected.role": "the field “Role wanted”",
  "client.platform": "the field “SDK and view”",
  "client.view": "the field “SDK and view”",
  "client.sdkVersion": "the field “SDK version”",
  error: "the field “Error code”",
  joinCall: "the field “What join() was given”",
  app: "the field “The app’s manifest”",
  meeting: "the field “What Zoom’s API says”",
  works: "the tab “Compare”",
  "credentials.others": "the command line",
  "client.crossOriginIsolated": "the command line",
  clockOffset: "the command line",
};

export function fieldFor(path: string): string {
  return FIELDS[path] ?? "the command line";
}

type Piece = "signature" | "credentials" | "expected" | "client" | "error" | "joinCall" | "app" | "meeting";

/** The fields of each piece of evidence. */
const PIECES: { readonly [P in Piece]: readonly string[] } = {
  signature: ["signature", "as-is"],
  credentials: ["sdk-key", "sdk-secret"],
  expected: ["expect-meeting", "expect-role"],
  client: ["client", "sdk-version"],
  error: ["error-code", "error-text", "hung"],
  joinCall: ["join-call"],
  app: ["app"],
  meeting: ["meeting"],
};
const MORE: readonly Piece[] = ["expected", "client", "error", "joinCall", "app", "meeting"];

/** What stands in the form, and what an example brought along that no field can hold, a promise or a line break. */
export class EvidenceForm {
  readonly element: HTMLFormElement;
  #asIs = field("as-is") as HTMLInputElement;
  #example: Evidence = {};

  constructor(element: HTMLFormElement) {
    this.element = element;
    element.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLElement) this.#touched(target.id);
    });
  }

  /** A piece counts as the example has it until something is typed into one of its fields. */
  #touched(id: string): void {
    const piece = Object.entries(PIECES).find(([, ids]) => ids.includes(id))?.[0];
    if (piece === undefined) return;
    const kept = Object.entries(this.#example).filter(([name]) => name !== piece);
    // Another signature is of another time than the example's.
    this.#example = Object.fromEntries(
      piece === "signature" ? kept.filter(([name]) => name !== "now") : kept,
    );
  }

  /** Whether something was given to look at. */
  isEmpty(): boolean {
    return Object.keys(this.read()).length === 0;
  }

  /** The text in which the token is shown. */
  token(): string {
    const { signature } = this.read();
    return typeof signature === "string" ? signature : "";
  }

  /** The moment of an example, which is not now. */
  exampleTime(): number | undefined {
    return this.#example.now;
  }

  read(): Evidence {
    const pasted = this.#pasted();
    const joinCall = json("join-call");
    const [platform, view] = value("client").split("/");
    const secret = value("sdk-secret");
    const given: { readonly [P in Piece]: unknown } = {
      signature: pasted.signature ?? textIn(joinCall, "signature"),
      credentials: some({ sdkKey: value("sdk-key"), sdkSecret: looksLikeToken(secret) ? "" : secret }),
      expected: some({ meetingNumber: value("expect-meeting"), role: number("expect-role") }),
      client: some({ platform, view, sdkVersion: value("sdk-version") }),
      error: some({
        ...pasted.error,
        ...some({ code: value("error-code"), message: value("error-text"), hungSeconds: number("hung") }),
      }),
      joinCall,
      app: json("app"),
      meeting: json("meeting"),
    };
    return { ...(some(given) as Evidence | undefined), ...this.#example };
  }

  /** Fills the form with an example. */
  fill(evidence: Evidence): void {
    this.element.reset();
    this.#example = evidence;
    const { signature, credentials, expected, client, error, joinCall, app, meeting } = evidence;
    const { platform, view } = client ?? {};
    const values: { readonly [id: string]: unknown } = {
      signature: Object.hasOwn(evidence, "signature") ? inWords(signature) : "",
      "sdk-key": credentials?.sdkKey,
      "sdk-secret": credentials?.sdkSecret,
      "expect-meeting": expected?.meetingNumber,
      "expect-role": expected?.role,
      client: platform && platform !== "web" ? "native/" : platform || view ? `web/${view ?? ""}` : "",
      "sdk-version": client?.sdkVersion,
      "error-code": error?.code,
      "error-text": error?.message,
      hung: error?.hungSeconds,
      "join-call": joinCall && JSON.stringify(joinCall, null, 1),
      app: app && JSON.stringify(app),
      meeting: meeting && JSON.stringify(meeting),
    };
    for (const [id, text] of Object.entries(values)) field(id).value = text === undefined ? "" : String(text);
    element("more", HTMLDetailsElement).open = MORE.some((piece) => Object.hasOwn(evidence, piece));
  }

  forget(): void {
    this.#example = {};
  }

  /** What is said beside the fields. */
  notes(): { readonly [id: string]: string } {
    const text = value("signature");
    const pasted = this.#pasted();
    const asIs = this.#asIs.checked;
    return {
      "signature-note": looksLikeSecret(text)
        ? "This looks like a client secret, not a signature. It was sent nowhere. A secret that was pasted elsewhere should be rotated."
        : pasted.takenFrom !== undefined && !asIs
          ? `The signature was taken out of what you pasted${pasted.takenFrom > 1 ? `, one of ${pasted.takenFrom} in it` : ""}.`
          : "",
      "secret-note": looksLikeToken(value("sdk-secret"))
        ? "This is a token, not a secret: paste it into the first field. The secret is what signs it."
        : "With the secret, the most common mistake can be computed. It stays in this tab and is wiped when you leave.",
      ...Object.fromEntries(
        ["join-call", "app", "meeting"].map((id) => [
          `${id}-note`,
          value(id) !== "" && !looseObject(value(id))
            ? "This cannot be read as an object of JSON, and is left out."
            : "",
        ]),
      ),
    };
  }

  #pasted(): ReturnType<typeof takeApart> {
    const text = field("signature").value;
    if (text === "") return {};
    return this.#asIs.checked ? { signature: text } : takeApart(text);
  }
}

function value(id: string): string {
  const { value } = field(id);
  return id === "sdk-secret" || id === "sdk-key" ? value : value.trim();
}

function number(id: string): number | undefined {
  const text = value(id);
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function json(id: string): { readonly [name: string]: unknown } | undefined {
  return looseObject(value(id));
}

function textIn(object: { readonly [name: string]: unknown } | undefined, name: string): string | undefined {
  const member = object?.[name];
  return typeof member === "string" ? member : undefined;
}

/** The members that say something; nothing where none does. */
function some<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } | undefined {
  const kept = Object.entries(members).filter(([, member]) => member !== undefined && member !== "");
  return kept.length > 0
    ? (Object.fromEntries(kept) as { [Name in keyof T]?: Exclude<T[Name], undefined> })
    : undefined;
}

function inWords(signature: unknown): string {
  if (typeof signature === "string") return signature;
  return typeof signature === "object" && signature !== null && !("then" in signature)
    ? JSON.stringify(signature)
    : String(signature);
}
