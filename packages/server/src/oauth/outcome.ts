/** How an authorization in a browser ended, or why it did not begin. A closed list: nothing that was sent is shown. */
export type OAuthOutcome =
  | "app-refused"
  | "app-unknown"
  | "authorized"
  | "callback-invalid"
  | "code-refused"
  | "denied"
  | "internal"
  | "link-invalid"
  | "not-navigated"
  | "other-user"
  | "outcome-unknown"
  | "state-invalid"
  | "store-unavailable"
  | "superseded"
  | "user-unknown"
  | "zoom-refused"
  | "zoom-unavailable";

export interface OutcomeWords {
  readonly status: number;
  readonly title: string;
  /** For the person in front of the browser. */
  readonly text: string;
}

const AGAIN = "Go back to where you came from and begin again.";

export const OUTCOMES: Readonly<Record<OAuthOutcome, OutcomeWords>> = {
  "app-refused": {
    status: 502,
    title: "Zoom does not take this app",
    text: "Zoom refused the credentials of the app. Nothing was changed. Whoever runs this service has to look at them.",
  },
  "app-unknown": {
    status: 503,
    title: "The app is not set up here",
    text: "The settings have changed since you began. Nothing was changed at Zoom by this. Ask whoever runs this service.",
  },
  authorized: {
    status: 200,
    title: "Authorized",
    text: "The app may now act for you at Zoom. You can close this page.",
  },
  "callback-invalid": {
    status: 400,
    title: "Zoom's answer was not understood",
    text: `What came back is not an answer to an authorization. Nothing was changed. ${AGAIN}`,
  },
  "code-refused": {
    status: 400,
    title: "Zoom did not take the code",
    text: `The code in the answer was used before, is too old or belongs to something else. Nothing was changed. ${AGAIN}`,
  },
  denied: {
    status: 403,
    title: "Not authorized",
    text: "You did not allow the app to act for you at Zoom. Nothing was changed.",
  },
  internal: {
    status: 500,
    title: "Something went wrong here",
    text: "Ask whoever runs this service to look for the X-Request-Id of this answer in its log.",
  },
  "link-invalid": {
    status: 400,
    title: "This link does not work any more",
    text: `It serves once and for two minutes. ${AGAIN}`,
  },
  "not-navigated": {
    status: 403,
    title: "This page has to be opened by itself",
    text: "It does not work inside another page, nor fetched ahead. Open the link in a tab.",
  },
  "other-user": {
    status: 403,
    title: "You are signed in to Zoom as somebody else",
    text: `This authorization is for another Zoom user. It was not kept. Sign in to Zoom as that user. ${AGAIN}`,
  },
  "outcome-unknown": {
    status: 502,
    title: "It is not known whether this went well",
    text: `Zoom's answer did not arrive whole, and the code serves only once. ${AGAIN} Doing it twice harms nothing.`,
  },
  "state-invalid": {
    status: 400,
    title: "This was not begun here",
    text: `What came back belongs to no authorization that was begun in this browser in the last ten minutes, or was used before. Nothing was changed. ${AGAIN}`,
  },
  "store-unavailable": {
    status: 503,
    title: "This cannot be done now",
    text: `The place where authorizations are kept does not answer. ${AGAIN}`,
  },
  superseded: {
    status: 409,
    title: "Another authorization came in between",
    text: `This one was not kept, because a later one was made or it was withdrawn meanwhile. If the app still asks for it, begin again.`,
  },
  "user-unknown": {
    status: 502,
    title: "Zoom did not say who you are",
    text: `The authorization was not kept. ${AGAIN} If it happens again, the app lacks the scope user:read:user.`,
  },
  "zoom-refused": {
    status: 502,
    title: "Zoom refused",
    text: `Zoom did not authorize the app. Nothing was changed. ${AGAIN} If it happens again, ask whoever runs this service.`,
  },
  "zoom-unavailable": {
    status: 503,
    title: "Zoom cannot be asked now",
    text: `Nothing was changed. Wait a minute. ${AGAIN}`,
  },
};
