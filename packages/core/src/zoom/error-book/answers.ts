/**
 * How @zoom/meetingsdk 6.2.0 turns Zoom's answers into codes: read from the published bundle
 * (https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0, read 2026-11-24), and measured against a stand-in
 * where `measured` says so. That Zoom's servers send exactly these texts is not established, except
 * "Invalid signature.", which stands in a user's log (https://devforum.zoom.us/t/77167).
 */
export interface ServerText {
  /** `errorCode` of the answer of `/api/v1/wc/info`. */
  readonly serverCode: 200 | 3000 | 3136;
  /** `errorMessage`, matched exactly, full stop included. */
  readonly text: string;
  /** What client view shows. */
  readonly clientView: number;
  /** What component view shows; for 3000 and 3136 that is the number below with the text as its reason. */
  readonly componentView: number;
  readonly measured: boolean;
}

export const SERVER_TEXTS: readonly ServerText[] = [
  { serverCode: 200, text: "The api key is wrong.", clientView: 3704, componentView: 3704, measured: true },
  {
    serverCode: 200,
    text: "The signature has expired.",
    clientView: 3705,
    componentView: 3705,
    measured: true,
  },
  {
    serverCode: 200,
    text: "The meeting number is wrong.",
    clientView: 3706,
    componentView: 3706,
    measured: true,
  },
  {
    serverCode: 200,
    text: "The meeting number is not found.",
    clientView: 3707,
    componentView: 3707,
    measured: true,
  },
  {
    serverCode: 200,
    text: "The role is not applicable.",
    clientView: 3708,
    componentView: 3708,
    measured: true,
  },
  {
    serverCode: 200,
    text: "The meeting host is not found.",
    clientView: 3709,
    componentView: 3709,
    measured: false,
  },
  {
    serverCode: 200,
    text: "The account don't enable API.",
    clientView: 3710,
    componentView: 3710,
    measured: true,
  },
  {
    serverCode: 200,
    text: "Can not be host in other account's meeting.",
    clientView: 3711,
    componentView: 3711,
    measured: true,
  },
  { serverCode: 200, text: "Invalid signature.", clientView: 3712, componentView: 3712, measured: true },
  { serverCode: 200, text: "No permission", clientView: 3713, componentView: 3713, measured: true },
  {
    serverCode: 200,
    text: "Assistant join meeting been disabled",
    clientView: 3715,
    componentView: 200,
    measured: false,
  },
  { serverCode: 3136, text: "Token error", clientView: 3623, componentView: 200, measured: false },
  {
    serverCode: 3136,
    text: "Please use host/alternative host to start the webinar.",
    clientView: 3624,
    componentView: 200,
    measured: false,
  },
  {
    serverCode: 3136,
    text: "Not support start meeting via tokens",
    clientView: 3265,
    componentView: 200,
    measured: false,
  },
  {
    serverCode: 3000,
    text: "Already has other meetings in progress.",
    clientView: 3000,
    componentView: 3000,
    measured: false,
  },
  {
    serverCode: 3000,
    text: "User email is required.",
    clientView: 3005,
    componentView: 3000,
    measured: false,
  },
  {
    serverCode: 3000,
    text: "Not support start or join meeting from web.",
    clientView: 3603,
    componentView: 3000,
    measured: false,
  },
  {
    serverCode: 3000,
    text: "Not support registration webinar",
    clientView: 3606,
    componentView: 3000,
    measured: false,
  },
  {
    serverCode: 3000,
    text: "Not allow to start webinar from web.",
    clientView: 3609,
    componentView: 3000,
    measured: false,
  },
  {
    serverCode: 3000,
    text: "The meeting host does not exist.",
    clientView: 3702,
    componentView: 3000,
    measured: false,
  },
  { serverCode: 3000, text: "Invalid meeting ID.", clientView: 3703, componentView: 3000, measured: false },
];

/** The code a view of 6.2.0 shows for `serverCode` with `text`; 1 or 200 where the text is not known to it. */
export function codeForServerText(
  serverCode: ServerText["serverCode"],
  text: string,
  view: "client-view" | "component-view",
): number {
  const known = SERVER_TEXTS.find((entry) => entry.serverCode === serverCode && entry.text === text);
  if (view === "client-view") return known?.clientView ?? 1;
  return known?.componentView ?? (serverCode === 3000 ? 3000 : 200);
}

export interface GatewayReason {
  /** `res` of the media server's answer to the join. */
  readonly reason: number;
  readonly code: number;
  readonly views: "both" | "client-view" | "component-view";
}

/** Refusals of the media server, after the signature was accepted, and the codes 6.2.0 has for them. */
export const GATEWAY_REASONS: readonly GatewayReason[] = [
  { reason: -1, code: 4009, views: "client-view" },
  { reason: 6, code: 4004, views: "both" },
  { reason: 9, code: 4005, views: "both" },
  { reason: 12, code: 4006, views: "both" },
  { reason: 21, code: 4019, views: "client-view" },
  { reason: 1001, code: 3625, views: "both" },
  { reason: 1005, code: 3621, views: "both" },
  { reason: 3004, code: 3714, views: "client-view" },
  { reason: 3004, code: 3004, views: "component-view" },
  { reason: 3005, code: 3000, views: "both" },
  { reason: 3008, code: 3008, views: "both" },
  { reason: 3027, code: 3627, views: "component-view" },
  { reason: 3033, code: 3620, views: "both" },
  { reason: 3145, code: 4016, views: "both" },
  { reason: 6601, code: 4011, views: "both" },
  { reason: 6603, code: 6603, views: "client-view" },
  { reason: 13245, code: 4018, views: "both" },
  { reason: 13295, code: 4013, views: "both" },
  { reason: 13296, code: 4012, views: "both" },
  { reason: 13299, code: 4014, views: "both" },
  { reason: 13300, code: 4015, views: "both" },
  { reason: 103017, code: 3715, views: "client-view" },
  { reason: 103039, code: 3009, views: "both" },
  { reason: 103041, code: 4017, views: "both" },
  { reason: 103043, code: 4007, views: "both" },
  { reason: 103044, code: 4008, views: "both" },
];
