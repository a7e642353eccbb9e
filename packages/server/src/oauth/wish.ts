import type { Caller } from "../access/caller.ts";
import { readBody } from "../http/body.ts";
import { type Exchange, refusal } from "../http/exchange.ts";
import { type Members, readMembers } from "../http/members.ts";
import { entry, type ProblemEntry } from "../http/problem.ts";
import type { OAuthService } from "./service.ts";

const BODY_BYTES_MAX = 4096;
const JSON_LIMITS = { depth: 2, keys: 4 };
/** Zoom says nothing of the form of its users' ids; those seen are some 22 letters, digits, `_` and `-`. */
const ZOOM_USER = /^[\x21-\x7e]{1,128}$/;

export interface Wish {
  readonly zoomUser: string | undefined;
  readonly returnTo: string | undefined;
}

/** Who calls and what for, where it may be; else the refusal. Nothing is done before. */
export async function wishOf(
  service: OAuthService,
  request: Request,
  exchange: Exchange,
  fields: readonly (keyof Wish)[],
): Promise<{ readonly caller: Caller; readonly wish: Wish } | Response> {
  const caller = await service.admit(request, exchange, BODY_BYTES_MAX);
  if (caller instanceof Response) return caller;
  const body = await readBody(request, exchange.bytes, BODY_BYTES_MAX);
  if ("problem" in body) return refusal(exchange, request, body.problem);
  const read = readMembers(body.text, JSON_LIMITS);
  if ("error" in read) return refusal(exchange, request, [read.error]);
  const errors: ProblemEntry[] = [];
  const wish = readWish(read.members, service, fields, (error) => void errors.push(error));
  if (errors.length > 0) return refusal(exchange, request, errors);
  if (!service.apps.has(caller.tenant)) {
    return refused(exchange, request, "there is no Zoom app here whose users authorize it for this caller");
  }
  if ((await service.mayManage(caller, wish.zoomUser)) !== true) {
    return refused(exchange, request, "this caller may not begin or end this user's authorization");
  }
  return { caller, wish };
}

function refused(exchange: Exchange, request: Request, reason: string): Response {
  const help =
    "Use a key with the scope zak:read or obf:read, or have the caller allowed in the server's settings.";
  return refusal(exchange, request, [entry("scope-missing", { reason, help })]);
}

function readWish(
  members: Members,
  { returnTo: allowed }: OAuthService,
  fields: readonly (keyof Wish)[],
  note: (error: ProblemEntry) => void,
): Wish {
  const wrong = (property: string, reason: string, help: string): void =>
    note(entry("request-invalid", { property, reason, help }));
  for (const name of members.keys()) {
    if (!fields.some((field) => field === name)) {
      wrong("$body", "a key is not known here", `Send ${fields.join(" and ")} at most.`);
    }
  }
  const text = (name: keyof Wish): string | undefined => {
    const value = members.get(name);
    // What is there and no text is nobody's id and no listed address.
    return value === undefined ? undefined : value.kind === "string" ? value.text : "";
  };
  const zoomUser = text("zoomUser");
  if (zoomUser !== undefined && !ZOOM_USER.test(zoomUser)) {
    wrong("zoomUser", "zoomUser is not the id of a Zoom user", "Give the id as GET /v2/users/me has it.");
  }
  const asked = text("returnTo");
  if (asked !== undefined && !allowed.has(asked)) {
    wrong(
      "returnTo",
      "returnTo is not one of the addresses that are allowed",
      "Give one letter by letter as it stands in returnTo of the server's settings, or leave it out.",
    );
  }
  return { zoomUser, returnTo: asked ?? [...allowed][0] };
}
