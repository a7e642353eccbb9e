import type { LintRule } from "../rule.ts";
import { claimInMilliseconds } from "./claim-in-milliseconds.ts";
import { corsOpenOnSigning } from "./cors-open-on-signing.ts";
import { envFileNotIgnored } from "./env-file-not-ignored.ts";
import { legacySignatureMade } from "./legacy-signature-made.ts";
import { lifetimeTooLong } from "./lifetime-too-long.ts";
import { lifetimeTooShort } from "./lifetime-too-short.ts";
import { passcodeMisnamed } from "./passcode-misnamed.ts";
import { roleFromRequest } from "./role-from-request.ts";
import { sdkKeyLeftInJoin } from "./sdk-key-left-in-join.ts";
import { sdkKeyMissingInJoin } from "./sdk-key-missing-in-join.ts";
import { sdkOlderThanAdvised } from "./sdk-older-than-advised.ts";
import { secretInPublicVariable } from "./secret-in-public-variable.ts";
import { secretInSource } from "./secret-in-source.ts";
import { signatureMadeInPage } from "./signature-made-in-page.ts";
import { signsWithJsrsasign } from "./signs-with-jsrsasign.ts";

/** In the order in which the page of the rules tells them. */
export const LINT_RULES: readonly LintRule[] = [
  claimInMilliseconds,
  lifetimeTooShort,
  lifetimeTooLong,
  legacySignatureMade,
  passcodeMisnamed,
  sdkKeyMissingInJoin,
  sdkKeyLeftInJoin,
  sdkOlderThanAdvised,
  secretInPublicVariable,
  secretInSource,
  envFileNotIgnored,
  signatureMadeInPage,
  roleFromRequest,
  corsOpenOnSigning,
  signsWithJsrsasign,
];
