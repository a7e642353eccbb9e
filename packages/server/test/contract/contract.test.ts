import { verify } from "@countersign/core";
import { expect, test } from "vitest";
import { CREDENTIALS, DEVELOPMENT, type Got, matrix, NOW } from "../support.ts";
import { CLIENT_CALLS, SAMPLE_ANSWERS, SAMPLE_REFUSALS } from "./clients.ts";
import { DIFFERENCES } from "./differences.ts";

/** From now; 1801 from `iat`. */
const HOST_SECONDS = 1771;

const origins = [...new Set(CLIENT_CALLS.map(({ origin }) => origin))];

function claimsOf(answer: Got): Record<string, unknown> {
  const { signature } = JSON.parse(answer.text);
  const verified = verify(signature, CREDENTIALS.sdkSecret, { now: NOW });
  if (!verified.ok) throw new Error(verified.message);
  return verified.payload;
}

matrix("the contract of Zoom's sample", { ...DEVELOPMENT, corsOrigins: origins }, (send) => {
  for (const path of ["/", "/v1/signature"]) {
    test.each(CLIENT_CALLS)(`$client at ${path}`, async ({ origin, headers, body, claims }) => {
      const preflight = await send({
        method: "OPTIONS",
        path,
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "content-type",
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers["access-control-allow-origin"]).toBe(origin);
      expect(preflight.headers["access-control-allow-headers"]).toBe("Content-Type");

      const answer = await send({ path, headers: { ...headers, origin }, body });
      expect(answer.status).toBe(200);
      expect(answer.headers["access-control-allow-origin"]).toBe(origin);
      const { signature, ...rest } = JSON.parse(answer.text);
      expect(typeof signature).toBe("string");
      expect(rest).toEqual({
        sdkKey: CREDENTIALS.sdkKey,
        expiresAt: claims.role === 1 ? "2025-11-24T02:29:31.000Z" : "2025-11-24T04:00:00.000Z",
        expiresIn: claims.role === 1 ? HOST_SECONDS : 7200,
        meetingNumber: claims.mn,
        role: claims.role,
      });
      expect(claimsOf(answer)).toEqual({
        appKey: CREDENTIALS.sdkKey,
        sdkKey: CREDENTIALS.sdkKey,
        ...claims,
        iat: NOW - 30,
        exp: NOW + (claims.role === 1 ? HOST_SECONDS : 7200),
        tokenExp: NOW + (claims.role === 1 ? HOST_SECONDS : 7200),
      });
    });
  }

  test.each(SAMPLE_ANSWERS)(
    "the sample accepts $what, and so does this",
    async ({ body, claims, seconds: asked }) => {
      // What somebody can host with lives as briefly as Zoom allows, whatever was asked for.
      const seconds = claims.role === 0 ? asked : HOST_SECONDS;
      const answer = await send({ body: JSON.stringify(body) });
      expect(answer.status).toBe(200);
      const { iat, ...payload } = claimsOf(answer);
      expect(payload).toEqual({
        appKey: CREDENTIALS.sdkKey,
        sdkKey: CREDENTIALS.sdkKey,
        ...claims,
        exp: NOW + seconds,
        tokenExp: NOW + seconds,
      });
      expect(Object.keys(JSON.parse(answer.text))).toEqual(
        ["signature", "sdkKey", "expiresAt", "expiresIn"].concat(
          "mn" in claims ? ["meetingNumber", "role"] : [],
        ),
      );
      // Zoom wants the lifetime from iat above 1800 s and at most 172800 s.
      const lifetime = NOW + seconds - Number(iat);
      expect([lifetime > 1800, lifetime <= 172_800]).toEqual([true, true]);
    },
  );

  test.each(SAMPLE_REFUSALS)("the sample refuses $what, and so does this", async ({ body, properties }) => {
    const answer = await send({ body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    const { errors } = JSON.parse(answer.text);
    expect(errors.map((error: { property: string }) => error.property)).toEqual(properties);
    for (const error of errors) expect(Object.keys(error)).toEqual(["property", "reason", "code", "help"]);
  });

  test("a refusal, whole", async () => {
    const answer = await send({ body: '{"meetingNumber":"87270695528","role":"host"}' });
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(answer.text)).toEqual({
      type: "/v1/explain/role-invalid",
      title: "The role is neither 0 nor 1",
      status: 400,
      detail: 'role is "host"; it is 0 or 1',
      errors: [
        {
          property: "role",
          reason: 'role is "host"; it is 0 or 1',
          code: "role-invalid",
          help: 'Give 0 to take part or 1 to host; "0" and "1" are taken too.',
        },
      ],
    });
  });

  test("all that is wrong with a body is said at once", async () => {
    const answer = await send({
      body: '{"meetingNumber":"12","role":2,"expirationSeconds":1,"videoWebRtcMode":"x","sdkSecret":"s"}',
    });
    const problem = JSON.parse(answer.text);
    expect([problem.type, problem.status]).toEqual(["/v1/explain/request-invalid", 400]);
    expect(problem.errors.map((error: { code: string }) => error.code)).toEqual([
      "secret-in-request",
      "meeting-number-invalid",
      "role-invalid",
      "expiration-seconds-invalid",
      "video-webrtc-mode-invalid",
    ]);
  });

  const shown = DIFFERENCES.flatMap(({ what, shown }) => (shown ? [{ what, ...shown }] : []));
  test.each(shown)("differs on purpose: $what", async ({ send: sent, status }) => {
    const answer = await send(sent);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
  });
});
