import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Instruction, type Stage, stagesOf } from "./dockerfile.ts";

export interface Simulation {
  readonly dockerfile: string;
  /** What the build may copy from. */
  readonly context: string;
  /** Gets one folder a stage. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** What is done instead of a RUN; undefined: it is run. */
  readonly instead: (command: string, workdir: string) => "done" | undefined;
}

export interface Built {
  /** The root of the last stage's file system, as far as the Dockerfile fills it. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly instruction: (name: string) => Instruction;
}

/**
 * Does in folders what the stages of a Dockerfile do in images: FROM another stage, WORKDIR, COPY, RUN. There is no
 * isolation and no base image; programs are this machine's.
 */
export function simulate(simulation: Simulation): Built {
  const { folder } = simulation;
  const { stages } = stagesOf(simulation.dockerfile);
  const rootOf = (index: number): string => join(folder, stages[index]?.name ?? `stage-${index}`);
  const workdirs: string[] = [];
  for (const [index, stage] of stages.entries()) {
    const from = stages.findIndex(({ name }) => name === stage.image);
    if (from >= 0) cpSync(rootOf(from), rootOf(index), { recursive: true, verbatimSymlinks: true });
    else mkdirSync(rootOf(index), { recursive: true });
    workdirs[index] = build(simulation, stage, rootOf(index), workdirs[from] ?? "/");
  }
  const last = stages.at(-1);
  return {
    folder: rootOf(stages.length - 1),
    env: Object.fromEntries(
      (last?.instructions ?? [])
        .filter(({ name }) => name === "ENV")
        .flatMap(({ rest }) => rest.split(/\s+/).map((pair) => pair.split("=", 2) as [string, string])),
    ),
    instruction(name) {
      const found = last?.instructions.find((one) => one.name === name);
      if (!found) throw new Error(`no ${name} in the last stage`);
      return found;
    },
  };
}

function build(simulation: Simulation, stage: Stage, root: string, inherited: string): string {
  let workdir = inherited;
  for (const { name, flags, rest } of stage.instructions) {
    const here = join(root, workdir);
    if (name === "WORKDIR") {
      workdir = resolve(workdir, rest);
      mkdirSync(join(root, workdir), { recursive: true });
    } else if (name === "COPY") {
      const from = flags.from === undefined ? simulation.context : join(simulation.folder, flags.from);
      copy(rest.split(/\s+/), from, here);
    } else if (name === "RUN" && simulation.instead(rest, here) === undefined) {
      run(rest, here, simulation.env);
    }
  }
  return workdir;
}

/** A folder's contents go to the target, files into it where it is a folder. */
function copy(words: readonly string[], from: string, workdir: string): void {
  const sources = words.slice(0, -1);
  const target = words.at(-1) ?? "";
  const into = target.endsWith("/") || sources.length > 1;
  for (const source of sources) {
    const path = join(from, source);
    const isFile = statSync(path).isFile();
    const to = join(workdir, target, isFile && into ? basename(source) : "");
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to, { recursive: true, verbatimSymlinks: true });
  }
}

function run(command: string, cwd: string, env: NodeJS.ProcessEnv): void {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`RUN ${command} ended with ${status}:\n${stdout}${stderr}`);
}
