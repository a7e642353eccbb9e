import type { Rule } from "../rule.ts";
import { algNone } from "./alg-none.ts";
import { algNotHs256 } from "./alg-not-hs256.ts";
import { appKeyMissing } from "./app-key-missing.ts";
import { base64Padding } from "./base64-padding.ts";
import { bearerPrefix } from "./bearer-prefix.ts";
import { claimMisspelled } from "./claim-misspelled.ts";
import { cobrowseToken } from "./cobrowse-token.ts";
import { companionAsSignature } from "./companion-as-signature.ts";
import { expBeforeIat } from "./exp-before-iat.ts";
import { expExactly1800 } from "./exp-exactly-1800.ts";
import { expMissing } from "./exp-missing.ts";
import { expTooFar } from "./exp-too-far.ts";
import { expTooSoon } from "./exp-too-soon.ts";
import { expired } from "./expired.ts";
import { headerNotJson } from "./header-not-json.ts";
import { iatBackdatedHours } from "./iat-backdated-hours.ts";
import { iatInFuture } from "./iat-in-future.ts";
import { iatMissing } from "./iat-missing.ts";
import { jsonAroundSignature } from "./json-around-signature.ts";
import { keyNotExpected } from "./key-not-expected.ts";
import { keyPrefix } from "./key-prefix.ts";
import { keysDiffer } from "./keys-differ.ts";
import { legacySignature } from "./legacy-signature.ts";
import { macIsHex } from "./mac-is-hex.ts";
import { macWrongLength } from "./mac-wrong-length.ts";
import { mnMissing } from "./mn-missing.ts";
import { mnNotANumber } from "./mn-not-a-number.ts";
import { mnSeparated } from "./mn-separated.ts";
import { mnWrongLength } from "./mn-wrong-length.ts";
import { notAJwt } from "./not-a-jwt.ts";
import { notAMeetingSdkToken } from "./not-a-meeting-sdk-token.ts";
import { oauthAccessToken } from "./oauth-access-token.ts";
import { payloadNotJson } from "./payload-not-json.ts";
import { quotesAroundSignature } from "./quotes-around-signature.ts";
import { restJwt } from "./rest-jwt.ts";
import { roleIsText } from "./role-is-text.ts";
import { roleMissing } from "./role-missing.ts";
import { roleNot0Or1 } from "./role-not-0-or-1.ts";
import { sdkKeyOnly } from "./sdk-key-only.ts";
import { secretAsSignature } from "./secret-as-signature.ts";
import { segmentNotBase64url } from "./segment-not-base64url.ts";
import { signatureEmpty } from "./signature-empty.ts";
import { signatureIsObject } from "./signature-is-object.ts";
import { signatureIsPromise } from "./signature-is-promise.ts";
import { signatureNotText } from "./signature-not-text.ts";
import { signatureTooLong } from "./signature-too-long.ts";
import { signatureUndefined } from "./signature-undefined.ts";
import { standardBase64 } from "./standard-base64.ts";
import { thirdSegmentOnly } from "./third-segment-only.ts";
import { timeIsADuration } from "./time-is-a-duration.ts";
import { timesAreText } from "./times-are-text.ts";
import { timesInMicroseconds } from "./times-in-microseconds.ts";
import { timesInMilliseconds } from "./times-in-milliseconds.ts";
import { timesNotNumbers } from "./times-not-numbers.ts";
import { timesNotWhole } from "./times-not-whole.ts";
import { tooManySegments } from "./too-many-segments.ts";
import { twoSegments } from "./two-segments.ts";
import { typNotJwt } from "./typ-not-jwt.ts";
import { urlEncoded } from "./url-encoded.ts";
import { videoSdkToken } from "./video-sdk-token.ts";
import { whiteSpaceAtEnds } from "./white-space-at-ends.ts";
import { whiteSpaceInside } from "./white-space-inside.ts";
import { zakAsSignature } from "./zak-as-signature.ts";

/** Every rule, by name. The order says nothing: see `order.ts`. */
export const RULES: readonly Rule[] = [
  algNone,
  algNotHs256,
  appKeyMissing,
  base64Padding,
  bearerPrefix,
  claimMisspelled,
  cobrowseToken,
  companionAsSignature,
  expBeforeIat,
  expExactly1800,
  expMissing,
  expTooFar,
  expTooSoon,
  expired,
  headerNotJson,
  iatBackdatedHours,
  iatInFuture,
  iatMissing,
  jsonAroundSignature,
  keyNotExpected,
  keyPrefix,
  keysDiffer,
  legacySignature,
  macIsHex,
  macWrongLength,
  mnMissing,
  mnNotANumber,
  mnSeparated,
  mnWrongLength,
  notAJwt,
  notAMeetingSdkToken,
  oauthAccessToken,
  payloadNotJson,
  quotesAroundSignature,
  restJwt,
  roleIsText,
  roleMissing,
  roleNot0Or1,
  sdkKeyOnly,
  secretAsSignature,
  segmentNotBase64url,
  signatureEmpty,
  signatureIsObject,
  signatureIsPromise,
  signatureNotText,
  signatureTooLong,
  signatureUndefined,
  standardBase64,
  thirdSegmentOnly,
  timeIsADuration,
  timesAreText,
  timesInMicroseconds,
  timesInMilliseconds,
  timesNotNumbers,
  timesNotWhole,
  tooManySegments,
  twoSegments,
  typNotJwt,
  urlEncoded,
  videoSdkToken,
  whiteSpaceAtEnds,
  whiteSpaceInside,
  zakAsSignature,
];
