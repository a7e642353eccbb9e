import type { Signed, SignedNative } from "@countersign/core";
import { joinParameters } from "@countersign/core/plan";
import type { Given } from "../access/guarded.ts";
import { answer, type Exchange, refusal } from "../http/exchange.ts";
import { gaveOf, signedAsJson } from "../signature/handler.ts";
import { type Authorized, authorize, give, openGate, type SignatureService } from "../signature/issue.ts";
import { type JoinSettings, type Planned, planFor, type Unplanned, type WebGrant } from "./plan.ts";
import { type JoinRequest, readJoinRequest } from "./request.ts";
import { fetchToken } from "./tokens.ts";

/**
 * Everything that one join needs, or a refusal: all of it is there before any of it is answered. In this order: may
 * the caller have the signature, is there such a join, may the caller have the token that it takes (the gate), does
 * Zoom give it, then sign, then record.
 */
export async function handleJoin(
  service: SignatureService,
  settings: JoinSettings,
  request: Request,
  exchange: Exchange,
): Promise<Response> {
  const authorized = await authorize(service, request, exchange, readJoinRequest);
  if (authorized instanceof Response) return authorized;
  const { grant } = authorized;
  if (grant.kind !== "web") throw new TypeError("a join that names no meeting was read and granted");

  const planned = await planFor(settings, grant, authorized);
  if ("problem" in planned) return refused(planned, request, exchange);
  const { token } = planned;

  const pass = await openGate(service, request, exchange, authorized, token === undefined ? [] : [token]);
  if (pass instanceof Response) return pass;
  const tokens: Given[] = [];
  if (token !== undefined) {
    const { companion } = settings;
    if (companion === undefined || pass === undefined)
      throw new TypeError("a token was planned that nobody has");
    const fetched = await fetchToken(companion, pass, token);
    if ("problem" in fetched) return refused(fetched, request, exchange);
    tokens.push(fetched);
  }

  const signed = await give(service, request, exchange, authorized, pass, tokens);
  if (signed instanceof Response) return signed;
  const body = joinAsJson(authorized, grant, planned, signed, tokens);
  exchange.outcome = "signed";
  exchange.gave = gaveOf(signed);
  exchange.join = token ?? "none";
  return answer(exchange, request, 200, body);
}

function refused({ problem, retryAfter }: Unplanned, request: Request, exchange: Exchange): Response {
  const headers =
    retryAfter === undefined ? {} : { "Retry-After": String(Math.max(1, Math.ceil(retryAfter))) };
  return refusal(exchange, request, [problem], headers);
}

/** `join` is spread into the view's own `join()`. Credentials stand there, and the signature beside it. */
function joinAsJson(
  { request: { view, userName: asked, userEmail, registrantToken } }: Authorized<JoinRequest>,
  { meetingNumber, permission: { userName = asked } }: WebGrant,
  { plan, passcode }: Planned,
  signed: Signed | SignedNative,
  tokens: readonly Given[],
): object {
  const { signature, sdkKey } = signed;
  const tokenOf = (what: Given["what"]): string | undefined => tokens.find((one) => one.what === what)?.token;
  const all = {
    signature,
    sdkKey,
    passcode,
    zak: tokenOf("zak"),
    obfToken: tokenOf("obf-token"),
    tk: registrantToken,
    userEmail,
  };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  const parameters = joinParameters(plan, { signature, ...Object.fromEntries(given) }, view);
  return {
    ...signedAsJson(signed),
    view,
    join: { meetingNumber, ...(userName !== undefined && { userName }), ...parameters },
    plan: {
      outcome: plan.outcome,
      items: Object.fromEntries(
        Object.entries(plan.items).map(([name, { need, advised, why }]) => [
          name,
          { need, ...(advised && { advised }), why },
        ]),
      ),
      unknowns: plan.unknowns.map(({ id, says, decides }) => ({ id, says, decides })),
    },
  };
}
