// X.509 certificates of a test's own, by hand (RFC 5280): node:crypto reads them and makes none, and openssl is not on
// every machine.
import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** As PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** As PEM: whoever takes it for an authority takes what it has issued. */
  readonly cert: string;
  /** For this IPv4 address, from and until so many days from now. */
  readonly issue: (address: string, from: number, until: number) => Certificate;
}

export function createAuthority(): Authority {
  const own = keyPair();
  const name = nameOf("tests of countersign");
  const basicConstraints = extension("551d13", sequence(Buffer.from("0101ff", "hex")));
  return {
    cert: certificate({
      issuer: name,
      subject: name,
      of: own,
      by: own,
      days: [-1, 2],
      more: basicConstraints,
    }),
    issue: (address, from, until) => issued(name, own, address, from, until),
  };
}

/** Issued by nobody but itself. */
export function selfSigned(address: string): Certificate {
  const own = keyPair();
  return issued(nameOf(address), own, address, -1, 2, own);
}

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const keyPair = (): KeyPair => generateKeyPairSync("ec", { namedCurve: "P-256" });

function issued(
  issuer: Buffer,
  by: KeyPair,
  address: string,
  from: number,
  until: number,
  of = keyPair(),
): Certificate {
  const altName = extension("551d11", sequence(der(0x87, Buffer.from(address.split(".").map(Number)))));
  const cert = certificate({ issuer, subject: nameOf(address), of, by, days: [from, until], more: altName });
  return { cert, key: of.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

interface Wanted {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly of: KeyPair;
  readonly by: KeyPair;
  readonly days: readonly [from: number, until: number];
  readonly more: Buffer;
}

function certificate({ issuer, subject, of, by, days, more }: Wanted): string {
  const signatureAlgorithm = sequence(objectId("2a8648ce3d040302"));
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    signatureAlgorithm,
    issuer,
    sequence(...days.map(utcTime)),
    subject,
    of.publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(more)),
  );
  const signature = createSign("sha256").update(signed).sign(by.privateKey);
  const whole = sequence(signed, signatureAlgorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(objectId("550403"), der(0x0c, Buffer.from(commonName)))));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), der(0x04, value));
}

function utcTime(days: number): Buffer {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x17, Buffer.from(`${iso.replace(/[-:T]/g, "").slice(2, 14)}Z`));
}

const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const written =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...written]), content]);
}
