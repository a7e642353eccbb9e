import { createHash } from "node:crypto";

/** Something open, and what it was opened with: the same settings keep it over a reload. */
export interface Part<Opened> {
  readonly identity: string;
  readonly opened: Opened;
  readonly close: () => Promise<void>;
}

/** @param before What is open already. */
export async function part<Given, Opened>(
  settings: Given,
  before: Part<Opened> | undefined,
  open: (settings: Given) => Promise<Omit<Part<Opened>, "identity">>,
): Promise<Part<Opened>> {
  const identity = identityOf(settings);
  if (before?.identity === identity) return before;
  return { identity, ...(await open(settings)) };
}

/** A hash, since there are passwords in it. */
function identityOf(settings: unknown): string {
  const plain = JSON.stringify({ settings }, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  );
  return createHash("sha256").update(plain).digest("hex");
}
