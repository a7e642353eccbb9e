import { type Allowed, checkConfigured, explainSettings, type Settings } from "@countersign/server";
import type { Arguments, Command } from "../command.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { surroundings } from "../secrets/environment.ts";
import { columns } from "../setup/columns.ts";
import { foundConfig, refuseBeside } from "../setup/config-path.ts";
import { visible } from "../words/visible.ts";

const HELP = `countersign config check: what a configuration allows, and to whom, before it is served

  $ countersign config check
  $ countersign config check --config countersign.config.json --json

      --config FILE   COUNTERSIGN_CONFIG, or the countersign.config.ts, .js or .json of this folder
      --json          print { warnings, allowed }, and metrics where there are some

Reads everything that the file refers to, opens what serve would open, and listens nowhere; a server that runs with the
same file is not disturbed. What is wrong ends with exit code 2 and one line, as serve would.
`;

export const config: Command = {
  help: HELP,
  flags: { config: { type: "string" }, json: { type: "boolean" } },
  positionals: 1,
  run,
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.positionals[0] !== "check") {
    throw new UsageError("config wants the word check", "countersign config check");
  }
  const { env } = surroundings(io);
  refuseBeside(env);
  const options = { path: foundConfig(args.text("config"), env, io.cwd), env, now: io.now };
  const settings = await checkConfigured(options);
  const allowed = explainSettings(settings);
  const metrics = metricsOf(settings);
  if (args.is("json")) {
    io.stdout.write(`${JSON.stringify({ warnings: settings.warnings, allowed, metrics }, null, 2)}\n`);
    return EXIT.fine;
  }
  for (const warning of settings.warnings) io.stderr.write(`warning: ${visible(warning)}\n`);
  const head = ["WHO", "MEETINGS", "AT MOST", ...(settings.zoom ? ["COMES WITH"] : []), "BECAUSE OF"];
  io.stdout.write(columns(head, allowed.map(rowOf)));
  io.stdout.write("\nEverything else is refused.\n");
  if (metrics) {
    const who = metrics.token ? "whoever brings the token" : "whoever reaches it";
    io.stdout.write(`Metrics are at ${visible(metrics.url)}, for ${who}.\n`);
  }
  return EXIT.fine;
}

interface MetricsPlace {
  readonly url: string;
  /** Whether one has to be brought. */
  readonly token: boolean;
}

function metricsOf({ host, port, metrics }: Settings): MetricsPlace | undefined {
  if (metrics === undefined) return undefined;
  const at = metrics.listen ?? { host, port };
  const name = at.host.includes(":") ? `[${at.host}]` : at.host;
  return { url: `http://${name}:${at.port}/metrics`, token: metrics.tokens.length > 0 };
}

function rowOf({ caller, meetings, atMost, comesWith, because }: Allowed): string[] {
  return [caller, meetings, atMost, ...(comesWith === undefined ? [] : [comesWith]), because];
}
