import type { Sandbox } from "@countersign/sandbox";
import { Scanner } from "./scanner.ts";

/** What tokens of the stand-in begin with: no secret, and it stands before nothing else. */
const KNOWN_BEGINNING = /^(?:sandbox-[a-z]+-\d+-|zsk_[a-z0-9-]+_)/;
const GIVEN = /"(?:access_token|refresh_token|token)"\s*:\s*"([^"]{16,})"/g;
const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;
/** A refresh of a thousand generations leaves two thousand tokens; of each kind the first and the last are looked for whole. */
const OF_A_KIND = 40;

/** The secrets of one test, or of one file of tests. */
export class Secrets {
  readonly #known = new Map<string, string | Uint8Array>();
  readonly #tokens = new Map<string, Set<string>>();

  /** @param value Of 8 bytes at least. */
  add(name: string, value: string | Uint8Array): void {
    this.#known.set(name, value);
  }

  /** The stand-in, of which every token it gives out is noted. */
  of(sandbox: Sandbox): Sandbox {
    return {
      ...sandbox,
      zoom: {
        ...sandbox.zoom,
        grant: (wish) => {
          const issued = sandbox.zoom.grant(wish);
          this.note(issued.accessToken);
          this.note(issued.refreshToken);
          return issued;
        },
      },
      fetch: async (request, host) => {
        const response = await sandbox.fetch(request, host);
        const code = /[?&]code=([\w-]{16,})/.exec(response.headers.get("location") ?? "")?.[1];
        if (code !== undefined) this.note(code);
        // Beside the answer, which may take its time, or not come to an end.
        beginningOf(response.clone()).then(
          (written) => {
            for (const [, token = ""] of written.matchAll(GIVEN)) this.note(token);
          },
          () => undefined,
        );
        return response;
      },
    };
  }

  /** One of many: a token, a signature. */
  note(token: string): void {
    const kind = /^sandbox-([a-z]+)-/.exec(token)?.[1] ?? "jwt";
    const known = this.#tokens.get(kind) ?? new Set();
    known.add(token);
    this.#tokens.set(kind, known);
  }

  get size(): number {
    return this.#known.size + [...this.#tokens.values()].reduce((sum, { size }) => sum + size, 0);
  }

  scanner(): Scanner {
    const scanner = new Scanner();
    for (const kind of ["access", "refresh", "code", "obf"]) {
      scanner.addWhole(`a token of the stand-in (${kind})`, `sandbox-${kind}-`);
    }
    for (const [name, value] of this.#known) add(scanner, name, value);
    for (const [kind, tokens] of this.#tokens) {
      const all = [...tokens].map((token, index) => [`${kind} token ${index + 1}`, token] as const);
      const some = all.length > 2 * OF_A_KIND ? [...all.slice(0, OF_A_KIND), ...all.slice(-OF_A_KIND)] : all;
      for (const [name, token] of some) add(scanner, name, token);
    }
    return scanner;
  }
}

/** Answers with tokens are short; one of fifty megabytes is not waited for. */
async function beginningOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    if (text.length > 10_000) break;
  }
  return text;
}

function add(scanner: Scanner, name: string, value: string | Uint8Array): void {
  if (typeof value !== "string") scanner.add(name, value);
  else if (JWT.test(value)) scanner.addJwt(name, value);
  else scanner.add(name, value.replace(KNOWN_BEGINNING, ""));
}
