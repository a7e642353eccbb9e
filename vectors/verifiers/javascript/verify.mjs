// Runs sign.json and verify.json. Node 18 or newer, nothing to install:
//   node vectors/verifiers/javascript/verify.mjs vectors
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const encode = (bytes) => Buffer.from(bytes).toString("base64url");

/** The claims in the order of Zoom's sample; `iat` gives way where the lifetime would leave the range. */
function sign({ kind, sdkKey, sdkSecret, now, backdateSeconds, request, claims }) {
  const second = Math.floor(now);
  const exp = second + (request.expirationSeconds ?? 7200);
  const iat = Math.min(Math.max(second - backdateSeconds, exp - 172_800), exp - 1801);
  const payload = JSON.stringify({
    appKey: sdkKey,
    sdkKey,
    ...(kind === "web" && { mn: claims.mn, role: request.role }),
    iat,
    exp,
    tokenExp: exp,
    ...(request.videoWebRtcMode !== undefined && { video_webrtc_mode: request.videoWebRtcMode }),
  });
  const input = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(payload)}`;
  return `${input}.${encode(createHmac("sha256", sdkSecret).update(input).digest())}`;
}

/** The bytes, or nothing: decoders are lenient, so what they read is written again and compared. */
function decode(part) {
  const bytes = Buffer.from(part, "base64url");
  return encode(bytes) === part ? bytes : undefined;
}

function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function objectOf(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function verify(token, secrets, now) {
  if (typeof token !== "string") return "not-a-string";
  const parts = token.split(".");
  if (parts.length !== 3 || parts[0] === "" || parts[2] === "") return "not-three-parts";
  const [headerBytes, payloadBytes, mac] = parts.map(decode);
  if (!headerBytes || !payloadBytes || !mac) return "not-canonical-base64url";
  const [headerText, payloadText] = [textOf(headerBytes), textOf(payloadBytes)];
  if (headerText === undefined || payloadText === undefined) return "not-utf8";
  const header = objectOf(headerText);
  if (!header) return "header-not-a-json-object";
  if (header.alg !== "HS256") return "alg-not-hs256";
  if (Object.hasOwn(header, "crit") || Object.hasOwn(header, "b64")) return "header-not-supported";

  const index = secrets.findIndex((secret) => {
    const expected = createHmac("sha256", secret).update(`${parts[0]}.${parts[1]}`).digest();
    return mac.length === expected.length && timingSafeEqual(mac, expected);
  });
  if (index < 0) return "mac-mismatch";
  const payload = objectOf(payloadText);
  if (!payload) return "payload-not-a-json-object";
  if (!Number.isFinite(payload.iat) || !Number.isFinite(payload.exp)) return "times-missing";
  if (payload.exp <= now) return "expired";
  if (payload.iat > now) return "issued-in-the-future";
  return `valid ${index}`;
}

const folder = process.argv[2] ?? "vectors";
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8")).cases;
const [signing, verifying] = [read("sign.json"), read("verify.json")];
const failing = [
  ...signing.filter((one) => sign(one) !== one.signature),
  ...verifying.filter(({ signature, secrets, now, verdict, secretIndex }) => {
    return verify(signature, secrets, now) !== (verdict === "valid" ? `valid ${secretIndex}` : verdict);
  }),
];
for (const { name } of failing) console.log(`failed: ${name}`);
if (failing.length === 0) console.log(`ok ${signing.length + verifying.length}`);
process.exitCode = failing.length === 0 ? 0 : 1;
