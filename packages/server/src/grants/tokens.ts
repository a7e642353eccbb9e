import { ZoomUnavailable } from "../companion/companion.ts";
import { type KeyRing, type SealContext, SealError } from "../crypto/key-ring.ts";
import type { GrantKey, NewTokens } from "./grant.ts";

export type TokenKind = "access-token" | "refresh-token";

/** Opens what a row holds. @throws ZoomUnavailable where it does not open: nothing of the row is changed then */
export async function openToken(
  keys: KeyRing,
  key: GrantKey,
  kind: TokenKind,
  generation: number,
  sealed: string | undefined,
): Promise<string | undefined> {
  if (sealed === undefined) return undefined;
  try {
    return await keys.open(sealed, contextOf(key, kind, generation));
  } catch (error) {
    if (!SealError.is(error)) throw error;
    throw new ZoomUnavailable("zoom-grant-unreadable", `a stored token cannot be read: ${error.message}`);
  }
}

export interface PlainTokens {
  readonly refreshToken: string | undefined;
  readonly accessToken: string | undefined;
  /** Of the access token, in seconds. */
  readonly life: number;
}

/** @param generation The one that the save will make. */
export async function sealTokens(
  keys: KeyRing,
  key: GrantKey,
  generation: number,
  { refreshToken, accessToken: given, life }: PlainTokens,
): Promise<NewTokens> {
  // One that nobody may use would be refreshed again at once, and again.
  const accessToken = Number.isFinite(life) && life >= 1 ? given : undefined;
  const seal = (text: string | undefined, kind: TokenKind): Promise<string> | undefined =>
    text === undefined ? undefined : keys.seal(text, contextOf(key, kind, generation));
  return {
    refreshToken: await seal(refreshToken, "refresh-token"),
    accessToken: await seal(accessToken, "access-token"),
    accessLife: accessToken === undefined ? 0 : useFor(life * 1000),
  };
}

/** Ends the use of a token before Zoom does, and not everywhere at the same moment. */
function useFor(life: number): number {
  const early = Math.min(60_000, life * 0.1) + life * 0.05 * Math.random();
  return Math.max(0, Math.floor(life - early));
}

/** A person's row and an account's are different rows, so the kind of either stands in what a token is bound to. */
function contextOf({ tenant, app, kind, user }: GrantKey, token: TokenKind, generation: number): SealContext {
  return { tenant, app, user, kind: `${kind}/${token}`, generation };
}
