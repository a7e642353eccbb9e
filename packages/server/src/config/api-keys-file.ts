import * as z from "zod/mini";
import type { ApiKey } from "../access/api-key.ts";
import { SCOPES } from "../access/caller.ts";
import { refuseToStart } from "../errors.ts";

/** None: the key has what rules of the policy say of it, and nothing by itself. */
const Meetings = z.union([z.literal("any"), z.array(z.string())]);

const Records = z
  .array(
    z.strictObject({
      id: z.string(),
      sha256: z.string(),
      meetings: Meetings,
      maxRole: z.literal([0, 1]),
      native: z.boolean(),
      scopes: z.optional(z.array(z.enum(SCOPES))),
      tenant: z.optional(z.string()),
      expiresAt: z.optional(z.string()),
    }),
  )
  .check(z.minLength(1));

/**
 * Reads the file of API keys: a JSON list of the records that `createApiKey` gives.
 *
 * @throws StartUpError `api-keys-invalid`
 */
export function parseApiKeys(text: string, path: string): readonly ApiKey[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad(path, "is not JSON");
  }
  const records = Records.safeParse(json);
  if (records.success) return records.data;
  const issue = records.error.issues[0];
  const place = issue?.path.map(String).join(".") || "the whole";
  return bad(path, `holds something else than a list of API keys (at ${place})`);
}

function bad(path: string, why: string): never {
  return refuseToStart(
    "api-keys-invalid",
    "COUNTERSIGN_API_KEYS_FILE",
    `${path} ${why}`,
    'Write [{ "id", "sha256", "meetings", "maxRole", "native" }], with each record as createApiKey() gives it.',
  );
}
