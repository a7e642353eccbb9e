import { joinCallsOf } from "../code/join-calls.ts";
import { type Module, readModule } from "../code/module.ts";
import { signingsOf } from "../code/signing.ts";
import type { NotLookedAt, SdkInUse } from "../report.ts";
import type { Project } from "../rule.ts";
import { variablesOf } from "./env-file.ts";
import type { ProjectFiles } from "./files.ts";
import { ignoreFileOf, ignoresAbove, isIgnored } from "./gitignore.ts";
import { modulesOf, withoutComments } from "./page.ts";
import { sdksInAddresses, sdksInLock, sdksInManifest, sdksInTexts } from "./sdks.ts";
import { NotList, type ReadFile, walk } from "./walk.ts";

/** Only scripts that speak of what the rules look at are parsed: of a large project a few. */
const OF_INTEREST = /zoom|sdk_?key|app_?key|token_?exp|meeting_?number/i;

export interface ReadProject {
  readonly project: Project;
  readonly filesRead: readonly string[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** Reads a folder, or one file in it. */
export function readProject(folder: string, only: string | undefined, disk: ProjectFiles): ReadProject {
  const { files, notLookedAt } = walk(folder, only, disk);
  const not = new NotList();
  const ofKind = (kind: ReadFile["kind"]["kind"]) => files.filter((file) => file.kind.kind === kind);
  const modules = files.flatMap((file) => modulesIn(file, not));
  const above = ignoresAbove(folder, disk);
  const ignores = [
    ...above.files,
    ...ofKind("gitignore").map((file) => ignoreFileOf({ ...file, path: above.prefix + file.path })),
  ];
  return {
    project: {
      modules,
      signings: modules.flatMap(signingsOf),
      joinCalls: modules.flatMap(joinCallsOf),
      variables: ofKind("env").flatMap(variablesOf),
      sdks: sdksIn(files, modules),
      isIgnored: (path) => isIgnored(above.prefix + path, ignores),
    },
    filesRead: files.map(({ path }) => path),
    notLookedAt: [...notLookedAt, ...not.list()],
  };
}

function modulesIn(file: ReadFile, not: NotList): readonly Module[] {
  const { kind } = file;
  if ((kind.kind !== "code" && kind.kind !== "page") || !OF_INTEREST.test(file.text)) return [];
  const { modules, whole } =
    kind.kind !== "code" ? modulesOf(file) : one(readModule(file, file.text, 0, kind.language));
  if (!whole)
    not.add("scripts that could not be parsed", "not JavaScript or TypeScript as Babel reads it", file.path);
  return modules;
}

function one(module: Module | undefined): ReturnType<typeof modulesOf> {
  return module ? { modules: [module], whole: true } : { modules: [], whole: false };
}

/** What a lock file says is installed holds; a package.json only where no lock file names the SDK. */
function sdksIn(files: readonly ReadFile[], modules: readonly Module[]): readonly SdkInUse[] {
  const locked = files.filter(({ kind }) => kind.kind === "lock").flatMap(sdksInLock);
  const declared = files.filter(({ kind }) => kind.kind === "manifest").flatMap(sdksInManifest);
  // Addresses in tags; the scripts between the tags stand in the same text.
  const loaded = files
    .filter(({ kind }) => kind.kind === "page")
    .flatMap((file) => sdksInAddresses(file, withoutComments(file.text)));
  const inScripts = modules.filter(({ base }) => base === 0).flatMap(sdksInTexts);
  return [...(locked.length > 0 ? locked : declared), ...loaded, ...inScripts];
}
