import type { ErrorSource } from "./types.ts";

const READ = "2026-11-24";
const NPM = "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0";

/** The same with the last 3.x but one; it differs from 6.2.0 in places. */
export const MEASURED_3: ErrorSource = {
  url: "https://www.npmjs.com/package/@zoom/meetingsdk/v/3.13.1",
  says: "measured with @zoom/meetingsdk 3.13.1 against a stand-in",
  read: READ,
};
/** The error was produced: the answer was given by a stand-in, the code and text are the SDK's own. */
export const MEASURED: ErrorSource = {
  url: NPM,
  says: "measured with @zoom/meetingsdk 6.2.0 against a stand-in",
  read: READ,
};
export const BUNDLE: ErrorSource = {
  url: NPM,
  says: "The code stands in the published bundle of @zoom/meetingsdk 6.2.0; it was read, not produced.",
  read: READ,
};
export const WEB_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
  says: "Zoom's list of web error codes has it.",
  read: READ,
};
export const WEB_PAGE_OMITS: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/web/error-codes/",
  says: "Zoom's list of web error codes does not have it.",
  read: READ,
};
export const AUTH_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/auth/",
  says: "Which claims and which further tokens a join needs, by kind of meeting.",
  read: READ,
};
export const ZAK_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/auth/zak/",
  says: "Role 1 with a ZAK starts a meeting as that user; an alternative host's ZAK serves too.",
  read: READ,
};
export const OBF_FAQ: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/obf-faq/",
  says: "Meetings of other accounts need a ZAK or an OBF token since 2026-03-02; the OBF token's user has to be in the meeting.",
  read: READ,
};
export const DESKTOP_HEADERS: ErrorSource = {
  url: "https://github.com/noah-duncan/py-zoom-meeting-sdk",
  says: "Bindings at commit 35f14ba repeat the order of the enumerations in Zoom's desktop headers.",
  read: READ,
};
export const LINUX_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/linux/error-codes.md",
  says: "Zoom's list of the desktop SDKs' return codes.",
  read: READ,
};
export const ANDROID_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/android/resource/error-codes/",
  says: "Zoom's list of Android's ZoomError codes.",
  read: READ,
};
export const IOS_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/meeting-sdk/ios/resource/error-codes/",
  says: "Zoom's list of iOS meeting errors.",
  read: READ,
};
export const OAUTH_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/integrations/oauth-error-messages/",
  says: "Zoom's list of OAuth errors.",
  read: READ,
};
export const REST_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/api/",
  says: "The codes as pages of Zoom's API and answers of its staff mention them; no one list of them was read.",
  read: READ,
};
export const RATE_PAGE: ErrorSource = {
  url: "https://developers.zoom.us/docs/api/rate-limits/",
  says: "Rates per account and label, and the headers that tell what is left.",
  read: READ,
};
