import { randomBytes } from "node:crypto";

/** One user's consent to one app. */
export interface Grant {
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  /** False once it was revoked. */
  live: boolean;
  /** The refresh token that is good now. */
  refreshToken: string;
  /** How often it was refreshed. */
  generation: number;
  /** Seconds since 1970. */
  refreshExpiresAt: number;
}

export interface AccessToken {
  readonly token: string;
  readonly clientId: string;
  readonly accountId: string;
  /** None for a Server-to-Server token. */
  readonly userId: string | undefined;
  readonly scopes: readonly string[];
  readonly grant: Grant | undefined;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  ended: boolean;
}

/** So that a stand-in that runs for weeks does not grow. */
const KEPT = 50_000;

/** All the tokens that were given out, by what they are. In memory, and gone with the stand-in. */
export class Tokens {
  readonly access: Map<string, AccessToken> = new Map();
  /** Refresh tokens, the spent ones too: their grant tells which of them is good. */
  readonly refresh: Map<string, Grant> = new Map();
  #made = 0;

  /** Nothing Zoom would take, and one sees what it is. */
  make(kind: "access" | "refresh" | "code" | "obf"): string {
    this.#made += 1;
    return `sandbox-${kind}-${this.#made}-${randomBytes(18).toString("base64url")}`;
  }

  keepAccess(token: AccessToken): AccessToken {
    keep(this.access, token.token, token);
    return token;
  }

  rotate(grant: Grant, expiresAt: number): string {
    grant.refreshToken = this.make("refresh");
    grant.refreshExpiresAt = expiresAt;
    keep(this.refresh, grant.refreshToken, grant);
    return grant.refreshToken;
  }

  /** Ends a grant and every access token that came of it. */
  end(grant: Grant): void {
    grant.live = false;
    this.endAccess((token) => token.grant === grant);
  }

  endAccess(which: (token: AccessToken) => boolean): void {
    for (const token of this.access.values()) if (which(token)) token.ended = true;
  }
}

/** Keeps a value and lets the oldest go. */
export function keep<Value>(map: Map<string, Value>, name: string, value: Value): void {
  map.set(name, value);
  const oldest = map.keys().next();
  if (map.size > KEPT && !oldest.done) map.delete(oldest.value);
}
