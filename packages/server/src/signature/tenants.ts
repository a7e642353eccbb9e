import {
  checkSdkSecret,
  createSigner,
  LIMITS,
  type Signed,
  type SignedNative,
  type Signer,
  verify,
} from "@countersign/core";
import { DEFAULT_TENANT, isTenantName } from "../access/caller.ts";
import { HOST_LIFETIME_SECONDS } from "../access/host-gate.ts";
import { refuseToStart } from "../errors.ts";

/** A Zoom app. */
export interface AppCredentials {
  /** The app's client id. */
  readonly sdkKey: string;
  /** The app's client secret; while it is being replaced a list, of which the first signs. */
  readonly sdkSecret: string | readonly string[];
}

/** What signs for one Zoom app. */
export interface TenantSigner {
  readonly sign: Signer["sign"];
  readonly signNative: Signer["signNative"];
  /** The same with the shortest life that Zoom takes. */
  readonly forHosts: Pick<Signer, "sign" | "signNative">;
  /** What it signs now verifies. */
  readonly works: () => boolean;
}

export type Tenants = ReadonlyMap<string, TenantSigner>;

/**
 * @throws CountersignError for credentials that cannot sign
 * @throws StartUpError `tenant-invalid`
 */
export function tenantsOf(
  credentials: AppCredentials | undefined,
  tenants: Readonly<Record<string, AppCredentials>> | undefined,
  now: () => number,
): Tenants {
  if (tenants === undefined) {
    if (typeof credentials !== "object" || credentials === null) {
      throw new TypeError("createApp() wants { credentials, access } or { tenants, access }");
    }
    return new Map([[DEFAULT_TENANT, signerOf(credentials, now)]]);
  }
  if (credentials !== undefined) throw new TypeError("createApp() wants credentials or tenants, not both");
  const entries = Object.entries(tenants);
  if (entries.length === 0)
    return bad("there is no tenant", "Give each Zoom app a name and its credentials.");
  return new Map(
    entries.map(([name, app]) => {
      if (!isTenantName(name)) {
        return bad(
          "a tenant's name is not 1 to 32 lower-case letters, digits and dashes",
          "Give it another name.",
        );
      }
      if (name === DEFAULT_TENANT) {
        return bad(
          `a tenant is named ${DEFAULT_TENANT}, which every caller without a tenant would belong to`,
          "Give it another name, and name it where its callers are set up.",
        );
      }
      return [name, signerOf(app, now)];
    }),
  );
}

function signerOf({ sdkKey, sdkSecret }: AppCredentials, now: () => number): TenantSigner {
  const [first = "", ...others] = [sdkSecret].flat();
  for (const secret of [first, ...others]) checkSdkSecret(secret);
  const signer = createSigner({ sdkKey, sdkSecret: first, now });
  return {
    sign: signer.sign,
    signNative: signer.signNative,
    forHosts: shortLived({ sdkKey, sdkSecret: first, now }),
    works() {
      try {
        return verify(signer.signNative().signature, first, { now: now() }).ok;
      } catch {
        return false;
      }
    },
  };
}

/**
 * Exactly HOST_LIFETIME_SECONDS from `iat`, and backdated as all others are. The signer counts what it is asked for
 * from now and not from `iat`, so it is given a clock that is as much behind.
 */
function shortLived(app: { sdkKey: string; sdkSecret: string; now: () => number }): TenantSigner["forHosts"] {
  const behind = LIMITS.backdateDefault - (HOST_LIFETIME_SECONDS - LIMITS.expirationSecondsMin);
  const signer = createSigner({ ...app, backdateSeconds: 0, now: () => app.now() - behind });
  const expirationSeconds = LIMITS.expirationSecondsMin;
  const fromNow = <One extends Signed | SignedNative>(signed: One): One => ({
    ...signed,
    expiresIn: signed.expiresIn - behind,
  });
  return {
    sign: (request) => fromNow(signer.sign({ ...request, expirationSeconds })),
    signNative: () => fromNow(signer.signNative({ expirationSeconds })),
  };
}

function bad(message: string, help: string): never {
  return refuseToStart("tenant-invalid", "tenants", message, help);
}
