import type { Environment } from "@countersign/core";
import type { ApiKeysAccess } from "../access/access.ts";
import type { DevelopmentAccess } from "../access/development.ts";
import type { AuditSettings } from "../config-file/state-settings.ts";
import { keysFromText } from "../crypto/key-ring.ts";
import { refuseToStart } from "../errors.ts";

const FILE = "COUNTERSIGN_AUDIT_FILE";
const KEYS = "COUNTERSIGN_AUDIT_KEYS_FILE";
const HELP = `Set ${FILE} to a path, and ${KEYS} to a file with what \`openssl rand -base64 32\` prints.`;

/**
 * The audit of one machine: lines where the file's name ends in `.jsonl`, SQLite otherwise.
 *
 * @throws StartUpError where one of the two settings is there without the other, or there is no key in the file
 */
export function auditFromEnv(
  env: Environment,
  readFile: (path: string) => string,
): AuditSettings | undefined {
  const place = env[FILE]?.trim();
  const keysFile = env[KEYS]?.trim();
  if (!place && !keysFile) return undefined;
  if (!place) return refuseToStart("setting-invalid", FILE, `${KEYS} is set, and ${FILE} is not`, HELP);
  if (!keysFile) return refuseToStart("setting-invalid", KEYS, `${FILE} is set, and ${KEYS} is not`, HELP);
  const keys = keysFromText(readFile(keysFile));
  if (keys.length === 0) return refuseToStart("setting-invalid", KEYS, `${keysFile} holds no key`, HELP);
  return { kind: place.endsWith(".jsonl") ? "jsonl" : "sqlite", place, keys };
}

/** `createApp` refuses this too; here the message can name what to set. */
export function refuseHostsWithoutAudit(
  access: ApiKeysAccess | DevelopmentAccess,
  allowNative: boolean,
): void {
  if (access.kind === "development") return;
  const host = access.keys.find(({ maxRole, native }) => maxRole === 1 || (native && allowNative));
  if (host === undefined) return;
  const may = host.maxRole === 1 ? "sign for hosts" : "sign for native SDKs";
  refuseToStart("audit-missing", FILE, `the API key ${host.id} may ${may}, and no audit records it`, HELP);
}
