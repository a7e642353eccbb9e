import type { Calls, Counters } from "./calls.ts";
import type { Companion } from "./companions.ts";
import type { Endpoint, Failure } from "./failure.ts";
import type { Faults } from "./faults.ts";
import { type ApiState, newAccessToken, newGrant } from "./state.ts";
import {
  sendWebhook,
  type WebhookAnswer,
  type WebhookEvent,
  type WebhookSending,
  type WebhookTarget,
} from "./webhooks.ts";

export interface IssuedGrant {
  readonly clientId: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/** What the stand-in holds about one user's consent to one app. */
export interface GrantNow {
  /** The one refresh token that is good now. */
  readonly refreshToken: string;
  /** How often it was refreshed. */
  readonly generation: number;
  /** False once it was revoked, by the user or by a spent refresh token. */
  readonly live: boolean;
}

/** The test's hand on the stand-in's OAuth and REST side. */
export interface ZoomControl {
  /** Puts a failure at the end of an endpoint's queue. Gives a function that takes it out again. */
  readonly fail: (endpoint: Endpoint, failure: Failure) => () => void;
  /** Empties one queue, or all of them. */
  readonly heal: (endpoint?: Endpoint) => void;
  readonly calls: (endpoint: Endpoint) => Calls;
  readonly resetCalls: () => void;
  /** As if the user had consented just now: the first access and refresh token. */
  readonly grant: (wish: {
    readonly clientId: string;
    readonly userId: string;
    readonly scopes?: readonly string[];
  }) => IssuedGrant;
  readonly grantNow: (of: { readonly clientId: string; readonly userId: string }) => GrantNow | undefined;
  /** Who consents at `/oauth/authorize` from now on; `undefined`: a user who refuses. */
  readonly consentAs: (userId: string | undefined) => void;
  /** As if the user had removed the app: its tokens end. */
  readonly deauthorize: (of: { readonly clientId: string; readonly userId: string }) => void;
  /**
   * Sends a webhook, signed as Zoom's are, to an address on this machine.
   * @throws TypeError for any other address
   */
  readonly webhook: (
    target: WebhookTarget,
    event: WebhookEvent,
    sending?: WebhookSending,
  ) => Promise<WebhookAnswer>;
  /** As if the user had signed out of all devices: the ZAKs and OBF tokens so far end. */
  readonly endCompanions: (userId: string) => void;
  /** Says who is in a meeting. From then on an OBF token brings nobody in whose user is not among them. */
  readonly present: (meetingNumber: string, userIds: readonly string[]) => void;
  /** Every ZAK and OBF token that was given out, oldest first. Secrets: for tests, never for a log. */
  readonly companions: () => readonly Readonly<Companion>[];
  /** Ends every access token before its time: the next use is HTTP 401, code 124. */
  readonly endAccessTokens: () => void;
}

export function controlOf(state: ApiState, faults: Faults, counters: Counters): ZoomControl {
  const grantOf = (clientId: string, userId: string) =>
    state.grants.findLast((grant) => grant.clientId === clientId && grant.userId === userId);
  return {
    fail: (endpoint, failure) => faults.add(endpoint, failure),
    heal: (endpoint) => faults.heal(endpoint),
    calls: (endpoint) => counters.of(endpoint),
    resetCalls: () => counters.reset(),

    grant({ clientId, userId, scopes }) {
      const app = state.apps.find((one) => one.clientId === clientId);
      const user = state.users.find((one) => one.id === userId);
      if (!app || !user) throw new TypeError("grant wants the client id of an app and the id of a user");
      const grant = newGrant(state, app, userId, scopes);
      const { accountId } = user;
      const { token } = newAccessToken(state, { clientId, accountId, userId, scopes: grant.scopes, grant });
      return {
        clientId,
        userId,
        accessToken: token,
        refreshToken: grant.refreshToken,
        expiresIn: state.lifetimes.accessToken,
        scopes: grant.scopes,
      };
    },

    grantNow({ clientId, userId }) {
      const grant = grantOf(clientId, userId);
      if (!grant) return undefined;
      const { refreshToken, generation, live } = grant;
      return { refreshToken, generation, live };
    },

    consentAs(userId) {
      state.consents = userId;
    },

    deauthorize({ clientId, userId }) {
      const grant = grantOf(clientId, userId);
      if (grant) state.tokens.end(grant);
    },

    webhook: (target, event, sending = {}) =>
      sendWebhook(target, event, sending, {
        now: state.now,
        accountOf: (userId) => state.users.find(({ id }) => id === userId)?.accountId,
      }),

    endCompanions(userId) {
      for (const one of state.companions.all.values()) if (one.userId === userId) one.revoked = true;
    },

    present(meetingNumber, userIds) {
      state.companions.present.set(meetingNumber, new Set(userIds));
    },

    companions: () => [...state.companions.all.values()].map((one) => ({ ...one })),

    endAccessTokens: () => state.tokens.endAccess(() => true),
  };
}
