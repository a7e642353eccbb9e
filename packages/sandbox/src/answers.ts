import type { Session } from "./session.ts";

/** Every HTTP answer carries this. */
export const STAND_IN_HEADER = { "x-countersign-sandbox": "not Zoom" } as const;
export const STAND_IN: string = "Countersign sandbox: a local stand-in, not Zoom";

/** A script or a fetch of a cross-origin-isolated page is refused by the browser without these. */
export function crossOriginHeaders(request: Request): Record<string, string> {
  return {
    "access-control-allow-origin": request.headers.get("origin") ?? "*",
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-store",
    vary: "origin",
  };
}

export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

/** The least the SDK takes for a "yes" of `/api/v1/wc/info`: objects as JSON text, flags as "0" or "false". */
export function acceptedResult(session: Session, now: number): Record<string, string> {
  return {
    meetingNumber: session.meetingNumber,
    userName: session.userName,
    userEmail: session.userEmail,
    passWord: session.passcode,
    mid: session.meetingId,
    tid: session.id,
    ts: String(now * 1000),
    auth: session.auth,
    sign: session.signature,
    track_auth: session.auth,
    encryptedRWC: JSON.stringify({ [session.gatewayHost]: session.auth }),
    encryptedGEORWC: "[]",
    support_call_out: "0",
    toll_numbers_json: "[]",
    can_recording: "0",
    call_out_country_json: "[]",
    invite_email: "",
    wcXMPPConfig: "{}",
    meetingOptions: "{}",
    meetingTopic: session.topic,
    isWebinar: "0",
    isOriginHost: session.role === 1 ? "true" : "false",
    isSupportQA: "false",
    wrInfo: "{}",
    meetingInfo: "{}",
    liveTranscription: "{}",
    fileTransfer: "{}",
    chatModerationPolicy: "{}",
    recordingDisclaimer: "{}",
    recordingDisclaimerForRecorder: "{}",
  };
}

/** The answer of `/wc/refresh_tokens`; an empty one leaves client view 3.13.1 waiting for ever. */
export function refreshedTokens(session: Session, now: number): string {
  return JSON.stringify({
    auth: session.auth,
    trackAuth: session.auth,
    tid: session.id,
    ts: String(now * 1000),
    encryptedRWC: JSON.stringify({ [session.gatewayHost]: session.auth }),
    encryptedGEORWC: "[]",
    zak: "",
    fileReadZak: "",
    jmak: "",
    zmk: "",
  });
}
