import { createHmac } from "node:crypto";
import { SignJWT } from "jose";
import jsonwebtoken from "jsonwebtoken";
import { expect, it } from "vitest";
import { diagnose } from "../../../src/diagnose/diagnose.ts";
import type { Evidence } from "../../../src/diagnose/evidence.ts";
import { createSigner } from "../../../src/sign/signer.ts";
import { type Random, seeded } from "../../random.ts";
import { type Claims, claimsOf, type Parameters, parameters, pick, shuffled } from "./parameters.ts";
import { size, TIMEOUT } from "./size.ts";

const COUNT = size(2_000, 100_000);

type Sign = (claims: Claims, at: Parameters, random: Random) => string | Promise<string>;

/** Four signers that have nothing in common but the standard. */
const SIGNERS: { readonly [name: string]: Sign } = {
  countersign: (claims, at) => {
    const { sdkKey, sdkSecret, meetingNumber, role, now, back, life } = at;
    const signer = createSigner({ sdkKey, sdkSecret, backdateSeconds: back, now: () => now });
    const expirationSeconds = Math.min(Math.max(life - back, 1800), 172_800 - back);
    if (claims.mn === undefined) return signer.signNative({ expirationSeconds }).signature;
    const mode = claims.video_webrtc_mode;
    const request = {
      meetingNumber: typeof claims.mn === "number" ? claims.mn : meetingNumber,
      role,
      expirationSeconds,
      ...(mode !== undefined && { videoWebRtcMode: mode as 0 | 1 }),
    };
    return signer.sign(request).signature;
  },
  jose: (claims, { sdkSecret }) =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(Buffer.from(sdkSecret)),
  jsonwebtoken: (claims, { sdkSecret }) => jsonwebtoken.sign(claims, sdkSecret, { algorithm: "HS256" }),
  "node:crypto": (claims, { sdkSecret }, random) => {
    const header = pick(random, [
      '{"alg":"HS256","typ":"JWT"}',
      '{"typ":"JWT","alg":"HS256"}',
      '{ "alg": "HS256", "typ": "JWT" }',
    ]);
    const payload = JSON.stringify(claims, undefined, pick(random, [0, 1, 2]));
    const input = [header, payload].map((text) => Buffer.from(text).toString("base64url")).join(".");
    return `${input}.${createHmac("sha256", sdkSecret).update(input).digest("base64url")}`;
  },
};

/** All that may be as well one way as another. */
function varied(at: Parameters, random: Random): { readonly claims: Claims; readonly client: Client } {
  const native = random.whole(0, 4) === 0;
  const { mn, role, ...both } = claimsOf(at);
  const mode = pick(random, [undefined, undefined, 0, 1]);
  const number = pick(random, ["text", "number"]) === "number" ? Number(mn) : mn;
  const claims = native
    ? both
    : { ...both, mn: number, role, ...(mode !== undefined && { video_webrtc_mode: mode }) };
  const client: Client = native
    ? { platform: pick(random, ["ios", "android", "windows", "macos", "linux"]) }
    : {
        platform: "web",
        view: pick(random, ["client", "component"]),
        sdkVersion: pick(random, ["3.13.1", "4.0.0", "5.0.0", "5.1.4", "6.0.0", "6.2.0"]),
      };
  return { claims: Object.fromEntries(shuffled(random, Object.entries(claims))), client };
}

interface Client {
  readonly platform: string;
  readonly view?: string;
  readonly sdkVersion?: string;
}

function evidence(signature: string, at: Parameters, client: Client, random: Random): Evidence {
  const { sdkKey, sdkSecret, meetingNumber, role } = at;
  const credentials = pick<Evidence["credentials"]>(random, [
    { sdkKey, sdkSecret },
    { sdkKey, sdkSecret, others: { old: "anOldSecretOfTheSameApp000000001" } },
    { sdkKey },
    {},
  ]);
  return {
    signature,
    ...(credentials && { credentials }),
    ...(random.whole(0, 1) === 0 && { client }),
    ...(random.whole(0, 1) === 0 && client.platform === "web" && { expected: { meetingNumber, role } }),
    // The machine that checks is anywhere between a minute behind and as far ahead as `iat` was put back.
    ...(random.whole(0, 3) !== 0 && { clockOffset: random.whole(-60, Math.min(at.back, 300)) }),
    now: at.now,
  };
}

it(`${COUNT} right signatures of four signers are none of them rejected`, { timeout: TIMEOUT }, async () => {
  const random = seeded(20_261_124);
  const names = Object.keys(SIGNERS);
  for (let turn = 0; turn < COUNT; turn++) {
    const at = parameters(random);
    const { claims, client } = varied(at, random);
    const name = names[turn % names.length] as string;
    const signature = await (SIGNERS[name] as Sign)(claims, at, random);
    const { outcome, findings } = diagnose(evidence(signature, at, client, random));
    if (outcome === "rejected") expect.fail(`${name}, turn ${turn}: ${JSON.stringify(findings)}`);
    expect(findings.filter(({ certainty }) => certainty === "proven")).toEqual([]);
  }
});
