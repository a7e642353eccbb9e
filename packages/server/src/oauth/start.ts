import { base64url, randomBase64url, sha256, utf8 } from "../access/bytes.ts";
import { limitHeaders } from "../access/limits.ts";
import { answer, type Exchange, refusal } from "../http/exchange.ts";
import { entry } from "../http/problem.ts";
import { StoreUnavailable } from "../state/stores.ts";
import type { OAuthOutcome } from "./outcome.ts";
import { isNavigation, redirect } from "./page.ts";
import type { Begun, Flow } from "./sealed.ts";
import type { OAuthService } from "./service.ts";
import { wishOf } from "./wish.ts";

/** From the answer to a server until its user's browser has followed the link. */
export const TICKET_SECONDS = 120;
/** For signing in at Zoom and consenting. */
export const FLOW_SECONDS = 600;
/** How much longer than it serves something is remembered as used, for clocks that differ. */
export const REMEMBERED_LONGER = 120;

const NOT_RECORDED = {
  property: "$request",
  reason: "the link cannot be recorded now, so it is not given",
  help: "Try again. Whoever runs this server should look at its audit.",
};

/** `POST /oauth/start`: a link for one browser, to a server that is known. */
export async function giveLink(
  service: OAuthService,
  request: Request,
  exchange: Exchange,
): Promise<{ readonly response: Response; readonly begun?: Begun }> {
  const asked = await wishOf(service, request, exchange, ["zoomUser", "returnTo"]);
  if (asked instanceof Response) return { response: asked };
  const { caller, wish } = asked;
  const exceeded = await service.takeLink(caller);
  if (exceeded) {
    const reason = "this caller was given as many links as it may have in a minute";
    return {
      response: refusal(exchange, request, [entry("rate-limited", { reason })], limitHeaders(exceeded)),
    };
  }
  const begun: Begun = { tenant: caller.tenant, caller: caller.id, ...wish };
  const until = Math.floor(service.now()) + TICKET_SECONDS;
  const url = new URL(service.startUrl);
  const ticket = await service.tickets.seal({ ...begun, id: randomBase64url(16), until });
  url.searchParams.set("ticket", ticket);
  if (!(await recorded(service, exchange, begun, { ticket, until }))) {
    return { response: refusal(exchange, request, [entry("audit-unavailable", NOT_RECORDED)]) };
  }
  const body = { url: url.href, expiresAt: until, expiresIn: TICKET_SECONDS };
  return { response: answer(exchange, request, 200, body), begun };
}

/** Where there is an audit, no link without a row: whoever follows it lets the app act for them. */
async function recorded(
  { audit, now }: OAuthService,
  { requestId }: Exchange,
  { tenant, caller, zoomUser }: Begun,
  { ticket, until }: { readonly ticket: string; readonly until: number },
): Promise<boolean> {
  try {
    await audit?.append({
      at: Math.floor(now()),
      requestId,
      tenant,
      caller,
      action: "authorization-link",
      zoomUser,
      tokenSha256: await sha256(ticket),
      expiresAt: until,
    });
    return true;
  } catch (error) {
    if (!StoreUnavailable.is(error)) throw error;
    return false;
  }
}

export type Sent =
  | { readonly kind: "sent"; readonly response: Response; readonly begun: Begun }
  | { readonly kind: "not-sent"; readonly outcome: OAuthOutcome };

/**
 * `GET /oauth/start?ticket=…`: binds the browser to a new state and sends it to Zoom.
 *
 * @throws StoreUnavailable
 */
export async function sendToZoom(service: OAuthService, request: Request): Promise<Sent> {
  const notSent = (outcome: OAuthOutcome): Sent => ({ kind: "not-sent", outcome });
  if (!isNavigation(request)) return notSent("not-navigated");
  const [text, ...others] = new URL(request.url).searchParams.getAll("ticket");
  const ticket = text === undefined || others.length > 0 ? undefined : await service.tickets.open(text);
  if (ticket === undefined || service.now() >= ticket.until) return notSent("link-invalid");
  const { tenant, caller, zoomUser, returnTo } = ticket;
  const begun: Begun = { tenant, caller, zoomUser, returnTo };
  const app = service.apps.get(tenant)?.clientId;
  if (app === undefined) return notSent("app-unknown");
  if (!(await service.nonces.claim(`oauth-ticket|${ticket.id}`, TICKET_SECONDS + REMEMBERED_LONGER))) {
    return notSent("link-invalid");
  }

  const until = Math.floor(service.now()) + FLOW_SECONDS;
  const flow: Flow = { ...begun, app, state: randomBase64url(32), verifier: randomBase64url(32), until };
  const response = redirect(await authorizeUrl(service, flow));
  const name = await service.cookies.nameOf(flow.state);
  for (const cleared of service.cookies.tooMany(request)) response.headers.append("Set-Cookie", cleared);
  response.headers.append(
    "Set-Cookie",
    service.cookies.set(name, await service.flows.seal(flow), FLOW_SECONDS),
  );
  return { kind: "sent", response, begun };
}

/** RFC 6749, 4.1.1, with the challenge of RFC 7636, 4.3. */
async function authorizeUrl(service: OAuthService, { app, state, verifier }: Flow): Promise<URL> {
  const url = new URL(service.authorizeUrl);
  const challenge = await crypto.subtle.digest("SHA-256", utf8(verifier));
  const query = {
    response_type: "code",
    client_id: app,
    redirect_uri: service.redirectUri,
    state,
    code_challenge: base64url(new Uint8Array(challenge)),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}
