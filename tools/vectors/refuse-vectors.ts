// What a signer must refuse, and with which code and field: nothing is signed. Written by hand.
import type { ErrorCode } from "@countersign/core";
import { KEY, SECRET } from "./public.ts";
import { NOW } from "./token.ts";

export interface RefuseVector {
  readonly name: string;
  readonly kind: "native" | "web";
  readonly sdkKey?: unknown;
  readonly sdkSecret?: unknown;
  readonly now: number;
  readonly request: { readonly [name: string]: unknown };
  readonly code: ErrorCode;
  readonly field: string;
}

const MEETING = "87270695528";

const NUMBERS: readonly (readonly [name: string, value: unknown])[] = [
  ["empty", ""],
  ["null", null],
  ["a truth value", true],
  ["a list of one", [MEETING]],
  ["an object", { meetingNumber: MEETING }],
  ["8 digits", "12345678"],
  ["12 digits", "123456789012"],
  ["8 digits, a number", 12_345_678],
  ["12 digits, a number", 123_456_789_012],
  ["a fraction", 87_270_695_528.5],
  ["negative", -87_270_695_528],
  ["a sign in front", "+87270695528"],
  ["a letter in it", "8727069552B"],
  ["a decimal point", "87270695528.0"],
  ["an exponent", "8.7270695528e10"],
  ["hexadecimal", "0x1451c3e0e8"],
  ["Arabic-Indic digits", "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"],
  ["two numbers", "87270695528,12345678901"],
  ["a meeting's UUID", "4444AAAiAAAAAiAiAiiAii=="],
  ["a personal link", "https://zoom.us/my/somebody"],
  ["a link without a number", "https://zoom.us/j/"],
  ["a link that leads elsewhere", "https://zoom.us.example.org/j/87270695528"],
  ["a link with Zoom as its user name", "https://zoom.us@example.org/j/87270695528"],
  ["JSON that would end the text", '8727069552","role":1,"x":"'],
  ["a null character", "87270695528\u0000"],
];

const ROLES: readonly (readonly [name: string, value: unknown])[] = [
  ["text 0", "0"],
  ["text 1", "1"],
  ["the word host", "host"],
  ["true", true],
  ["false", false],
  ["null", null],
  ["2", 2],
  ["5", 5],
  ["-1", -1],
  ["a half", 0.5],
  ["a list of one", [1]],
];

const LIFETIMES: readonly (readonly [name: string, value: unknown])[] = [
  ["1799", 1799],
  ["172801", 172_801],
  ["0", 0],
  ["negative", -7200],
  ["a fraction", 7200.5],
  ["in milliseconds", 7_200_000],
  ["text", "7200"],
  ["null", null],
  ["true", true],
  ["very large", 1e300],
];

const MODES: readonly (readonly [name: string, value: unknown])[] = [
  ["2", 2],
  ["text", "1"],
  ["true", true],
  ["null", null],
];

const KEYS: readonly (readonly [name: string, value: unknown])[] = [
  ["missing", undefined],
  ["empty", ""],
  ["a number", 12_345_678],
  ["3 characters", "abc"],
  ["129 characters", "a".repeat(129)],
  ["a space behind", `${KEY} `],
  ["a line break behind", `${KEY}\n`],
  ["quotes around it", `"${KEY}"`],
  ["a quote in it", 'abc","role":1,"x":"'],
  ["a placeholder", "YOUR_SDK_KEY"],
];

const SECRETS: readonly (readonly [name: string, value: unknown])[] = [
  ["missing", undefined],
  ["empty", ""],
  ["an object", {}],
  ["19 characters", "vectorSecret19Chars"],
  ["a line break behind", `${SECRET}\n`],
  ["a space in front", ` ${SECRET}`],
  ["a line break in the middle", `${SECRET.slice(0, 9)}\n${SECRET.slice(9)}`],
  ["a byte order mark in front", `\ufeff${SECRET}`],
  ["quotes around it", `'${SECRET}'`],
  ["a placeholder", "YOUR_ZOOM_MEETING_SDK_SECRET"],
];

const CLOCKS: readonly (readonly [name: string, value: number])[] = [
  ["1970", 0],
  ["before November 2023", 1_699_999_999],
  ["in milliseconds", NOW * 1000],
];

export function refuseVectors(): RefuseVector[] {
  const usual = { kind: "web", sdkKey: KEY, sdkSecret: SECRET, now: NOW } as const;
  const web = { meetingNumber: MEETING, role: 0 };
  return [
    {
      name: "meeting number: missing",
      ...usual,
      request: { role: 0 },
      ...is("meeting-number-invalid", "meetingNumber"),
    },
    ...NUMBERS.map(([name, meetingNumber]) => ({
      name: `meeting number: ${name}`,
      ...usual,
      request: { meetingNumber, role: 0 },
      ...is("meeting-number-invalid", "meetingNumber"),
    })),
    { name: "role: missing", ...usual, request: { meetingNumber: MEETING }, ...is("role-invalid", "role") },
    ...ROLES.map(([name, role]) => ({
      name: `role: ${name}`,
      ...usual,
      request: { meetingNumber: MEETING, role },
      ...is("role-invalid", "role"),
    })),
    ...LIFETIMES.flatMap(([name, expirationSeconds]) =>
      (["web", "native"] as const).map((kind) => ({
        name: `lifetime, ${kind}: ${name}`,
        ...usual,
        kind,
        request: { ...(kind === "web" && web), expirationSeconds },
        ...is("expiration-seconds-invalid", "expirationSeconds"),
      })),
    ),
    ...MODES.map(([name, videoWebRtcMode]) => ({
      name: `video over WebRTC: ${name}`,
      ...usual,
      request: { ...web, videoWebRtcMode },
      ...is("video-webrtc-mode-invalid", "videoWebRtcMode"),
    })),
    ...KEYS.map(([name, sdkKey]) => ({
      name: `key: ${name}`,
      ...usual,
      sdkKey,
      request: web,
      ...is("sdk-key-invalid", "sdkKey"),
    })),
    ...SECRETS.map(([name, sdkSecret]) => ({
      name: `secret: ${name}`,
      ...usual,
      sdkSecret,
      request: web,
      ...is("sdk-secret-invalid", "sdkSecret"),
    })),
    ...CLOCKS.map(([name, now]) => ({
      name: `clock: ${name}`,
      ...usual,
      now,
      request: web,
      ...is("clock-invalid", "now"),
    })),
  ];
}

function is(code: ErrorCode, field: string): { code: ErrorCode; field: string } {
  return { code, field };
}
