import { createHmac } from "node:crypto";
import type { Evidence } from "../../../src/diagnose/evidence.ts";
import type { Random } from "../../random.ts";
import { named, SECRETS } from "../forensics/explain.ts";
import { sign } from "../forensics/signer.ts";
import { type Claims, claimsOf, type Parameters, pick } from "./parameters.ts";

/** One mistake, made with any parameters, and the rule that has to name it. */
export interface Mistake {
  readonly rule: string;
  readonly make: (at: Parameters, random: Random) => Evidence;
}

const HEADER = { alg: "HS256", typ: "JWT" };

function token(header: unknown, claims: unknown, secret: string | Buffer): string {
  const input = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

function given(signature: unknown, { sdkKey, sdkSecret, now }: Parameters): Evidence {
  return { signature, credentials: { sdkKey, sdkSecret }, client: { platform: "web" }, now };
}

/** Something done to the right token. */
function passed(rule: string, pass: (token: string, at: Parameters, random: Random) => unknown): Mistake {
  return {
    rule,
    make: (at, random) => given(pass(token(HEADER, claimsOf(at), at.sdkSecret), at, random), at),
  };
}

/** Claims that are signed rightly. */
function claiming(rule: string, change: (claims: Claims, at: Parameters, random: Random) => Claims): Mistake {
  return {
    rule,
    make: (at, random) => given(token(HEADER, change(claimsOf(at), at, random), at.sdkSecret), at),
  };
}

const times = (claims: Claims, of: (value: number) => unknown): Claims => ({
  ...claims,
  iat: of(Number(claims.iat)),
  exp: of(Number(claims.exp)),
  tokenExp: of(Number(claims.tokenExp)),
});

const living = (claims: Claims, life: number): Claims => ({
  ...claims,
  exp: Number(claims.iat) + life,
  tokenExp: Number(claims.iat) + life,
});

const without = (claims: Claims, ...names: string[]): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));

const renamed = (claims: Claims, from: string, to: string): Claims => ({
  ...without(claims, from),
  [to]: claims[from],
});

/** What the search is told of, made by the signer that its own tests use. */
function keyed(rule: string, ids: readonly string[]): Mistake {
  return {
    rule,
    make: (at, random) => {
      const id = pick(random, ids);
      const secret = SECRETS[id]?.fit(at.sdkSecret) ?? at.sdkSecret;
      const scene = {
        given: secret,
        key: at.sdkKey,
        others: { "another app": "Oth3rS3cr3tOth3rS3cr3tOth3rS3cr3" },
        header: JSON.stringify(HEADER),
        payload: JSON.stringify(claimsOf(at)),
      };
      const made = sign(scene, [named("secret", id)]);
      return {
        ...given(`${made?.signingInput}.${made?.macText}`, at),
        credentials: { sdkKey: at.sdkKey, sdkSecret: secret, others: scene.others },
      };
    },
  };
}

function macOf(rule: string, write: (input: string, at: Parameters) => string): Mistake {
  return passed(rule, (right, at) => {
    const input = right.slice(0, right.lastIndexOf("."));
    return `${input}.${write(input, at)}`;
  });
}

const hmac = (hash: string, secret: string, input: string): Buffer =>
  createHmac(hash, secret).update(input).digest();

export const MISTAKES: readonly Mistake[] = [
  passed("quotes-around-signature", (right, _, random) => `${pick(random, ['"', "'"])}${right}"`),
  passed("bearer-prefix", (right) => `Bearer ${right}`),
  passed("white-space-at-ends", (right, _, random) => right + pick(random, ["\n", " ", "\r\n", "\t"])),
  passed("white-space-inside", (right, _, random) => {
    const at = random.whole(20, right.length - 20);
    return `${right.slice(0, at)}\n${right.slice(at)}`;
  }),
  passed("json-around-signature", (right) => JSON.stringify({ signature: right })),
  passed("signature-is-object", (right, at) => ({ signature: right, sdkKey: at.sdkKey })),
  passed("signature-is-promise", (right) => Promise.resolve(right)),
  passed("signature-undefined", () => undefined),
  passed("signature-empty", () => ""),
  passed("key-prefix", (right, { sdkKey }) => `${sdkKey}:${sdkKey}.${right}`),
  passed("third-segment-only", (right) => right.slice(right.lastIndexOf(".") + 1)),
  passed("two-segments", (right) => right.slice(0, right.lastIndexOf("."))),
  passed("secret-as-signature", (_, { sdkSecret }) => sdkSecret),
  passed("legacy-signature", (_, { sdkKey, sdkSecret, meetingNumber, role, now }) => {
    const ts = (now - 30) * 1000;
    const text = Buffer.from(`${sdkKey}${meetingNumber}${ts}${role}`).toString("base64");
    const hash = hmac("sha256", sdkSecret, text).toString("base64");
    return Buffer.from(`${sdkKey}.${meetingNumber}.${ts}.${role}.${hash}`).toString("base64url");
  }),
  {
    rule: "alg-not-hs256",
    make: (at, random) =>
      given(token({ alg: pick(random, ["HS512", "RS256"]), typ: "JWT" }, claimsOf(at), at.sdkSecret), at),
  },
  {
    rule: "oauth-access-token",
    make: (at) =>
      given(
        token(
          { alg: "HS512", v: "2.0" },
          {
            iss: `zm:cid:${at.sdkKey}`,
            aud: "https://oauth.zoom.us",
            uid: "u",
            exp: at.now + 3600,
            iat: at.now,
          },
          "a secret of Zoom's own",
        ),
        at,
      ),
  },
  {
    rule: "video-sdk-token",
    make: (at) =>
      given(
        token(
          HEADER,
          { app_key: at.sdkKey, tpc: "room", role_type: 1, version: 1, iat: at.now, exp: at.now + 7200 },
          at.sdkSecret,
        ),
        at,
      ),
  },
  claiming("times-in-milliseconds", (claims, _, random) =>
    times(claims, (value) => value * 1000 + random.whole(0, 999)),
  ),
  claiming("times-in-microseconds", (claims) => times(claims, (value) => value * 1_000_000)),
  claiming("times-are-text", (claims) => times(claims, String)),
  claiming("times-not-numbers", (claims) => ({ ...claims, exp: null, tokenExp: null })),
  claiming("time-is-a-duration", (claims, _, random) => ({ ...claims, tokenExp: random.whole(60, 172_800) })),
  claiming("iat-missing", (claims) => without(claims, "iat")),
  claiming("exp-missing", (claims) => without(claims, "exp")),
  claiming("exp-before-iat", (claims, { back }, random) =>
    living({ ...claims, iat: Number(claims.iat) + back }, -random.whole(1, 3600)),
  ),
  claiming("exp-too-soon", (claims, { back }, random) =>
    living({ ...claims, iat: Number(claims.iat) + back }, random.whole(60, 1799)),
  ),
  claiming("exp-exactly-1800", (claims) => living(claims, 1800)),
  claiming("exp-too-far", (claims, _, random) => living(claims, random.whole(180_000, 31_536_000))),
  claiming("iat-in-future", (claims, { back, life }, random) => {
    const iat = Number(claims.iat) + back + random.whole(61, 50_000);
    return { ...claims, iat, exp: iat + life, tokenExp: iat + life };
  }),
  claiming("expired", (claims, { life }, random) => {
    const iat = Number(claims.iat) - life - random.whole(0, 8_640_000);
    return { ...claims, iat, exp: iat + life, tokenExp: iat + life };
  }),
  claiming("app-key-missing", (claims) => without(claims, "appKey", "sdkKey")),
  claiming("claim-misspelled", (claims, _, random) =>
    pick(random, [
      renamed(claims, "mn", "meetingNumber"),
      renamed(claims, "role", "Role"),
      renamed(claims, "tokenExp", "tokenexp"),
    ]),
  ),
  claiming("mn-missing", (claims) => without(claims, "mn")),
  claiming("role-missing", (claims) => without(claims, "role")),
  claiming("role-not-0-or-1", (claims, _, random) => ({ ...claims, role: random.whole(2, 9) })),
  claiming("mn-not-a-number", (claims, { meetingNumber }, random) => ({
    ...claims,
    mn: pick(random, [`https://zoom.us/j/${meetingNumber}`, "my-room", "", "aBcDeFgHiJkLmNoPqRsTuV=="]),
  })),
  claiming("mn-separated", (claims, { meetingNumber }, random) => ({
    ...claims,
    mn: `${meetingNumber.slice(0, 3)}${pick(random, ["-", " "])}${meetingNumber.slice(3)}`,
  })),
  claiming("mn-wrong-length", (claims, _, random) => ({ ...claims, mn: String(random.whole(1, 9_999_999)) })),
  claiming("keys-differ", (claims) => ({ ...claims, sdkKey: "anotherKey_0123456789B" })),
  claiming("key-not-expected", (claims) => ({
    ...claims,
    sdkKey: "anotherKey_0123456789B",
    appKey: "anotherKey_0123456789B",
  })),
  claiming("key-is-placeholder", (claims) => ({ ...claims, sdkKey: "YOUR_SDK_KEY", appKey: "YOUR_SDK_KEY" })),
  {
    rule: "secret-mismatch",
    make: (at) => given(token(HEADER, claimsOf(at), "Oth3rS3cr3tOth3rS3cr3tOth3rS3cr3"), at),
  },
  keyed("secret-with-extra-characters", [
    "newline-added",
    "space-added",
    "double-quotes-added",
    "crlf-added",
  ]),
  keyed("secret-given-unclean", ["newline-removed", "trimmed", "double-quotes-removed", "name-removed"]),
  keyed("secret-encoded", ["base64-decoded", "base64-encoded", "hex-encoded", "url-encoded", "utf16le"]),
  keyed("secret-mangled", ["cut-at-dollar", "cut-at-hash", "upper-cased", "last-character-lost"]),
  keyed("secret-never-set", ["blank:undefined", "blank:", "blank:null", "blank:YOUR_CLIENT_SECRET"]),
  keyed("key-as-secret", ["swapped", "key-then-secret", "key-colon-secret"]),
  keyed("secret-of-another-app", ["other"]),
  macOf("mac-is-hex", (input, { sdkSecret }) => hmac("sha256", sdkSecret, input).toString("hex")),
  macOf("mac-written-wrongly", (input, { sdkSecret }) =>
    Buffer.from(hmac("sha256", sdkSecret, input).toString("hex")).toString("base64url"),
  ),
  macOf("mac-by-another-hash", (input, { sdkSecret }) =>
    hmac("sha512", sdkSecret, input).toString("base64url"),
  ),
  macOf("mac-over-another-input", (input, { sdkSecret }) =>
    hmac("sha256", sdkSecret, input.slice(input.indexOf(".") + 1)).toString("base64url"),
  ),
];
