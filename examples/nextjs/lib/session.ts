import { createHash, createHmac, timingSafeEqual } from "node:crypto";

// Who is there. Put your own sign-in in place of this file: what counts is that a stranger is nobody.

const SECONDS = 3600;

/** Whether this is the code that the invited were given. Where none is set, nobody is invited. */
export function isInvited(code: unknown): boolean {
  const right = process.env.INVITE_CODE;
  return typeof code === "string" && right !== undefined && right !== "" && isSame(code, right);
}

/** The cookie of a visitor who is let in, for `Set-Cookie`. */
export function openSession(name: string): string {
  const body = Buffer.from(JSON.stringify({ name, until: now() + SECONDS })).toString("base64url");
  const secure = process.env.NODE_ENV === "production" ? "; Secure" : "";
  return `session=${body}.${macOf(body)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SECONDS}${secure}`;
}

/** The name of the visitor that this request comes from; undefined for everybody who is not let in. */
export function visitorOf(request: Request): string | undefined {
  const cookies = request.headers.get("cookie") ?? "";
  const [, body = "", mac = ""] = /(?:^|;\s*)session=([\w-]+)\.([\w-]+)/.exec(cookies) ?? [];
  if (body === "" || !isSame(mac, macOf(body))) return undefined;
  const { name, until } = JSON.parse(Buffer.from(body, "base64url").toString());
  return until > now() ? name : undefined;
}

function macOf(text: string): string {
  const secret = process.env.SESSION_SECRET ?? "";
  if (secret.length < 32) throw new Error("SESSION_SECRET has to be set, to 32 random characters or more");
  return createHmac("sha256", secret).update(text).digest("base64url");
}

/** Takes as long for a wrong text as for the right one. */
function isSame(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
