import { memoryNonces, serve, type WebhookOutcome, webhookRoute } from "@countersign/server";
import { expect, onTestFinished, test } from "vitest";
import { aWorld } from "./stores.ts";
import { headingOf, type World } from "./world.ts";

const secretToken = "hT4nQ9wZx2LkV7pRs8mB1c";
const REVOKED = { state: "revoked", refreshToken: undefined, accessToken: undefined };

/** The webhooks of north's app, which end the grants of who removed it. */
async function webhooks(w: World): Promise<{ url: string; outcomes: WebhookOutcome[] }> {
  const outcomes: WebhookOutcome[] = [];
  const route = webhookRoute({
    secrets: [secretToken],
    nonces: memoryNonces(),
    now: () => w.clock.seconds,
    async onDeauthorized({ userId, clientId, at }) {
      const key = w.keyOf(userId);
      if (clientId !== key.app) return;
      await w.store.revoke(key, "deauthorized", at);
      await w.tokens.forget(key);
    },
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  const { url, close } = await serve({ port: 0, fetch: route });
  onTestFinished(() => close());
  return { url, outcomes };
}

test("a user removes the app at Zoom: the grant ends here, and begins again with the next consent", async () => {
  const w = await aWorld();
  const { url, outcomes } = await webhooks(w);
  await w.authorize(w.browser());
  w.clock.seconds += 60;
  w.sandbox.zoom.deauthorize({ clientId: w.keyOf().app, userId: w.ada });
  const event = { event: "app_deauthorized", clientId: w.keyOf().app, userId: w.ada } as const;
  const { status } = await w.sandbox.zoom.webhook({ url, secretToken }, event);
  expect([status, outcomes, await w.row()]).toEqual([200, ["handled"], { generation: 2, ...REVOKED }]);
  await expect(w.tokens.get(w.keyOf())).rejects.toMatchObject({ code: "zoom-grant-missing" });
  expect([headingOf(await w.authorize(w.browser())), (await w.row())?.state]).toEqual([
    "Authorized",
    "active",
  ]);
});

test("what comes late is about the consent before: a newer one stays", async () => {
  const w = await aWorld();
  const { url } = await webhooks(w);
  w.clock.seconds -= 60;
  await w.authorize(w.browser());
  const event = { event: "app_deauthorized", clientId: w.keyOf().app, userId: w.ada } as const;
  const { status } = await w.sandbox.zoom.webhook({ url, secretToken }, event);
  expect([status, (await w.row())?.state]).toEqual([200, "active"]);
});

test("forged, late or of another app: the grant stays", async () => {
  const w = await aWorld();
  const { url, outcomes } = await webhooks(w);
  await w.authorize(w.browser());
  w.clock.seconds += 60;
  const event = { event: "app_deauthorized", clientId: w.keyOf().app, userId: w.ada } as const;
  await w.sandbox.zoom.webhook({ url, secretToken: "another_Secret_Token_01" }, event);
  await w.sandbox.zoom.webhook({ url, secretToken }, event, { skew: -301 });
  await w.sandbox.zoom.webhook({ url, secretToken }, { ...event, clientId: "south_App_Id" });
  expect([outcomes, (await w.row())?.state]).toEqual([
    ["not-authentic", "not-authentic", "handled"],
    "active",
  ]);
});

test("a validation is answered", async () => {
  const w = await aWorld();
  const { url, outcomes } = await webhooks(w);
  const { validated } = await w.sandbox.zoom.webhook(
    { url, secretToken },
    { event: "endpoint.url_validation" },
  );
  expect([validated, outcomes]).toEqual([true, ["challenge-answered"]]);
});
