import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

/** Runs it to its end; whether it said that all went well. */
export function run(
  program: string,
  args: readonly string[],
  stdio: "inherit" | "ignore" = "inherit",
): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio, env }).status === 0;
}

/** Whether Debian's packages can be installed here: there is apt, and this is root. */
export const canInstallPackages = (): boolean =>
  process.getuid?.() === 0 && run("apt-get", ["--version"], "ignore");

/** Installs packages of Debian's. Whether all of them came. */
export const installPackages = (...packages: readonly string[]): boolean =>
  run("apt-get", ["update", "-qq"]) &&
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);

/** Servers the tests start for themselves, and Go, which renders the Helm chart. Where one is missing, what needs it is
 * skipped and says so. */
const SERVERS = [
  { package: "redis-server", isHere: () => run("redis-server", ["--version"], "ignore") },
  {
    package: "postgresql",
    isHere: () =>
      globSync("/usr/lib/postgresql/*/bin/initdb").length > 0 || run("initdb", ["--version"], "ignore"),
  },
  { package: "prometheus", isHere: () => run("promtool", ["--version"], "ignore") },
  { package: "golang-go", isHere: () => run("go", ["version"], "ignore") },
] as const;

/** Installs what is missing, where packages can be installed. Never fails: the tests say what they skip.
 * @returns The environment the tests are to have beside the present one: nothing of it. */
export function ensureServers(): Record<string, string> {
  const missing = SERVERS.filter((server) => !server.isHere()).map((server) => server.package);
  if (missing.length === 0) return {};
  const names = missing.join(" ");
  if (!canInstallPackages()) {
    console.log(`the tests that need them are skipped: install ${names}`);
    return {};
  }
  console.log(`missing: installing ${names}`);
  if (!installPackages(...missing))
    console.log(`installing ${names} failed: the tests that need them are skipped`);
  return {};
}
