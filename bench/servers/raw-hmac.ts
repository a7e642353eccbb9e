// `createHmac` and `JSON.stringify` behind raw `node:http`.
import { createHmac } from "node:crypto";
import { serveRaw } from "./raw.ts";

const { ZOOM_MEETING_SDK_KEY: sdkKey = "", ZOOM_MEETING_SDK_SECRET: sdkSecret = "" } = process.env;
const HEADER = base64url({ alg: "HS256", typ: "JWT" });

serveRaw(({ meetingNumber, role }) => {
  const iat = Math.floor(Date.now() / 1000) - 30;
  const exp = iat + 7200;
  const payload = { appKey: sdkKey, sdkKey, mn: meetingNumber, role, iat, exp, tokenExp: exp };
  const input = `${HEADER}.${base64url(payload)}`;
  const signature = `${input}.${createHmac("sha256", sdkSecret).update(input).digest("base64url")}`;
  const expiresAt = new Date(exp * 1000).toISOString();
  return { signature, sdkKey, expiresAt, expiresIn: 7170, meetingNumber, role };
});

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
