import { DEFAULT_TENANT } from "../access/caller.ts";
import { refuseToStart } from "../errors.ts";
import type { AppCredentials } from "../signature/tenants.ts";
import type { ZoomConfig, ZoomTenantConfig, ZoomUsersConfig } from "./config.ts";
import type { SecretReader } from "./secrets.ts";

export interface ZoomAppSettings {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ZoomTenantSettings {
  /** A Server-to-Server OAuth app. */
  readonly account?: (ZoomAppSettings & { readonly accountId: string }) | undefined;
  /** The app that users authorize. */
  readonly users?: ZoomAppSettings | undefined;
}

type Apps = Readonly<Record<string, AppCredentials>>;

/** As whom Zoom is asked, by tenant. @throws StartUpError */
export function zoomTenants(
  zoom: ZoomConfig,
  apps: Apps,
  read: SecretReader,
): Readonly<Record<string, ZoomTenantSettings>> {
  return Object.fromEntries(
    Object.entries(givenTenants(zoom, apps)).map(([name, { config, field }]) => [
      name,
      tenantSettings(config, field, apps[name], read),
    ]),
  );
}

interface GivenTenant {
  readonly config: ZoomTenantConfig;
  readonly field: string;
}

function givenTenants(zoom: ZoomConfig, apps: Apps): Readonly<Record<string, GivenTenant>> {
  const { account, users, tenants } = zoom;
  const single = Object.hasOwn(apps, DEFAULT_TENANT);
  if (single && tenants !== undefined) {
    return refuse(
      "zoom.tenants",
      "zoom has tenants, and the server has one app",
      "Give zoom.account and zoom.users.",
    );
  }
  if (!single && (account ?? users) !== undefined) {
    return refuse(
      "zoom.tenants",
      "the server has tenants, and zoom.account or zoom.users is of none of them",
      'Give zoom.tenants: { "name": { "account": … } }.',
    );
  }
  const unknown = Object.keys(tenants ?? {}).find((name) => !Object.hasOwn(apps, name));
  if (unknown !== undefined) {
    return refuse(
      `zoom.tenants.${unknown}`,
      `zoom.tenants.${unknown} is of no tenant of this server`,
      `Known: ${Object.keys(apps).join(", ")}.`,
    );
  }
  const given: Record<string, GivenTenant> = single
    ? { [DEFAULT_TENANT]: { config: { account, users }, field: "zoom" } }
    : Object.fromEntries(
        Object.entries(tenants ?? {}).map(([name, config]) => [
          name,
          { config, field: `zoom.tenants.${name}` },
        ]),
      );
  const idle = Object.values(given).find(({ config }) => (config.account ?? config.users) === undefined);
  if (idle !== undefined || Object.keys(given).length === 0) {
    const field = idle?.field ?? "zoom.tenants";
    return refuse(
      field,
      `${field} says neither as which account nor as which users Zoom is asked`,
      "Give account, users or both.",
    );
  }
  return given;
}

function tenantSettings(
  { account, users }: ZoomTenantConfig,
  field: string,
  app: AppCredentials | undefined,
  read: SecretReader,
): ZoomTenantSettings {
  const appOf = (config: ZoomUsersConfig, name: string): ZoomAppSettings => ({
    clientId: printable(config.clientId, `${field}.${name}.clientId`),
    clientSecret: firstOf(read.list(config.clientSecret, `${field}.${name}.clientSecret`)),
  });
  const own = app && { clientId: app.sdkKey, clientSecret: firstOf([app.sdkSecret].flat()) };
  const settings = {
    account: account && {
      ...appOf(account, "account"),
      accountId: printable(account.accountId, `${field}.account.accountId`),
    },
    users: users === true ? own : users && appOf(users, "users"),
  };
  if (settings.account !== undefined && settings.account.clientId === settings.users?.clientId) {
    return refuse(
      `${field}.account`,
      `${field}: account and users are of one app, and Zoom has no app for both`,
      "Give the account a Server-to-Server OAuth app of its own.",
    );
  }
  return settings;
}

function firstOf(list: readonly string[]): string {
  const [first = ""] = list;
  return first;
}

/** What goes into Basic credentials and addresses. RFC 7617, 2: in the former a colon ends the name. */
function printable(text: string, field: string): string {
  if (/^[\x21-\x39\x3b-\x7e]{1,128}$/.test(text)) return text;
  return refuse(
    field,
    `${field} is none of Zoom's: it has a space, a colon or another character in it that theirs have not`,
    "Copy it again from the app's page at Zoom.",
  );
}

function refuse(field: string, message: string, help: string): never {
  return refuseToStart("setting-invalid", field, message, help);
}
