import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { type ExitCode, type Io, main } from "countersign";
import { SECRETS, temporaryFolder } from "../canary/support/suite.ts";
import { requestOf } from "./curl.ts";
import { deferred } from "./deferred.ts";
import { joinedLines, readLine, type ShellCommand } from "./shell-words.ts";

export interface LineResult {
  readonly exit: number;
  /** What a person at a terminal would see: both outputs as they came. */
  readonly shown: string;
  readonly stdout: string;
  /** Of the last answer that `curl` got. */
  readonly status?: number;
}

interface RunningServer {
  readonly url: string;
  /** The port that the page names, where it is not the only server. */
  readonly port?: number;
  readonly stop: () => Promise<ExitCode>;
}

const LONG_RUNNING = new Set(["serve", "dev", "sandbox"]);
const LISTENING = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d+/;

/**
 * Runs the lines of documentation in process, in a folder of its own. `countersign` is `main()`; servers take any free
 * port. `curl` asks the server that was added for the port it names, else the last that the lines before it started.
 */
export class Shell {
  readonly #temporary = temporaryFolder("docs");
  readonly folder: string = this.#temporary.path;
  readonly #env: { [name: string]: string | undefined };
  readonly #now: () => number;
  #servers: RunningServer[] = [];
  #lastKey: string | undefined;

  constructor(env: Io["env"], now: () => number) {
    this.#env = { ...env };
    this.#now = now;
    for (const [name, value] of Object.entries(env)) {
      if (value && name.endsWith("SECRET")) SECRETS.add(name, value);
    }
  }

  /** A server started by other means, for `curl` to ask. */
  addServer(server: RunningServer): void {
    this.#servers.push(server);
  }

  /** A file that a page has its reader write. */
  write(name: string, text: string): void {
    writeFileSync(this.#path(name), this.#withPorts(text));
  }

  async run(text: string): Promise<LineResult> {
    let shown = "";
    let stdout = "";
    let status: number | undefined;
    for (const line of joinedLines(text)) {
      const result = await this.#line(line);
      shown += result.shown;
      stdout += result.stdout;
      status = result.status ?? status;
      if (result.exit !== 0) return { exit: result.exit, shown, stdout, ...(status && { status }) };
    }
    return { exit: 0, shown, stdout, ...(status && { status }) };
  }

  /** Ends every server; whether each of them ended well. */
  async close(): Promise<readonly ExitCode[]> {
    const ends = await Promise.all(this.#servers.map((server) => server.stop()));
    this.#servers = [];
    this.#temporary.remove();
    return ends;
  }

  async #line(line: string): Promise<LineResult> {
    if (/^(?:npm|docker|podman|git|cd) /.test(line)) throw cannotRun(line);
    const commands = await readLine(line, {
      variable: (name) => this.#env[name] ?? "",
      substitute: async (inner) => {
        const { exit, shown, stdout } = await this.#line(inner);
        if (exit !== 0) throw new Error(`$(${inner}) ended with ${exit}: ${shown}`);
        return stdout.replace(/\n+$/, "");
      },
    });
    let stdin = "";
    let shown = "";
    let result: LineResult = { exit: 0, shown: "", stdout: "" };
    for (const [index, command] of commands.entries()) {
      result = await this.#command(command, stdin, line);
      const isLast = index === commands.length - 1;
      // What a pipe or a file takes is not seen.
      const goesOn = !isLast || command.into !== undefined;
      shown += goesOn ? result.shown.replace(result.stdout, "") : result.shown;
      if (command.into !== undefined) writeFileSync(this.#path(command.into), result.stdout);
      stdin = result.stdout;
    }
    return { ...result, shown };
  }

  async #command({ assignments, words }: ShellCommand, stdin: string, line: string): Promise<LineResult> {
    const [program, ...args] = words;
    if (program === undefined || program === "export") {
      const exported = args.map((word): [string, string] => {
        const [name = "", ...rest] = word.split("=");
        return [name, rest.join("=")];
      });
      Object.assign(this.#env, Object.fromEntries([...assignments, ...exported]));
      return { exit: 0, shown: "", stdout: "" };
    }
    const env = { ...this.#env, ...Object.fromEntries(assignments) };
    switch (program) {
      case "countersign":
        return this.#countersign(args, env, stdin);
      case "npx": {
        // Its own flags stand before the program; behind it they are the program's.
        const rest = args.slice(args.findIndex((word) => word !== "-y" && word !== "--yes"));
        if (rest[0] === "countersign") return this.#countersign(rest.slice(1), env, stdin);
        break;
      }
      case "curl":
        return this.#curl(args);
      case "echo":
        return said(`${args.join(" ")}\n`);
      case "printf":
        return said(args.join(" ").replaceAll("\\n", "\n"));
      case "openssl":
        if (args.join(" ") === "rand -base64 32") return said(`${randomBytes(32).toString("base64")}\n`);
        if (args.join(" ") === "rand -hex 24") return said(`${randomBytes(24).toString("hex")}\n`);
        break;
      case "cat":
        return said(args.map((file) => readFileSync(this.#path(file), "utf8")).join(""));
      case "chmod":
        for (const file of args.slice(1)) chmodSync(this.#path(file), Number.parseInt(args[0] ?? "", 8));
        return said("");
      case "mkdir":
        for (const folder of args) mkdirSync(this.#path(folder));
        return said("");
    }
    throw cannotRun(line);
  }

  async #countersign(args: readonly string[], env: Io["env"], stdin: string): Promise<LineResult> {
    const portAt = args.indexOf("--port");
    // Ports in documentation are for people; two tests at once would fight over them.
    const argv = args.map((word, index) =>
      portAt >= 0 && index === portAt + 1 ? "0" : this.#withPorts(word),
    );
    const serves = LONG_RUNNING.has(args[0] ?? "") && !args.includes("--help");
    if (serves && portAt < 0) argv.push("--port", "0");
    const stopped = deferred<void>();
    let shown = "";
    let stdout = "";
    const listens = deferred<string>();
    const io: Io = {
      stdin: (async function* () {
        yield stdin;
      })(),
      stdout: {
        write: (text) => {
          shown += text;
          stdout += text;
        },
      },
      stderr: {
        write: (text) => {
          shown += text;
          const url = LISTENING.exec(text)?.[0];
          if (url !== undefined) listens.resolve(url);
        },
      },
      env,
      cwd: this.folder,
      now: this.#now,
      readFile: (path) => readFileSync(this.#path(path), "utf8"),
      writeFile: (path, text) => {
        mkdirSync(dirname(this.#path(path)), { recursive: true });
        writeFileSync(this.#path(path), text, { mode: 0o600 });
      },
      fileMode: (path) => statSync(this.#path(path)).mode & 0o777,
      stopped: () => stopped.promise,
    };
    const ended = main(argv, io);
    if (!serves) {
      const exit = await ended;
      this.#lastKey = /zsk_[\w-]+/.exec(stdout)?.[0] ?? this.#lastKey;
      if (this.#lastKey !== undefined) SECRETS.add("the API key of a page", this.#lastKey);
      return { exit, shown, stdout };
    }
    const first = await Promise.race([listens.promise, ended]);
    if (typeof first === "number") return { exit: first, shown, stdout };
    this.#servers.push({
      url: first,
      stop: () => {
        stopped.resolve();
        return ended;
      },
    });
    return { exit: 0, shown, stdout };
  }

  async #curl(args: readonly string[]): Promise<LineResult> {
    const port = Number(
      /^https?:\/\/[^/]*:(\d+)/.exec(args.find((word) => /^https?:/.test(word)) ?? "")?.[1],
    );
    const server =
      this.#servers.find((one) => one.port === port) ??
      this.#servers.findLast((one) => one.port === undefined);
    if (!server) throw new Error("curl, but no line before it started a server");
    const key = this.#lastKey;
    const words = args.map((word) => {
      if (!word.includes("<API key>")) return word;
      if (key === undefined) throw new Error("<API key> stands here, but no line before it made one");
      return word.replace("<API key>", key);
    });
    const response = await fetch(requestOf(words, server.url));
    const body = await response.text();
    const { status } = response;
    return { exit: status < 400 ? 0 : 22, shown: body, stdout: body, status };
  }

  /** The ports that the page names, as they are here. */
  #withPorts(text: string): string {
    return this.#servers.reduce(
      (replaced, { url, port }) =>
        port === undefined ? replaced : replaced.replaceAll(`127.0.0.1:${port}`, new URL(url).host),
      text,
    );
  }

  #path(path: string): string {
    return isAbsolute(path) ? path : join(this.folder, path);
  }
}

function said(text: string): LineResult {
  return { exit: 0, shown: text, stdout: text };
}

function cannotRun(line: string): Error {
  return new Error(
    `this line cannot be run here: ${line}\nIf it is npm, docker or git, write "sh not-run" and a reason behind the fence.`,
  );
}
