import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Canaries, newCanaries, texts } from "./canaries.ts";
import { configurationOf, environmentOf, type Places, writePrivate, writeSecrets } from "./configuration.ts";
import { type Issuer, startIssuer } from "./issuer.ts";
import { freePort, type Ran, type Running, startServer } from "./process.ts";
import { type Hit, kindOf, Scanner } from "./scanner.ts";
import { type RecordedZoom, startZoom } from "./zoom.ts";

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer with what it is meant to carry taken out. */
interface Kept {
  readonly place: string;
  readonly text: string;
  /** As it was. */
  readonly whole: string;
  /** A canary that the asker itself had sent, as the value of a field, to be shown what was wrong with it. */
  readonly sentBy?: string | undefined;
}

/** What all sealed values and all tokens of the stand-in begin with: format, key and kind, which are no secret. */
const KNOWN_BEGINNING = /^v1\.[^.]+\.|^sandbox-[a-z]+-\d+-/;

/** A whole server in a process of its own, what it needs around it, and everything it was heard to say. */
export class Scene {
  readonly folder: string;
  readonly url: string;
  readonly canaries: Canaries;
  readonly issuer: Issuer;
  readonly zoom: RecordedZoom;
  readonly config: ReturnType<typeof configurationOf>;
  readonly server: Running;
  /** Secrets of this run by name: those that the server was given, and those that came into being since. */
  readonly secrets: Map<string, string>;
  readonly #answers: Kept[] = [];

  private constructor(
    parts: Pick<Scene, "canaries" | "config" | "folder" | "issuer" | "server" | "url" | "zoom">,
  ) {
    this.folder = parts.folder;
    this.url = parts.url;
    this.canaries = parts.canaries;
    this.issuer = parts.issuer;
    this.zoom = parts.zoom;
    this.config = parts.config;
    this.server = parts.server;
    this.secrets = new Map(texts(parts.canaries));
  }

  static async start(places: Places): Promise<Scene> {
    const folder = mkdtempSync(join(tmpdir(), "countersign-canary-"));
    const canaries = await newCanaries();
    writeSecrets(folder, canaries);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const issuer = await startIssuer();
    const zoom = await startZoom(canaries, `${url}/oauth/callback`);
    const config = configurationOf(canaries, { port, zoomUrl: zoom.url, issuerUrl: issuer.url, places });
    const path = join(folder, "countersign.config.json");
    writeFileSync(path, JSON.stringify(config));
    const server = await startServer(path, environmentOf(canaries));
    return new Scene({ canaries, config, folder, issuer, server, url, zoom });
  }

  get configPath(): string {
    return join(this.folder, "countersign.config.json");
  }

  /** Where the server says that its metrics are. */
  get metricsUrl(): string {
    return /^metrics are at (\S+)/m.exec(this.server.stderr())?.[1] ?? "";
  }

  get data(): string {
    return join(this.folder, "data");
  }

  /** Has the server read this text instead of its configuration, and then its own again. */
  async reloadWith(text: string): Promise<void> {
    writeFileSync(this.configPath, text);
    await this.server.reload();
    writeFileSync(this.configPath, JSON.stringify(this.config));
  }

  /** Has the server read one of its secrets' files with another text in it, and then the old one again. */
  async reloadWithFile(name: string, text: string, before: string): Promise<void> {
    const path = join(this.folder, "secrets", name);
    writePrivate(path, text);
    await this.server.reload();
    writePrivate(path, before);
  }

  async ask(sent: Sent): Promise<Answer> {
    const { method = "POST", path, headers = {}, body } = sent;
    const response = await fetch(path.startsWith("http") ? path : this.url + path, {
      method,
      redirect: "manual",
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Keeps an answer for the scan. What it may carry is taken out once, where it has to stand. */
  keep(place: string, { headers, text }: Answer, carries: readonly string[], sentBy?: string): void {
    const shown = [...headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    const whole = `${shown}\n\n${text}`;
    let rest = whole;
    for (const value of carries) {
      const at = rest.indexOf(value);
      if (at < 0) throw new Error(`${place}: what it is meant to carry is not there`);
      rest = rest.slice(0, at) + rest.slice(at + value.length);
    }
    this.#answers.push({ place, text: rest, whole, sentBy });
  }

  get answers(): number {
    return this.#answers.length;
  }

  /** Looks for all secrets of this run, those of Zoom too. */
  scanner(): Scanner {
    const scanner = new Scanner();
    const all: (readonly [name: string, value: string])[] = [
      ...this.secrets,
      ...[...this.zoom.given].flatMap(([name, values]) =>
        [...values].map((value, index) => [`${name} ${index + 1}`, value] as const),
      ),
    ];
    for (const [name, value] of all) {
      if (/^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(value)) scanner.addJwt(name, value);
      else scanner.add(name, value.replace(KNOWN_BEGINNING, ""));
    }
    for (const name of ["auditKey", "grantsKey", "redisKey"] as const) {
      scanner.add(`${name}, decoded`, Buffer.from(this.canaries[name], "base64"));
    }
    return scanner;
  }

  scanAnswers(scanner: Scanner): readonly Hit[] {
    // What a field held is shown to whoever sent it, cut. Signatures of one app have much of their claims in common.
    return this.#answers.flatMap(({ place, text, sentBy }) =>
      scanner
        .scan(place, text)
        .filter(({ canary }) => sentBy === undefined || !canary.startsWith(kindOf(sentBy))),
    );
  }

  /** The secrets that answers carried because they are meant to. */
  carried(scanner: Scanner): ReadonlySet<string> {
    const carrying = this.#answers.filter(({ text, whole }) => text !== whole);
    return new Set(
      carrying.flatMap(({ place, whole }) => scanner.scan(place, whole).map(({ canary }) => kindOf(canary))),
    );
  }

  async stop(): Promise<Ran> {
    const ran = await this.server.stop();
    await this.zoom.close();
    await this.issuer.close();
    return ran;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
