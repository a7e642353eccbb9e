import { createHmac } from "node:crypto";
import type { JoinErrorCode } from "@countersign/join";
import type { Page, Route } from "playwright-core";
import type { Ended, Order } from "../order.ts";
import { app, MEETING, sign } from "../stand.ts";

/** Every condition is run in these four. */
export const COMBINATIONS = [
  { view: "component", version: "6.2.0" },
  { view: "client", version: "6.2.0" },
  { view: "component", version: "3.13.1" },
  { view: "client", version: "3.13.1" },
] as const satisfies readonly Pick<Order, "view" | "version">[];

export type Combination = Pick<Order, "view" | "version">;
type Given = Omit<Order, keyof Combination>;
type Outcome = "joined" | JoinErrorCode;

/** How it has to end: the code, and what code, cause, rule and message together have to name. */
export type Expected = readonly [code: Outcome, names: RegExp];

export type Prepare = (page: Page) => Promise<void>;

export interface Condition {
  /** Under which the measurement of the bare SDK knows it. */
  readonly id: string;
  readonly says: string;
  /** Tried in every run: one of each kind. */
  readonly quick?: true;
  readonly order: () => Given;
  readonly prepare?: Prepare;
  /** Other than the page at localhost: a query, or a host. */
  readonly query?: string;
  readonly host?: string;
  readonly ends: Expected;
  /** Where one combination ends otherwise: views and versions differ in what they notice. */
  readonly unlike?: { readonly [combination: string]: Expected };
}

export function expectedOf({ ends, unlike = {} }: Condition, { view, version }: Combination): Expected {
  return unlike[`${version} ${view}`] ?? unlike[view] ?? unlike[version] ?? ends;
}

/** What an error names: all that a person or a program can go by. */
export function named({ code, cause, rule, zoom, message }: Ended): string {
  return [code, cause, rule, zoom?.code, message].filter((one) => one !== undefined).join(" | ");
}

export const endpoint = (name: string) => (): Given => ({ give: { endpoint: `/sign/${name}` } });
export const right: () => Given = endpoint("right");
export const with_ = (more: Partial<Order>) => (): Given => ({ ...right(), ...more });
export const signature =
  (make: () => string, more: Partial<Order> = {}) =>
  (): Given => ({ give: { signature: make() }, ...more });
export const special = (name: "undefined" | "null" | "object" | "promise" | "function") => (): Given => ({
  give: { special: name },
});

type Claims = Record<string, unknown>;

/** A token of any payload, with the right MAC. */
export function token(change: (claims: Claims) => Claims): string {
  const [header = "", payload = ""] = sign().split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
  const signed = `${header}.${Buffer.from(JSON.stringify(change(claims))).toString("base64url")}`;
  return `${signed}.${createHmac("sha256", app.sdkSecret).update(signed).digest("base64url")}`;
}

export const INFO = /\/api\/v1\/wc\/info/;
export const PING = /\/wc\/ping\//;
export const never = (): void => {};

export const on =
  (address: RegExp, what: (route: Route) => unknown): Prepare =>
  async (page) => {
    await page.route(address, what);
  };

const CROSS_ORIGIN = (route: Route): Record<string, string> => ({
  "access-control-allow-origin": route.request().headers().origin ?? "*",
  "access-control-allow-credentials": "true",
  "cross-origin-resource-policy": "cross-origin",
});

export const answers =
  (status: number, contentType: string, body: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({ status, contentType, body, headers: CROSS_ORIGIN(route) });

export const notThere: (route: Route) => Promise<void> = answers(404, "text/plain", "");

/** An answer of the first endpoint, as a script where the SDK asked for one; without these headers of `CROSS_ORIGIN`. */
export const infoAnswers = (answer: object, without: readonly string[] = []): Prepare =>
  on(INFO, (route) => {
    const callback = new URL(route.request().url()).searchParams.get("callback");
    const json = JSON.stringify(answer);
    const headers = Object.fromEntries(
      Object.entries(CROSS_ORIGIN(route)).filter(([name]) => !without.includes(name)),
    );
    const [contentType, body] = callback
      ? ["application/javascript", `${callback}(${json})`]
      : ["application/json", json];
    return route.fulfill({ contentType, body, headers });
  });

export const refuses = (errorCode: number, errorMessage: string): Prepare =>
  infoAnswers({ status: false, errorCode, errorMessage, result: null });

/** The meeting's WebSocket, played by hand. */
export const socket =
  (play: (send: (message: object) => void, close: () => void) => void): Prepare =>
  async (page) => {
    await page.routeWebSocket(/\/wc\/api\//, (ws) => {
      play(
        (message) => ws.send(JSON.stringify(message)),
        () => void ws.close(),
      );
    });
  };

/** Zoom's refusal after the first answer: `res` of the message that would have let the person in. */
export const gateway = (res: number): Prepare =>
  socket((send) => {
    setTimeout(() => {
      send({ evt: 0, body: { status: "READY" }, seq: 1 });
      send({ evt: 4098, body: { res }, seq: 2 });
    }, 300);
  });

export { app, MEETING, sign };
