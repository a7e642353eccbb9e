import { type AuditEntry, jsonLines } from "@countersign/server";
import { expect, test } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import { found, pieces } from "../pieces.ts";
import { MEETING } from "../support.ts";
import { HOSTS, OBF_TOKEN, type Says, serverWith, type World, ZAK, ZOOM_USER, zoomThat } from "./support.ts";

const PASSCODE = "Gx4!nQ7@vL2#mZ9";
const REGISTRANT = "tk.Wn8Jc3Xd6Bf1Ra5Vs0Uh";
const USER = { zoomUser: ZOOM_USER } as const;
const other = { ...USER, account: "other" } as const;
const own = { ...USER, account: "own", passcode: PASSCODE } as const;
const registrant = { registrantToken: REGISTRANT, userEmail: "ada@x.example" };
const failed = (code: "zoom-refused" | "zoom-unavailable"): ZoomUnavailable =>
  new ZoomUnavailable(code, `Zoom said ${ZAK} ${OBF_TOKEN}`, 3);

const JOINS: readonly (readonly [
  status: number,
  asks: object,
  permission: World["permission"],
  says: Says,
])[] = [
  [200, { role: 0 }, other, {}],
  [200, { role: 1 }, other, {}],
  [200, { role: 1, view: "client" }, own, {}],
  [200, { role: 0 }, { ...other, participant: "app" }, {}],
  [200, { role: 0, ...registrant }, { account: "own" }, { meeting: { ...HOSTS, passcode: PASSCODE } }],
  [502, { role: 0 }, other, { zak: failed("zoom-refused") }],
  [502, { role: 0 }, { ...other, participant: "app" }, { obfToken: failed("zoom-refused") }],
  [503, { role: 1 }, other, { zak: failed("zoom-unavailable") }],
  [422, { role: 0, sdkVersion: "4.0.0", ...registrant }, { ...other, participant: "app" }, {}],
  [
    400,
    { role: 0, registrantToken: `${REGISTRANT} `, zak: ZAK, passcode: PASSCODE, obfToken: OBF_TOKEN },
    own,
    {},
  ],
  [400, { role: ZAK, view: 7 }, own, {}],
  [403, { role: 0, meetingNumber: "999999999", ...registrant }, own, {}],
];

test("no token, passcode or signature stands in a log line, in a row of the audit or in a refusal", async () => {
  const lines: string[] = [];
  const kept: string[] = [];
  const refusals: string[] = [];
  const canaries = [ZAK, OBF_TOKEN, PASSCODE, REGISTRANT];
  for (const audited of [true, false]) {
    for (const [status, asks, permission, says] of JOINS) {
      const { join } = serverWith({
        permission,
        zoom: zoomThat(says),
        log: jsonLines((line) => lines.push(line)),
        append: async (row: AuditEntry) => {
          kept.push(JSON.stringify(row));
          if (!audited) throw new Error(`no row for ${row.tokenSha256}`);
        },
      });
      const answer = await join({ meetingNumber: MEETING, ...asks });
      if (audited) expect([asks, answer.status]).toEqual([asks, status]);
      if (answer.status === 200) canaries.push(answer.json.signature);
      else refusals.push(JSON.stringify([answer.json, [...answer.headers]]));
    }
  }
  expect([lines.length, kept.length > 5, refusals.length > 12]).toEqual([2 * JOINS.length, true, true]);
  // What was sent as a role or a passcode comes back in no refusal, but for the place where it was sent as what it is not.
  const needles = new Set(canaries.flatMap((canary) => [...pieces(canary)]));
  const shown = refusals.filter((text) => !text.includes("role-invalid"));
  expect([...lines, ...kept, ...shown].map((text) => found(text, needles)).filter(Boolean)).toEqual([]);
});

test("in an answer a credential stands in `join`, the signature beside it, and nothing anywhere else", async () => {
  for (const [status, asks, permission, says] of JOINS) {
    if (status !== 200) continue;
    const { join } = serverWith({ permission, zoom: zoomThat(says) });
    const { json, headers } = await join({ meetingNumber: MEETING, ...asks });
    const { join: _, signature, ...rest } = json;
    const needles = new Set(
      [ZAK, OBF_TOKEN, PASSCODE, REGISTRANT, signature].flatMap((one) => [...pieces(one)]),
    );
    expect(found(JSON.stringify([rest, [...headers]]), needles)).toBeUndefined();
  }
});
