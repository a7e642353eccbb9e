// What to sign, and every byte that has to come of it. The times are written out here, not computed by what is tested.
import { KEY, SECRET } from "./public.ts";
import { HEADER, NOW, token } from "./token.ts";

interface Row {
  readonly name: string;
  readonly kind?: "native";
  readonly sdkKey?: string;
  readonly sdkSecret?: string;
  /** `NOW` unless given. */
  readonly now?: number;
  /** 30 unless given. */
  readonly backdateSeconds?: number;
  readonly request: { readonly [name: string]: unknown };
  /** The number as digits; `MEETING` unless given. */
  readonly mn?: string;
  /** `iat` and `exp` as seconds from `NOW`; [-30, 7200] unless given. */
  readonly times?: readonly [iat: number, exp: number];
}

const MEETING = "87270695528";

const LIFETIMES: readonly Row[] = [
  { name: "two hours by default", request: { meetingNumber: MEETING, role: 0 } },
  ...(
    [
      [1800, -30],
      [1801, -30],
      [3600, -30],
      [7200, -30],
      [86_400, -30],
      [172_769, -30],
      [172_770, -30],
      // Backdated by 30 s these would live longer than 48 hours: `iat` gives way.
      [172_771, -29],
      [172_799, -1],
      [172_800, 0],
    ] as const
  ).map(
    ([seconds, iat]): Row => ({
      name: `${seconds} s`,
      request: { meetingNumber: MEETING, role: 0, expirationSeconds: seconds },
      times: [iat, seconds],
    }),
  ),
  {
    name: "1800 s without backdating: a second is put before, as exactly 1800 was refused",
    backdateSeconds: 0,
    request: { meetingNumber: MEETING, role: 0, expirationSeconds: 1800 },
    times: [-1, 1800],
  },
  {
    name: "1801 s without backdating",
    backdateSeconds: 0,
    request: { meetingNumber: MEETING, role: 0, expirationSeconds: 1801 },
    times: [0, 1801],
  },
  {
    name: "backdated by 15 minutes",
    backdateSeconds: 900,
    request: { meetingNumber: MEETING, role: 0 },
    times: [-900, 7200],
  },
  {
    name: "backdated by 15 minutes, as far as 48 hours leave room",
    backdateSeconds: 900,
    request: { meetingNumber: MEETING, role: 1, expirationSeconds: 172_000 },
    times: [-800, 172_000],
  },
  {
    name: "a clock with a fraction: whole seconds, rounded down",
    now: NOW + 0.999,
    request: { meetingNumber: MEETING, role: 0 },
  },
];

const ROLES: readonly Row[] = [0, 1].flatMap((role) => [
  { name: `role ${role}`, request: { meetingNumber: MEETING, role } },
  ...[0, 1].map((mode) => ({
    name: `role ${role}, video over WebRTC ${mode}`,
    request: { meetingNumber: MEETING, role, videoWebRtcMode: mode },
  })),
]);

const SPELLINGS: readonly (readonly [name: string, spelled: unknown, mn?: string])[] = [
  ["9 digits", "123456789", "123456789"],
  ["10 digits", "1234567890", "1234567890"],
  ["11 digits", "12345678901", "12345678901"],
  ["a number", 87_270_695_528],
  ["spaces", "872 7069 5528"],
  ["dashes", "872-7069-5528"],
  ["en dashes", "872\u20137069\u20135528"],
  ["no-break spaces", "872\u00a07069\u00a05528"],
  ["a zero-width space", "872\u200b7069\u200b5528"],
  ["white space around it", "\t 872 7069 5528\r\n"],
  ["full-width digits", "\uff18\uff17\uff12\uff17\uff10\uff16\uff19\uff15\uff15\uff12\uff18"],
  ["zeros in front", "00123456789", "00123456789"],
  ["an invite link", "https://us02web.zoom.us/j/87270695528"],
  ["an invite link with a passcode", "https://us02web.zoom.us/j/87270695528?pwd=c29tZSB0ZXh0.1"],
  ["a host's start link", "https://zoom.us/s/87270695528"],
  ["a webinar's link", "https://example.zoom.us/w/87270695528?tk=x"],
  ["a web client's link", "https://app.zoom.us/wc/87270695528/join?fromPWA=1"],
  ["a desktop client's link", "zoommtg://zoom.us/join?action=join&confno=87270695528&pwd=x"],
  ["a link of Zoom for Government", "https://www.zoomgov.com/j/1612345678", "1612345678"],
];

/** Payloads of every length modulo 3, so that the last characters of the encoding are all met. */
const KEYS: readonly Row[] = ["abcd", "vectorKey_1", "vector.key-22", `vectorKey_${"0".repeat(118)}`].map(
  (sdkKey) => ({
    name: `a key of ${sdkKey.length} characters`,
    sdkKey,
    request: { meetingNumber: MEETING, role: 0 },
  }),
);

/** A key longer than SHA-256's block is hashed first; characters beyond ASCII count as their UTF-8 bytes. */
const SECRETS: readonly Row[] = [
  "vectorSecret20Chars0",
  "vectorSecret".padEnd(63, "3"),
  "vectorSecret".padEnd(64, "4"),
  "vectorSecret".padEnd(65, "5"),
  "vectorSecret".padEnd(200, "6"),
  "vectorSecretÄ漢🔑thatIsNotASCII",
  // Valid base64, and to be used as the text it is.
  "dmVjdG9yU2VjcmV0VGhhdElzQmFzZTY0",
].map((sdkSecret) => ({
  name: `a secret of ${Buffer.byteLength(sdkSecret)} bytes${/^[!-~]+$/.test(sdkSecret) ? "" : ", not all of them letters"}`,
  sdkSecret,
  request: { meetingNumber: MEETING, role: 0 },
}));

const NATIVE: readonly Row[] = [
  { name: "two hours by default", kind: "native", request: {} },
  ...(
    [
      [1800, -30],
      [172_800, 0],
    ] as const
  ).map(
    ([seconds, iat]): Row => ({
      name: `${seconds} s`,
      kind: "native",
      request: { expirationSeconds: seconds },
      times: [iat, seconds],
    }),
  ),
];

const ROWS: readonly Row[] = [
  ...prefixed("lifetime", LIFETIMES),
  ...prefixed("role and mode", ROLES),
  ...prefixed(
    "meeting number",
    SPELLINGS.map(([name, meetingNumber, mn]) => ({
      name,
      request: { meetingNumber, role: 0 },
      ...(mn !== undefined && { mn }),
    })),
  ),
  ...prefixed("key", KEYS),
  ...prefixed("secret", SECRETS),
  ...prefixed("native", NATIVE),
];

export interface SignVector {
  readonly name: string;
  readonly kind: "native" | "web";
  readonly sdkKey: string;
  readonly sdkSecret: string;
  readonly now: number;
  readonly backdateSeconds: number;
  readonly request: { readonly [name: string]: unknown };
  readonly claims: { readonly [name: string]: number | string };
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

export function signVectors(): SignVector[] {
  return ROWS.map((row) => {
    const { name, kind = "web", sdkKey = KEY, sdkSecret = SECRET, now = NOW, backdateSeconds = 30 } = row;
    const { request, mn = MEETING, times: [iat, exp] = [-30, 7200] } = row;
    const claims = {
      appKey: sdkKey,
      sdkKey,
      ...(kind === "web" && { mn, role: request.role as number }),
      iat: NOW + iat,
      exp: NOW + exp,
      tokenExp: NOW + exp,
      ...(typeof request.videoWebRtcMode === "number" && { video_webrtc_mode: request.videoWebRtcMode }),
    };
    const payload = JSON.stringify(claims);
    const signature = token({ payload, secret: sdkSecret });
    return {
      name,
      kind,
      sdkKey,
      sdkSecret,
      now,
      backdateSeconds,
      request,
      claims,
      header: HEADER,
      payload,
      signature,
    };
  });
}

function prefixed(group: string, rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, name: `${group}: ${row.name}` }));
}
