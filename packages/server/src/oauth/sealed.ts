import { type KeyRing, type SealContext, SealError } from "../crypto/key-ring.ts";

/** Who began an authorization and what for. It stays bound to the link and to the state. */
export interface Begun {
  readonly tenant: string;
  /** The caller's id. */
  readonly caller: string;
  /** The only Zoom user that will do, where the caller named one. */
  readonly zoomUser?: string | undefined;
  /** One of the configuration's. */
  readonly returnTo?: string | undefined;
}

/** What a link to `/oauth/start` carries. */
export interface Ticket extends Begun {
  readonly id: string;
  /** Seconds since 1970. */
  readonly until: number;
}

/** What the browser's cookie carries while its user is at Zoom. */
export interface Flow extends Begun {
  /** The client id of the Zoom app. */
  readonly app: string;
  readonly state: string;
  /** RFC 7636. It leaves this server only to Zoom's token endpoint. */
  readonly verifier: string;
  /** Seconds since 1970. */
  readonly until: number;
}

export interface Sealed<Value> {
  readonly seal: (value: Value) => Promise<string>;
  /** Nothing for what is not ours, was changed, or has another purpose. */
  readonly open: (text: string) => Promise<Value | undefined>;
}

const LENGTH_MAX = 4096;

/**
 * Encrypted and authenticated, so that neither has to be kept here: any process with the keys can go on.
 *
 * @param purpose One kind does not open as the other.
 * @param redirectUri Nor as that of another installation with the same keys.
 */
export function sealed<Value extends Begun>(
  keys: KeyRing,
  purpose: "oauth-flow" | "oauth-ticket",
  redirectUri: string,
): Sealed<Value> {
  const context: SealContext = { tenant: "", app: redirectUri, user: "", kind: purpose, generation: 1 };
  return {
    seal: (value) => keys.seal(JSON.stringify(value), context),
    async open(text) {
      if (text.length > LENGTH_MAX || !/^[A-Za-z0-9._-]+$/.test(text)) return undefined;
      try {
        return JSON.parse(await keys.open(text, context)) as Value;
      } catch (error) {
        if (SealError.is(error)) return undefined;
        throw error;
      }
    },
  };
}
