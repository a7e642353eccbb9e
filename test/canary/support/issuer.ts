import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { OWN_MEETING } from "./zoom.ts";

export interface Issuer {
  readonly url: string;
  /** A token of somebody whose claims let them host one meeting. */
  readonly token: (subject: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** An identity provider of a test's own. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const keys = [{ ...(await exportJWK(publicKey)), kid: "1", use: "sig", alg: "ES256" }];
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: (subject) =>
      new SignJWT({ zoom: { m: { [OWN_MEETING]: "host" } } })
        .setProtectedHeader({ alg: "ES256", kid: "1" })
        .setIssuer(url)
        .setAudience("zoom-signatures")
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime("30 minutes")
        .sign(privateKey),
    close: () => new Promise((done) => server.close(() => done())),
  };
}
