import type { Rule } from "../rule.ts";
import { algNone } from "./alg-none.ts";
import { algNotHs256 } from "./alg-not-hs256.ts";
import { anonymousJoin } from "./anonymous-join.ts";
import { anotherMeetingRunning } from "./another-meeting-running.ts";
import { apiKeyInJoinCall } from "./api-key-in-join-call.ts";
import { appBlockedByHostAccount } from "./app-blocked-by-host-account.ts";
import { appDeactivated } from "./app-deactivated.ts";
import { appKeyMissing } from "./app-key-missing.ts";
import { appNotPublished } from "./app-not-published.ts";
import { assetsBlocked } from "./assets-blocked.ts";
import { base64Padding } from "./base64-padding.ts";
import { bearerPrefix } from "./bearer-prefix.ts";
import { browserNotSupported } from "./browser-not-supported.ts";
import { claimMisspelled } from "./claim-misspelled.ts";
import { clientViewSilent } from "./client-view-silent.ts";
import { clockNotMeasured } from "./clock-not-measured.ts";
import { cobrowseToken } from "./cobrowse-token.ts";
import { companionAsSignature } from "./companion-as-signature.ts";
import { companionNotAccepted } from "./companion-not-accepted.ts";
import { companionOfWrongKind } from "./companion-of-wrong-kind.ts";
import { companionTokenMissing } from "./companion-token-missing.ts";
import { companionTokenWrapped } from "./companion-token-wrapped.ts";
import { componentViewSilent } from "./component-view-silent.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { customerKeyTooLong } from "./customer-key-too-long.ts";
import { emailRequired } from "./email-required.ts";
import { expBeforeIat } from "./exp-before-iat.ts";
import { expExactly1800 } from "./exp-exactly-1800.ts";
import { expMissing } from "./exp-missing.ts";
import { expTooFar } from "./exp-too-far.ts";
import { expTooSoon } from "./exp-too-soon.ts";
import { expired } from "./expired.ts";
import { expiredByZoomsClock } from "./expired-by-zooms-clock.ts";
import { externalMeetingRefused } from "./external-meeting-refused.ts";
import { failedToJoin } from "./failed-to-join.ts";
import { headerNotJson } from "./header-not-json.ts";
import { hostInactive } from "./host-inactive.ts";
import { hostNotThere } from "./host-not-there.ts";
import { iatBackdatedHours } from "./iat-backdated-hours.ts";
import { iatInFuture } from "./iat-in-future.ts";
import { iatMissing } from "./iat-missing.ts";
import { informationBarrier } from "./information-barrier.ts";
import { invalidParameter } from "./invalid-parameter.ts";
import { joinKeyDiffers } from "./join-key-differs.ts";
import { joinNumberDiffers } from "./join-number-differs.ts";
import { joinNumberMissing } from "./join-number-missing.ts";
import { joinNumberNotANumber } from "./join-number-not-a-number.ts";
import { joinNumberSeparated } from "./join-number-separated.ts";
import { joinTestWithRole1 } from "./join-test-with-role-1.ts";
import { joinedTwice } from "./joined-twice.ts";
import { jsonAroundSignature } from "./json-around-signature.ts";
import { keyAndSecretInsteadOfJwt } from "./key-and-secret-instead-of-jwt.ts";
import { keyAndSecretSwapped } from "./key-and-secret-swapped.ts";
import { keyAsSecret } from "./key-as-secret.ts";
import { keyIsPlaceholder } from "./key-is-placeholder.ts";
import { keyNotExpected } from "./key-not-expected.ts";
import { keyPrefix } from "./key-prefix.ts";
import { keyUnclean } from "./key-unclean.ts";
import { keyUnknownToZoom } from "./key-unknown-to-zoom.ts";
import { keysDiffer } from "./keys-differ.ts";
import { legacySignature } from "./legacy-signature.ts";
import { loginConflict } from "./login-conflict.ts";
import { loginRequired } from "./login-required.ts";
import { macByAnotherHash } from "./mac-by-another-hash.ts";
import { macIsHex } from "./mac-is-hex.ts";
import { macOverAnotherInput } from "./mac-over-another-input.ts";
import { macStrayBits } from "./mac-stray-bits.ts";
import { macWrittenWrongly } from "./mac-written-wrongly.ts";
import { macWrongLength } from "./mac-wrong-length.ts";
import { manifestMeetingSdkOff } from "./manifest-meeting-sdk-off.ts";
import { manifestOfOtherAppKind } from "./manifest-of-other-app-kind.ts";
import { meetingDoesNotExist } from "./meeting-does-not-exist.ts";
import { meetingFull } from "./meeting-full.ts";
import { meetingIsAnother } from "./meeting-is-another.ts";
import { meetingIsE2ee } from "./meeting-is-e2ee.ts";
import { meetingLocked } from "./meeting-locked.ts";
import { meetingNeedsLogin } from "./meeting-needs-login.ts";
import { meetingNeedsRegistration } from "./meeting-needs-registration.ts";
import { meetingNotFound } from "./meeting-not-found.ts";
import { meetingNotStarted } from "./meeting-not-started.ts";
import { meetingSdkSwitchedOff } from "./meeting-sdk-switched-off.ts";
import { mnMissing } from "./mn-missing.ts";
import { mnNotANumber } from "./mn-not-a-number.ts";
import { mnSeparated } from "./mn-separated.ts";
import { mnWrongLength } from "./mn-wrong-length.ts";
import { nativeNameOnWeb } from "./native-name-on-web.ts";
import { nativeSdkSilent } from "./native-sdk-silent.ts";
import { nativeTokenExpSoon } from "./native-token-exp-soon.ts";
import { networkBlocked } from "./network-blocked.ts";
import { noPermission } from "./no-permission.ts";
import { notAJwt } from "./not-a-jwt.ts";
import { notAMeetingSdkToken } from "./not-a-meeting-sdk-token.ts";
import { notASecureOrigin } from "./not-a-secure-origin.ts";
import { notCrossOriginIsolated } from "./not-cross-origin-isolated.ts";
import { numberNotExpected } from "./number-not-expected.ts";
import { oauthAccessToken } from "./oauth-access-token.ts";
import { obfExpired } from "./obf-expired.ts";
import { obfNeedsNewerSdk } from "./obf-needs-newer-sdk.ts";
import { obfOtherMeeting } from "./obf-other-meeting.ts";
import { obfRefused } from "./obf-refused.ts";
import { obfUserAbsent } from "./obf-user-absent.ts";
import { obfUserLeft } from "./obf-user-left.ts";
import { obfWithRole1 } from "./obf-with-role-1.ts";
import { passcodeDiffers } from "./passcode-differs.ts";
import { passcodeIsEncrypted } from "./passcode-is-encrypted.ts";
import { passcodeMissing } from "./passcode-missing.ts";
import { passcodeName } from "./passcode-name.ts";
import { passcodeTooLong } from "./passcode-too-long.ts";
import { passcodeWrong } from "./passcode-wrong.ts";
import { payloadNotJson } from "./payload-not-json.ts";
import { quotesAroundSignature } from "./quotes-around-signature.ts";
import { reactDoesNotFit } from "./react-does-not-fit.ts";
import { recordingTokenRefused } from "./recording-token-refused.ts";
import { refusedWithoutReason } from "./refused-without-reason.ts";
import { registrantTokenWithoutEmail } from "./registrant-token-without-email.ts";
import { registrationRequired } from "./registration-required.ts";
import { removedFromMeeting } from "./removed-from-meeting.ts";
import { restJwt } from "./rest-jwt.ts";
import { role0Refused } from "./role-0-refused.ts";
import { role1PerhapsNotHost } from "./role-1-perhaps-not-host.ts";
import { role1Refused } from "./role-1-refused.ts";
import { role1WithoutZak } from "./role-1-without-zak.ts";
import { roleInJoinCall } from "./role-in-join-call.ts";
import { roleIsText } from "./role-is-text.ts";
import { roleMissing } from "./role-missing.ts";
import { roleNot0Or1 } from "./role-not-0-or-1.ts";
import { roleNotExpected } from "./role-not-expected.ts";
import { rootElementMissing } from "./root-element-missing.ts";
import { sameParticipantTwice } from "./same-participant-twice.ts";
import { sdkKeyOnly } from "./sdk-key-only.ts";
import { sdkKeyParameterMissing } from "./sdk-key-parameter-missing.ts";
import { sdkOlderThanJwt } from "./sdk-older-than-jwt.ts";
import { sdkOutdated } from "./sdk-outdated.ts";
import { secretAsAppKey } from "./secret-as-app-key.ts";
import { secretAsSignature } from "./secret-as-signature.ts";
import { secretEncoded } from "./secret-encoded.ts";
import { secretGivenUnclean } from "./secret-given-unclean.ts";
import { secretInPayload } from "./secret-in-payload.ts";
import { secretIsPlaceholder } from "./secret-is-placeholder.ts";
import { secretIsTheKey } from "./secret-is-the-key.ts";
import { secretMangled } from "./secret-mangled.ts";
import { secretMismatch } from "./secret-mismatch.ts";
import { secretNeverSet } from "./secret-never-set.ts";
import { secretNotChecked } from "./secret-not-checked.ts";
import { secretOfAnotherApp } from "./secret-of-another-app.ts";
import { secretTooShort } from "./secret-too-short.ts";
import { secretUnclean } from "./secret-unclean.ts";
import { secretWithExtraCharacters } from "./secret-with-extra-characters.ts";
import { segmentNotBase64url } from "./segment-not-base64url.ts";
import { serverToServerCredentials } from "./server-to-server-credentials.ts";
import { signatureDiffers } from "./signature-differs.ts";
import { signatureEmpty } from "./signature-empty.ts";
import { signatureIsObject } from "./signature-is-object.ts";
import { signatureIsPromise } from "./signature-is-promise.ts";
import { signatureNotText } from "./signature-not-text.ts";
import { signatureTooLong } from "./signature-too-long.ts";
import { signatureUndefined } from "./signature-undefined.ts";
import { standardBase64 } from "./standard-base64.ts";
import { storageBlocked } from "./storage-blocked.ts";
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
import { unknownJoinParameter } from "./unknown-join-parameter.ts";
import { urlEncoded } from "./url-encoded.ts";
import { userEmailInvalid } from "./user-email-invalid.ts";
import { userEmailUndefined } from "./user-email-undefined.ts";
import { userNameMissing } from "./user-name-missing.ts";
import { userNameTooLong } from "./user-name-too-long.ts";
import { videoSdkToken } from "./video-sdk-token.ts";
import { waitingRoomSilent } from "./waiting-room-silent.ts";
import { webEndpointNotAHost } from "./web-endpoint-not-a-host.ts";
import { webJoinForbidden } from "./web-join-forbidden.ts";
import { webinarNotSupported } from "./webinar-not-supported.ts";
import { webrtcModeNot0Or1 } from "./webrtc-mode-not-0-or-1.ts";
import { whiteSpaceAtEnds } from "./white-space-at-ends.ts";
import { whiteSpaceInside } from "./white-space-inside.ts";
import { worksAtOtherTimes } from "./works-at-other-times.ts";
import { worksForAnotherMeeting } from "./works-for-another-meeting.ts";
import { zakAndObf } from "./zak-and-obf.ts";
import { zakAsSignature } from "./zak-as-signature.ts";
import { zakDidNotStart } from "./zak-did-not-start.ts";
import { zakExpired } from "./zak-expired.ts";
import { zakNotTheHosts } from "./zak-not-the-hosts.ts";
import { zakRefused } from "./zak-refused.ts";

/** Every rule, by name. The order says nothing: see `order.ts`. */
export const RULES: readonly Rule[] = [
  algNone,
  algNotHs256,
  anonymousJoin,
  anotherMeetingRunning,
  apiKeyInJoinCall,
  appBlockedByHostAccount,
  keyUnknownToZoom,
  appDeactivated,
  appKeyMissing,
  appNotPublished,
  assetsBlocked,
  base64Padding,
  bearerPrefix,
  browserNotSupported,
  claimMisspelled,
  clientViewSilent,
  clockNotMeasured,
  cobrowseToken,
  companionAsSignature,
  companionNotAccepted,
  companionOfWrongKind,
  companionTokenMissing,
  companionTokenWrapped,
  componentViewSilent,
  contentSecurityPolicy,
  reactDoesNotFit,
  webEndpointNotAHost,
  customerKeyTooLong,
  emailRequired,
  expBeforeIat,
  expExactly1800,
  expired,
  expiredByZoomsClock,
  expMissing,
  expTooFar,
  expTooSoon,
  externalMeetingRefused,
  failedToJoin,
  headerNotJson,
  hostInactive,
  hostNotThere,
  iatBackdatedHours,
  iatInFuture,
  iatMissing,
  informationBarrier,
  invalidParameter,
  joinedTwice,
  joinKeyDiffers,
  joinNumberDiffers,
  joinNumberMissing,
  joinNumberNotANumber,
  joinNumberSeparated,
  joinTestWithRole1,
  jsonAroundSignature,
  keyAndSecretInsteadOfJwt,
  keyAndSecretSwapped,
  keyAsSecret,
  keyIsPlaceholder,
  keyNotExpected,
  keyPrefix,
  keysDiffer,
  keyUnclean,
  legacySignature,
  loginConflict,
  loginRequired,
  macByAnotherHash,
  macIsHex,
  macOverAnotherInput,
  macStrayBits,
  macWrittenWrongly,
  macWrongLength,
  manifestMeetingSdkOff,
  manifestOfOtherAppKind,
  meetingDoesNotExist,
  meetingFull,
  meetingIsAnother,
  meetingIsE2ee,
  meetingLocked,
  meetingNeedsLogin,
  meetingNeedsRegistration,
  meetingNotFound,
  meetingNotStarted,
  meetingSdkSwitchedOff,
  mnMissing,
  mnNotANumber,
  mnSeparated,
  mnWrongLength,
  nativeNameOnWeb,
  nativeSdkSilent,
  nativeTokenExpSoon,
  networkBlocked,
  noPermission,
  notAJwt,
  notAMeetingSdkToken,
  notASecureOrigin,
  notCrossOriginIsolated,
  numberNotExpected,
  oauthAccessToken,
  obfExpired,
  obfNeedsNewerSdk,
  obfOtherMeeting,
  obfRefused,
  obfUserAbsent,
  obfUserLeft,
  obfWithRole1,
  passcodeDiffers,
  passcodeIsEncrypted,
  passcodeMissing,
  passcodeName,
  passcodeTooLong,
  passcodeWrong,
  payloadNotJson,
  quotesAroundSignature,
  recordingTokenRefused,
  refusedWithoutReason,
  registrantTokenWithoutEmail,
  registrationRequired,
  removedFromMeeting,
  restJwt,
  role0Refused,
  role1PerhapsNotHost,
  role1Refused,
  role1WithoutZak,
  roleInJoinCall,
  roleIsText,
  roleMissing,
  roleNot0Or1,
  roleNotExpected,
  rootElementMissing,
  sameParticipantTwice,
  sdkKeyOnly,
  sdkKeyParameterMissing,
  sdkOlderThanJwt,
  sdkOutdated,
  secretAsAppKey,
  secretAsSignature,
  secretEncoded,
  secretGivenUnclean,
  secretInPayload,
  secretIsPlaceholder,
  secretIsTheKey,
  secretMangled,
  secretMismatch,
  secretNeverSet,
  secretNotChecked,
  secretOfAnotherApp,
  secretTooShort,
  secretUnclean,
  secretWithExtraCharacters,
  segmentNotBase64url,
  serverToServerCredentials,
  signatureDiffers,
  signatureEmpty,
  signatureIsObject,
  signatureIsPromise,
  signatureNotText,
  signatureTooLong,
  signatureUndefined,
  standardBase64,
  storageBlocked,
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
  unknownJoinParameter,
  urlEncoded,
  userEmailInvalid,
  userEmailUndefined,
  userNameMissing,
  userNameTooLong,
  videoSdkToken,
  waitingRoomSilent,
  webinarNotSupported,
  webJoinForbidden,
  webrtcModeNot0Or1,
  whiteSpaceAtEnds,
  whiteSpaceInside,
  worksAtOtherTimes,
  worksForAnotherMeeting,
  zakAndObf,
  zakAsSignature,
  zakDidNotStart,
  zakExpired,
  zakNotTheHosts,
  zakRefused,
];
