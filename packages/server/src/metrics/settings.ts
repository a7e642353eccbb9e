import { isLoopbackAddress, isLoopbackName } from "../access/loopback.ts";
import { refuseToStart } from "../errors.ts";

/** Who may read the metrics, and where. Without it nobody may. */
export interface MetricsSettings {
  /** A listener of their own; nothing where they are at the address that gives signatures. */
  readonly listen: { readonly host: string; readonly port: number } | undefined;
  /** Whoever asks has to bring one of them as a bearer token. */
  readonly tokens: readonly string[];
}

export interface MetricsWanted {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly withApp: boolean;
  readonly tokens: readonly string[];
  /** The names that its settings go by. */
  readonly names: { readonly host: string; readonly token: string; readonly withApp: string };
}

const HOST = "127.0.0.1";
/** The one that OpenTelemetry's exporters for Prometheus have. */
const PORT = 9464;
const TOKEN_CHARACTERS_MIN = 16;

/** @throws StartUpError for metrics beside the signatures that anybody could read, and for a token that can be guessed */
export function metricsSettings({ host, port, withApp, tokens, names }: MetricsWanted): MetricsSettings {
  if (tokens.some((token) => token.length < TOKEN_CHARACTERS_MIN || /\s/.test(token))) {
    refuseToStart(
      "setting-invalid",
      names.token,
      `${names.token}: it has to have ${TOKEN_CHARACTERS_MIN} characters at least, and no white space`,
      "Make one with `openssl rand -hex 32`.",
    );
  }
  if (!withApp) return { listen: { host: host ?? HOST, port: port ?? PORT }, tokens };
  if (host !== undefined || port !== undefined) {
    refuseToStart(
      "setting-invalid",
      names.withApp,
      `${names.withApp} puts /metrics at the address of the signatures, and an address of their own is given too`,
      "Leave one of them out.",
    );
  }
  if (tokens.length === 0) {
    refuseToStart(
      "setting-invalid",
      names.token,
      `${names.withApp} puts /metrics where everybody can ask for it, and there is no token`,
      `Give ${names.token}, or leave ${names.withApp} out: then /metrics has a listener of its own on this machine.`,
    );
  }
  return { listen: undefined, tokens };
}

/** What an operator should know of it. */
export function metricsWarnings(settings: MetricsSettings | undefined, hostName: string): readonly string[] {
  const { listen, tokens } = settings ?? { listen: undefined, tokens: [] };
  if (listen === undefined || tokens.length > 0) return [];
  if (isLoopbackAddress(listen.host) || isLoopbackName(listen.host)) return [];
  return [`${hostName} is ${listen.host}: whoever reaches it reads the metrics, as there is no token`];
}
