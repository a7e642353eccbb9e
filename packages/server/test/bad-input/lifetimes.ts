import { type Row, written } from "./row.ts";

const LIFETIMES_REFUSED: readonly string[] = [
  "0",
  "1",
  "-1",
  "1799",
  "172801",
  "1800.5",
  "7200.0",
  "7.2e3",
  "1e400",
  "9007199254740993",
  '""',
  '"7200s"',
  '"2h"',
  '" 7200"',
  '"07200"',
  '"0x1c20"',
  '"1799"',
  '"172801"',
  '"\u0667\u0662\u0660\u0660"',
  '"NaN"',
  '"Infinity"',
  "7".repeat(3000),
  `"${"7200 ".repeat(500)}"`,
  "true",
  "null",
  "[7200]",
  "{}",
];

const MODES_REFUSED: readonly string[] = [
  "2",
  "-1",
  "1.0",
  "-0",
  '"1abc"',
  '""',
  "true",
  "null",
  "[1]",
  "{}",
];

export const LIFETIMES: readonly Row[] = [
  ...LIFETIMES_REFUSED.map(
    (expirationSeconds): Row => ({
      name: `lifetime ${expirationSeconds.slice(0, 40)}`,
      send: written({ expirationSeconds }),
      status: 400,
      codes: ["expiration-seconds-invalid"],
    }),
  ),
  ...MODES_REFUSED.map(
    (videoWebRtcMode): Row => ({
      name: `video mode ${videoWebRtcMode}`,
      send: written({ videoWebRtcMode }),
      status: 400,
      codes: ["video-webrtc-mode-invalid"],
    }),
  ),
];
