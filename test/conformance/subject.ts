import type * as core from "@countersign/core";
import type * as diagnosis from "@countersign/core/diagnose";
import type * as server from "@countersign/server";

/** What is looked at: the packages as a runtime loads them. */
export interface CoreSubject {
  readonly core: Pick<
    typeof core,
    "CountersignError" | "createSigner" | "inspect" | "parseMeetingNumber" | "verify"
  >;
  readonly diagnosis: Pick<typeof diagnosis, "diagnose">;
  /** A page has to say so before it may sign. */
  readonly inPage: boolean;
}

export type ServerSubject = Pick<
  typeof server,
  | "apiKeys"
  | "createApiKey"
  | "createApp"
  | "createRequestKey"
  | "memoryNonces"
  | "memoryState"
  | "oidc"
  | "policyFromHook"
  | "policyFromList"
  | "session"
  | "signedRequests"
  | "signRequest"
>;
