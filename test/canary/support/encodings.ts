/** How a secret may be written where it should not stand. */
export type Encoding =
  | "base64, first alignment"
  | "base64, second alignment"
  | "base64, third alignment"
  | "base64url, first alignment"
  | "base64url, second alignment"
  | "base64url, third alignment"
  | "hexadecimal"
  | "HEXADECIMAL"
  | "in JSON"
  | "in a URL"
  | "raw";

/**
 * A value in every encoding, one character a byte. In base64 the last characters depend on what follows, and the first on
 * what stands before: each alignment is what is the same in any surroundings.
 */
export function encodingsOf(value: Uint8Array): ReadonlyMap<Encoding, string> {
  const bytes = Buffer.from(value);
  const raw = bytes.toString("latin1");
  const text = bytes.toString("utf8");
  const aligned = (skip: number): Buffer => {
    const rest = bytes.subarray(skip);
    return rest.subarray(0, rest.length - (rest.length % 3));
  };
  const asBytes = (written: string): string => Buffer.from(written, "utf8").toString("latin1");
  return new Map<Encoding, string>([
    ["raw", raw],
    ["in JSON", asBytes(JSON.stringify(text).slice(1, -1))],
    ["in a URL", encodeURIComponent(text)],
    ["hexadecimal", bytes.toString("hex")],
    ["HEXADECIMAL", bytes.toString("hex").toUpperCase()],
    ["base64, first alignment", aligned(0).toString("base64")],
    ["base64, second alignment", aligned(1).toString("base64")],
    ["base64, third alignment", aligned(2).toString("base64")],
    ["base64url, first alignment", aligned(0).toString("base64url")],
    ["base64url, second alignment", aligned(1).toString("base64url")],
    ["base64url, third alignment", aligned(2).toString("base64url")],
  ]);
}
