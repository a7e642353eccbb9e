import { type CompactProblem, type JsonObject, parseJsonObject, readCompact } from "../token/compact.ts";

export type InspectProblem = CompactProblem | "not-a-string" | "payload-not-a-json-object";

export type Inspection =
  | {
      readonly readable: true;
      /** Always: reading is not verifying. Anybody can write a payload. */
      readonly verified: false;
      readonly header: JsonObject;
      readonly payload: JsonObject;
    }
  | { readonly readable: false; readonly verified: false; readonly problem: InspectProblem };

/** Reads what a signature says, without a secret and without believing it. Never throws. */
export function inspect(signature: unknown): Inspection {
  if (typeof signature !== "string") return unreadable("not-a-string");
  const jws = readCompact(signature);
  if (typeof jws === "string") return unreadable(jws);
  const payload = parseJsonObject(jws.payloadText);
  if (!payload) return unreadable("payload-not-a-json-object");
  return { readable: true, verified: false, header: jws.header, payload };
}

function unreadable(problem: InspectProblem): Inspection {
  return { readable: false, verified: false, problem };
}
