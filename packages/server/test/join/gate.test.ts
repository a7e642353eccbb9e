import { verify } from "@countersign/core";
import { createApp, memoryLimiter } from "@countersign/server";
import { describe, expect, test } from "vitest";
import type { Caller } from "../../src/access/caller.ts";
import type { Grant } from "../../src/access/decide.ts";
import type { HostPass } from "../../src/access/host-gate.ts";
import { fetchToken } from "../../src/join/tokens.ts";
import { authenticatorsFor, carried } from "../access/callers.ts";
import { CREDENTIALS, MEETING, NOW } from "../support.ts";
import { serverWith, ZOOM_USER, zoomThat } from "./support.ts";

/*
 * Two conditions of the gate that hold for whole answers: what hosts lives as short as Zoom allows (5), and a ZAK comes
 * in the answer that the gate was opened for, or not at all (8).
 */

describe("5: 1801 seconds, whatever is asked for and granted", () => {
  test.each([1800, 1801, 7200, 172_800])("%i asked", async (expirationSeconds) => {
    for (const maxLifetime of [undefined, 1800, 172_800]) {
      const app = createApp({
        credentials: CREDENTIALS,
        access: {
          authenticate: authenticatorsFor("API key", undefined, ["zak:read"]),
          policy: (_, wish) =>
            wish.kind === "native"
              ? { kind: "native", maxLifetime }
              : { kind: "web", meetingNumber: MEETING, maxRole: 1, maxLifetime, zoomUser: ZOOM_USER },
        },
        allowNative: true,
        meetingsOf: "own",
        state: { limiter: memoryLimiter(), audit: { append: async () => undefined } },
        companion: zoomThat({}),
        now: () => NOW,
      });
      const host = { meetingNumber: MEETING, role: 1 };
      const lives: unknown[] = [];
      for (const [path, asks] of [
        ["/", host],
        ["/v1/signature", host],
        ["/v1/join", host],
        ["/v1/signature", {}],
      ] as const) {
        const body = JSON.stringify({ ...asks, expirationSeconds });
        const { send } = await carried("API key", { method: "POST", path, body });
        const { signature, expiresIn } = await (await app(send)).json();
        const read = verify(signature, CREDENTIALS.sdkSecret, { now: NOW });
        const { iat, exp, tokenExp } = read.ok ? read.payload : {};
        lives.push([Number(exp) - Number(iat), Number(tokenExp) - Number(iat), expiresIn]);
      }
      expect(lives).toEqual(Array(4).fill([1801, 1801, 1771]));
    }
  });

  test("a token lives 600 seconds, whatever is asked for", async () => {
    const zoom = zoomThat({});
    const { join } = serverWith({ zoom, permission: { zoomUser: ZOOM_USER, account: "other" } });
    await join({ meetingNumber: MEETING, role: 1, expirationSeconds: 172_800, ttl: 31_536_000 });
    expect(zoom.asked).toEqual([{ zak: { tenant: "default", zoomUser: ZOOM_USER, ttl: 600 } }]);
  });
});

describe("8: a token is asked for only with a pass that names it", () => {
  const caller: Caller = {
    id: "session:alice",
    method: "session",
    tenant: "default",
    scopes: new Set(["zak:read", "obf:read"]),
    claims: {},
  };
  const permission = { kind: "web", meetingNumber: MEETING, maxRole: 1, zoomUser: ZOOM_USER } as const;
  const grant = { kind: "web", meetingNumber: MEETING, role: 1, permission } as const satisfies Grant;

  test.each<[string, HostPass, "obf-token" | "zak"]>([
    ["one for a host's signature alone", { caller, grant, gives: ["signature"] }, "zak"],
    ["one for an OBF token", { caller, grant, gives: ["obf-token"] }, "zak"],
    ["one for a ZAK", { caller, grant, gives: ["signature", "zak"] }, "obf-token"],
    [
      "one for a native SDK",
      { caller, grant: { kind: "native", permission: { kind: "native" } }, gives: ["zak"] },
      "zak",
    ],
    [
      "one for nobody at Zoom",
      { caller, grant: { ...grant, permission: { ...permission, zoomUser: undefined } }, gives: ["zak"] },
      "zak",
    ],
  ])("not with %s", async (_, pass, what) => {
    const zoom = zoomThat({});
    await expect(fetchToken(zoom, pass, what)).rejects.toThrow(TypeError);
    expect(zoom.asked).toEqual([]);
  });

  test("no route but the join's asks for one", async () => {
    const zoom = zoomThat({});
    const { app } = serverWith({ zoom, permission: { zoomUser: ZOOM_USER, account: "other" } });
    for (const path of ["/", "/v1/signature", "/v1/diagnose"]) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(
        path === "/v1/diagnose"
          ? { expected: { meetingNumber: MEETING, role: 1 } }
          : { meetingNumber: MEETING, role: 1, view: "client" },
      );
      const response = await app(
        new Request(`https://sign.school.example${path}`, { method: "POST", headers, body }),
      );
      expect([path, response.status, (await response.text()).includes("zak.")]).toEqual([
        path,
        path === "/v1/diagnose" ? 403 : 200,
        false,
      ]);
    }
    expect(zoom.asked).toEqual([]);
  });
});
