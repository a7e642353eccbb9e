import type { Source } from "./rule.ts";

/** Everything was read on this day unless a source says otherwise. */
const READ = "2026-11-24";

export function source(url: string, says: string): Source {
  return { url, says, read: READ };
}

/** A section of the JWS standard. */
export function rfc7515(section: string, says: string): Source {
  return source(`https://www.rfc-editor.org/rfc/rfc7515#section-${section}`, says);
}

/** A section of the JWT standard. */
export function rfc7519(section: string, says: string): Source {
  return source(`https://www.rfc-editor.org/rfc/rfc7519#section-${section}`, says);
}

/** Zoom's page on Meeting SDK signatures. */
export function zoomAuth(says: string): Source {
  return source("https://developers.zoom.us/docs/meeting-sdk/auth/", says);
}

/** Zoom's own endpoint sample. */
export function zoomSample(says: string): Source {
  return source("https://github.com/zoom/meetingsdk-auth-endpoint-sample", says);
}

/** What the Web SDK 6.2.0 did in a browser whose requests to Zoom were answered by a stand-in. */
export function observed(says: string): Source {
  return source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", `Observed by running it: ${says}`);
}

/** A thread of Zoom's developer forum. */
export function forum(thread: string, says: string): Source {
  return source(`https://devforum.zoom.us/t/${thread}`, says);
}
