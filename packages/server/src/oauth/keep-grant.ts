import { setTimeout as pause } from "node:timers/promises";
import type { GrantKey } from "../grants/grant.ts";
import { sealTokens } from "../grants/tokens.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { WholeTokens } from "./code-exchange.ts";
import type { OAuthOutcome } from "./outcome.ts";
import type { Flow } from "./sealed.ts";
import type { OAuthService } from "./service.ts";

/** Zoom may be asked again who somebody is: nothing changes by it. */
const TRIES = 3;
const PAUSE = 250;
/** How long a store that is down is tried, in milliseconds: the code is used up, and a person waits. */
const SAVE_FOR = 5000;
const USER_ID = /^[\x21-\x7e]{1,128}$/;

/** Learns whose tokens these are, and makes them that user's grant. @throws StoreUnavailable */
export async function keepGrant(
  service: OAuthService,
  flow: Flow,
  tokens: WholeTokens,
): Promise<OAuthOutcome> {
  const { store, keys, accessTokens } = service;
  const { tenant, app } = flow;
  const found = await whose(service, flow, tokens.accessToken);
  if (!("user" in found)) return found.outcome;
  const { user } = found;
  if (flow.zoomUser !== undefined && user !== flow.zoomUser) return "other-user";
  const key: GrantKey = { tenant, app, kind: "user", user };
  const until = performance.now() + SAVE_FOR;
  for (;;) {
    const generation = (await patiently(() => store.read(key), until))?.generation ?? 0;
    // Two tabs may have authorized at once, and the later consent may end the earlier one's tokens. Those that still
    // work after the row was read may take its place; those that do not would replace good ones.
    const still = await whose(service, flow, tokens.accessToken);
    if (!("user" in still)) return still.outcome;
    const sealed = await sealTokens(keys, key, generation + 1, tokens);
    if (await patiently(() => store.authorize(key, generation, sealed), until)) break;
    if (performance.now() >= until) return "superseded";
  }
  await accessTokens.forget(key);
  return "authorized";
}

type Whose = { readonly user: string } | { readonly outcome: "superseded" | "user-unknown" };

/**
 * The id of the user whom an access token is for. Zoom's own answer: what can be read in the token itself is not
 * documented. https://developers.zoom.us/docs/api/ (read 2026-11-24); the app needs the scope `user:read:user`.
 */
async function whose(service: OAuthService, flow: Flow, accessToken: string): Promise<Whose> {
  for (let tries = 1; ; tries++) {
    const outcome = await service.http.send({
      service: "api",
      method: "GET",
      path: "/v2/users/me",
      authorization: `Bearer ${accessToken}`,
      account: JSON.stringify([flow.tenant, flow.app]),
    });
    if (outcome.kind === "done") {
      const { id } = outcome.body;
      return typeof id === "string" && USER_ID.test(id) ? { user: id } : { outcome: "user-unknown" };
    }
    // A token of a moment ago that Zoom takes no more was ended by somebody.
    if (outcome.kind === "refused" && outcome.status === 401) return { outcome: "superseded" };
    if (outcome.kind !== "unknown" || tries === TRIES) return { outcome: "user-unknown" };
    await pause(PAUSE * tries);
  }
}

async function patiently<Result>(work: () => Promise<Result>, until: number): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!StoreUnavailable.is(error) || performance.now() >= until) throw error;
    }
    await pause(PAUSE);
  }
}
