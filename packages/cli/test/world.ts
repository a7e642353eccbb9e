import { type ExitCode, type Io, main } from "countersign";

/** 2026-11-24T06:00:00Z */
export const NOW = 1_795_500_000;

export const KEY = "Zb3kR9tQmL2xVw7nAc1dEg";
/** Looked for in everything that is printed; it must never be found. */
export const SECRET = "cAnArY5eCrEtOfThEtEsTs0123456789";
export const OLD_SECRET = "oLdCaNaRyOfThEtEsTs9876543210abcd";

export const CREDENTIALS = { ZOOM_MEETING_SDK_KEY: KEY, ZOOM_MEETING_SDK_SECRET: SECRET } as const;

export interface World {
  readonly env?: Io["env"];
  readonly stdin?: string;
  /** Files by path; `.env` stands for the one in the working directory. */
  readonly files?: { [path: string]: string };
  readonly modes?: { readonly [path: string]: number };
  readonly isTTY?: boolean;
  readonly stopped?: () => Promise<void>;
  readonly onStderr?: (text: string) => void;
}

export interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export const CWD = "/home/dev/app";

export function ioOf(world: World): { readonly io: Io; readonly seen: () => Omit<Ran, "exit"> } {
  const seen = { stdout: "", stderr: "" };
  const files = world.files ?? {};
  const pathOf = (path: string) => (path.startsWith(`${CWD}/`) ? path.slice(CWD.length + 1) : path);
  const io: Io = {
    stdin: Object.assign(
      (async function* () {
        yield world.stdin ?? "";
      })(),
      { isTTY: world.isTTY },
    ),
    stdout: {
      isTTY: world.isTTY,
      write: (text) => {
        seen.stdout += text;
      },
    },
    stderr: {
      isTTY: false,
      write: (text) => {
        seen.stderr += text;
        world.onStderr?.(text);
      },
    },
    env: world.env ?? {},
    cwd: CWD,
    now: () => NOW,
    readFile: (path) => {
      const text = files[pathOf(path)];
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return text;
    },
    writeFile: (path, text) => {
      files[pathOf(path)] = text;
    },
    fileMode: (path) => world.modes?.[pathOf(path)] ?? 0o600,
    stopped: world.stopped ?? (() => Promise.resolve()),
  };
  return { io, seen: () => ({ ...seen }) };
}

export async function run(argv: readonly string[], world: World = {}): Promise<Ran> {
  const { io, seen } = ioOf(world);
  const exit = await main(argv, io);
  return { exit, ...seen() };
}
