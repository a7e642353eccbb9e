import { DEFAULT_TENANT } from "../access/caller.ts";
import { refuseToStart } from "../errors.ts";
import type { AppCredentials } from "../signature/tenants.ts";
import { ZOOM_URLS, type ZoomUrls } from "../zoom-api/base-url.ts";
import type { ConfigFile, GrantsConfig, ZoomConfig } from "./config.ts";
import type { SecretReader } from "./secrets.ts";
import { type ZoomTenantSettings, zoomTenants } from "./zoom-tenants.ts";

export interface GrantsSettings {
  readonly kind: "postgres" | "sqlite";
  /** A path, or the address of Postgres. */
  readonly place: string;
  readonly keys: readonly Uint8Array<ArrayBuffer>[];
}

export interface ZoomSettings {
  /** Zoom's own unless given. */
  readonly urls?: ZoomUrls | undefined;
  readonly tenants: Readonly<Record<string, ZoomTenantSettings>>;
  /** Without one there are no users' tokens, and the account's are in memory. */
  readonly grants?: GrantsSettings | undefined;
  /** Where there are users. */
  readonly oauth: { readonly redirectUri: string; readonly returnTo: readonly string[] } | undefined;
  readonly hostCheck: { readonly allowStale: boolean } | undefined;
}

/**
 * @param apps The apps that sign, by tenant.
 * @throws StartUpError
 */
export function zoomSettings(
  { zoom, state }: ConfigFile,
  apps: Readonly<Record<string, AppCredentials>>,
  read: SecretReader,
): ZoomSettings | undefined {
  if (zoom === undefined) return undefined;
  const tenants = zoomTenants(zoom, apps, read);
  const hasUsers = Object.values(tenants).some(({ users }) => users !== undefined);
  const { grants, redirectUri, returnTo = [], oauthUrl = ZOOM_URLS.oauth, apiUrl = ZOOM_URLS.api } = zoom;
  const hostCheck = hostCheckOf(zoom);
  if (hasUsers && redirectUri === undefined) {
    return refuse(
      "redirectUri",
      "users authorize the app, and nothing says where Zoom leads them back to",
      REDIRECT,
    );
  }
  if (!hasUsers && redirectUri !== undefined) {
    return refuse(
      "redirectUri",
      "there is a redirectUri, and no app that users authorize",
      "Give zoom.users, too.",
    );
  }
  if (grants?.sqlite !== undefined && (state?.replicas ?? 1) > 1) {
    return refuse(
      "grants",
      "several replicas would each keep users' tokens in a file of their own",
      "Give zoom.grants.postgres, or run one process.",
    );
  }
  const without = Object.keys(apps).find((name) => tenants[name]?.account === undefined);
  if (hostCheck !== undefined && without !== undefined) {
    const whose = without === DEFAULT_TENANT ? "" : ` for ${without}`;
    return refuse(
      "hostCheck",
      `hosts are to be checked, and there is no account${whose} to ask Zoom as`,
      "Give the account, or leave hostCheck out.",
    );
  }
  return {
    urls: { oauth: oauthUrl, api: apiUrl },
    tenants,
    grants: grants && grantsSettings(grants, read),
    oauth: redirectUri === undefined ? undefined : { redirectUri, returnTo },
    hostCheck,
  };
}

const REDIRECT =
  "Give zoom.redirectUri, as in https://app.example.com/oauth/callback, and the app at Zoom the same.";

function grantsSettings({ sqlite, postgres, keys }: GrantsConfig, read: SecretReader): GrantsSettings {
  const list = read.keys(keys, "zoom.grants.keys");
  if (list.length === 0) {
    return refuse(
      "grants.keys",
      "zoom.grants.keys: there is no key",
      "Make one with `openssl rand -base64 32`, in a file that only the server can read.",
    );
  }
  return postgres === undefined
    ? { kind: "sqlite", place: read.path(sqlite ?? ""), keys: list }
    : { kind: "postgres", place: read.address(postgres, "zoom.grants.postgres"), keys: list };
}

function hostCheckOf({ hostCheck = false }: ZoomConfig): ZoomSettings["hostCheck"] {
  if (hostCheck === false) return undefined;
  return hostCheck === true ? { allowStale: false } : hostCheck;
}

function refuse(field: string, message: string, help: string): never {
  return refuseToStart("setting-invalid", `zoom.${field}`, message, help);
}
