import { sha256 } from "../access/bytes.ts";
import { sameText } from "../access/same-text.ts";
import { exchangeCode } from "./code-exchange.ts";
import { keepGrant } from "./keep-grant.ts";
import type { OAuthOutcome } from "./outcome.ts";
import { isNavigation } from "./page.ts";
import type { Flow } from "./sealed.ts";
import type { OAuthService } from "./service.ts";
import { FLOW_SECONDS, REMEMBERED_LONGER } from "./start.ts";

export interface Ended {
  readonly outcome: OAuthOutcome;
  /** Once the browser has shown that it began it. Before, nobody is led anywhere. */
  readonly flow?: Flow;
  /** In seconds. */
  readonly retryAfter?: number | undefined;
  /** The cookie that is of no more use. */
  readonly cookie?: string;
}

interface Answered {
  readonly state: string;
  readonly code: string | undefined;
  /** Set where Zoom says that there is no code. */
  readonly error: string | undefined;
}

const STATE = /^[A-Za-z0-9_-]{43}$/;
const CODE = /^[\x21-\x7e]{1,1024}$/;

/**
 * `GET /oauth/callback`: the state has to be of this browser, of the last ten minutes and not used before; only then
 * is the code looked at.
 *
 * @throws StoreUnavailable
 */
export async function callback(service: OAuthService, request: Request): Promise<Ended> {
  if (!isNavigation(request)) return { outcome: "not-navigated" };
  const answered = answeredIn(new URL(request.url).searchParams);
  if (answered === undefined) return { outcome: "callback-invalid" };
  const { state, code, error } = answered;
  const cookie = await service.cookies.nameOf(state);
  const flow = await flowOf(service, request, cookie, state);
  if (flow === undefined) return { outcome: "state-invalid" };
  // Before the state and the code are used up: with a store that is down now, the same address works again later.
  await service.store.read({ tenant: flow.tenant, app: flow.app, kind: "user", user: flow.zoomUser ?? "" });
  if (!(await service.nonces.claim(`oauth-state|${state}`, FLOW_SECONDS + REMEMBERED_LONGER))) {
    return { outcome: "state-invalid", cookie };
  }
  const ended = { flow, cookie };
  if (service.apps.get(flow.tenant)?.clientId !== flow.app) return { ...ended, outcome: "app-unknown" };
  if (code === undefined) {
    return { ...ended, outcome: error === "access_denied" ? "denied" : "zoom-refused" };
  }
  const exchanged = await exchangeCode(service, flow, code);
  if (exchanged.kind === "none") {
    return { ...ended, outcome: exchanged.outcome, retryAfter: exchanged.retryAfter };
  }
  return { ...ended, outcome: await keepGrant(service, flow, exchanged.tokens) };
}

/** RFC 6749, 3.1: no parameter more than once. Either a code or an error. */
function answeredIn(query: URLSearchParams): Answered | undefined {
  const once = (name: string): string | undefined => query.get(name) ?? undefined;
  if (["state", "code", "error"].some((name) => query.getAll(name).length > 1)) return undefined;
  const [state, code, error] = [once("state"), once("code"), once("error")];
  if (state === undefined || !STATE.test(state)) return undefined;
  if ((code === undefined) === (error === undefined)) return undefined;
  return code !== undefined && !CODE.test(code) ? undefined : { state, code, error };
}

async function flowOf(
  service: OAuthService,
  request: Request,
  cookie: string,
  state: string,
): Promise<Flow | undefined> {
  const value = service.cookies.read(request, cookie);
  const flow = value === undefined ? undefined : await service.flows.open(value);
  if (flow === undefined || !sameText(await sha256(flow.state), await sha256(state))) return undefined;
  return service.now() < flow.until ? flow : undefined;
}
