import type { ReportedCase } from "./case.ts";
import { CLAIMS_AND_CALLS } from "./claims-and-calls.ts";
import { CREDENTIALS } from "./credentials.ts";
import { RETIRED_AND_ENCODING } from "./retired-and-encoding.ts";
import { ROLES_AND_ACCOUNTS } from "./roles-and-accounts.ts";
import { TIMES } from "./times.ts";

/** Failures that people reported in forums, issues and notes. Those of today's formats and of the one before. */
export const REPORTED_CASES: readonly ReportedCase[] = [
  ...RETIRED_AND_ENCODING,
  ...TIMES,
  ...CREDENTIALS,
  ...CLAIMS_AND_CALLS,
  ...ROLES_AND_ACCOUNTS,
];
