import * as z from "zod/mini";
import type { SecretReference, SecretReferences } from "./config.ts";

export function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

export const Text: z.ZodMiniType<string> = z.string().check(z.minLength(1), z.maxLength(2_000));
export const Texts: z.ZodMiniType<string[]> = z.array(Text).check(z.minLength(1));

/** Where a secret is. There is no way to write one into the configuration itself. */
export const Secret: z.ZodMiniType<SecretReference> = z
  .strictObject({
    file: z.optional(Text),
    env: z.optional(Text),
  })
  .check(
    z.refine(
      (one) => (one.file === undefined) !== (one.env === undefined),
      "needs exactly one of file and env",
    ),
  );
/** To replace one without a gap: the first is used, the others still count. */
export const Secrets: z.ZodMiniType<SecretReferences> = z.union([
  Secret,
  z.array(Secret).check(z.minLength(1)),
]);
export const Address: z.ZodMiniType<SecretReference | string> = z.union([Secret, Text]);
