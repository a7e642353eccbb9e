import { createApp, type LogRecord } from "@countersign/server";
import { expect, test } from "vitest";
import { DEVELOPMENT, MEETING } from "../support.ts";

const log: LogRecord[] = [];
const ask = (now: number) =>
  createApp({ ...DEVELOPMENT, log: (record) => log.push(record), now: () => now })(
    new Request("http://localhost/v1/signature", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
    }),
    { remoteAddress: "127.0.0.1" },
  );

test.each([0, 1_577_836_800, 1_763_949_600_000, Number.NaN])(
  "a clock at %s: nothing is signed, and that it is the clock is said",
  async (now) => {
    const response = await ask(now);
    const { errors } = await response.json();
    expect({ status: response.status, errors }).toEqual({
      status: 503,
      errors: [
        {
          property: "$request",
          reason: "this machine's clock is wrong",
          code: "not-ready",
          help: "Whoever runs this server should set its clock, best by NTP.",
        },
      ],
    });
    expect(log.at(-1)?.outcome).toBe("not-ready");
  },
);
