import { createHmac } from "node:crypto";
import type { WebhookOutcome, WebhookRoute } from "@countersign/server";

export const NOW = 1_763_949_600;
export const SECRET = "hT4nQ9wZx2LkV7pRs8mB1c";
export const OLD_SECRET = "aY6tG3dKj5NfW0qEu9zX4v";

export const DEAUTHORIZED = JSON.stringify({
  event: "app_deauthorized",
  event_ts: NOW * 1000 - 250,
  payload: {
    account_id: "EabCDEFghiLHMA",
    user_id: "z9jkdsfsdfjhdkfjQ",
    signature: "827edc3452044f0bc86bdd5684afb7d1e6becfa1a767f24df1b287853cf73000",
    deauthorization_time: "2025-11-24T02:00:00.000Z",
    client_id: "ADZ9k9bTWmGUoUbECUKU_a",
  },
});

export const STARTED = JSON.stringify({
  event: "meeting.started",
  event_ts: NOW * 1000,
  payload: {
    account_id: "EabCDEFghiLHMA",
    object: { id: "87270695528", topic: "Grüße", uuid: "4444AAAiAAAAAiAiAiiAii==" },
  },
});

export function challenge(plainToken: unknown): string {
  return JSON.stringify({ event: "endpoint.url_validation", event_ts: NOW * 1000, payload: { plainToken } });
}

export function macOf(text: string | Uint8Array, secret: string = SECRET): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

export interface Sent {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** As Zoom sends it. */
export function signed(
  body: string | Uint8Array<ArrayBuffer>,
  at: number = NOW,
  secret: string = SECRET,
): Sent {
  const bytes = Buffer.concat([Buffer.from(`v0:${at}:`), Buffer.from(body)]);
  return {
    body,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-zm-request-timestamp": String(at),
      "x-zm-signature": `v0=${macOf(bytes, secret)}`,
    },
  };
}

export async function send(route: WebhookRoute, { body, headers, method = "POST" }: Sent) {
  const response = await route(
    new Request("https://app.example.com/webhooks/zoom", {
      method,
      headers: { ...headers },
      ...(method !== "GET" && { body }),
    }),
  );
  const answer = (await response.json()) as {
    outcome?: WebhookOutcome;
    plainToken?: string;
    encryptedToken?: string;
  };
  return { status: response.status, headers: Object.fromEntries(response.headers), answer };
}
