export const ISSUER = "https://login.example";
export const AUDIENCE = "https://signatures.example";

export interface Provider {
  readonly jwk: JsonWebKey & { readonly kty: string; readonly kid: string };
  /** The header with a token that ends then. */
  readonly token: (exp: number) => Promise<Record<string, string>>;
}

/** Somebody who gives out ES256 tokens, by the runtime's own WebCrypto. @param now Seconds since 1970. */
export async function createProvider(now: number): Promise<Provider> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const { kty = "EC", crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const jwk = { kty, kid: "1", alg: "ES256", use: "sig" } as const;
  return {
    jwk: { ...jwk, ...(crv && { crv }), ...(x && { x }), ...(y && { y }) },
    async token(exp) {
      const claims = { iss: ISSUER, aud: AUDIENCE, sub: "user-7", iat: now - 60, exp };
      const input = `${base64url({ alg: "ES256", kid: "1" })}.${base64url(claims)}`;
      const bytes = new TextEncoder().encode(input);
      const mac = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes);
      return {
        authorization: `Bearer ${input}.${urlSafe(btoa(String.fromCharCode(...new Uint8Array(mac))))}`,
      };
    },
  };
}

function base64url(value: unknown): string {
  return urlSafe(btoa(JSON.stringify(value)));
}

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
