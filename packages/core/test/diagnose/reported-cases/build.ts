import { createHmac } from "node:crypto";
import type { Evidence } from "../../../src/diagnose/evidence.ts";
import type { Made, OtherSecret, Recipe, ReportedCase } from "./case.ts";

/** 2025-11-24 02:00:00 UTC, the true time in every case. */
export const TRUE_TIME = 1_763_949_600;
export const KEY = "caseKey_0123456789abcd";
export const SECRET = "cAseSecretOfTheRightApp000000001";
const MEETING_NUMBER = "87270695528";

const SECRETS: { readonly [Which in OtherSecret]: string | Buffer } = {
  "of a Server-to-Server app": "cAseSecretOfAServerToServerApp02",
  "of another app": "cAseSecretOfAnotherApp0000000003",
  "base64-decoded": Buffer.from(SECRET, "base64"),
};

/** Makes a reported case again: what its reporter could have given to have it explained. */
export function evidenceOfCase(one: ReportedCase): Evidence {
  const ahead = one.recipe.kind === "jwt" ? (one.recipe.clockAhead ?? 0) : 0;
  const at: Made = { key: KEY, mn: MEETING_NUMBER, now: TRUE_TIME + ahead };
  const signature = signatureOf(one.recipe, at);
  return {
    ...(signature !== undefined && { signature }),
    credentials: { sdkKey: KEY, sdkSecret: SECRET },
    now: at.now,
    ...(ahead !== 0 && { clockOffset: ahead }),
    ...(one.works && { works: worked(one.works, one.recipe, at) }),
    ...(one.recipe.kind === "key-and-secret" && { joinCall: { appKey: KEY, appSecret: SECRET } }),
    ...one.evidence,
  };
}

function worked(works: NonNullable<ReportedCase["works"]>, recipe: Recipe, at: Made): string | undefined {
  if (works === "another meeting") return signatureOf(recipe, { ...at, mn: "84123456789" });
  return signatureOf(recipe.kind === "legacy" && works === "role 0" ? { ...recipe, role: 0 } : recipe, at);
}

function signatureOf(recipe: Recipe, at: Made): string | undefined {
  switch (recipe.kind) {
    case "jwt":
      return jwt(recipe, at);
    case "legacy":
      return legacy(recipe, at);
    case "oauth-access-token":
      return jwt(
        {
          kind: "jwt",
          claims: ({ key, now }) => ({
            ver: 9,
            iss: `zm:cid:${key}`,
            aud: "https://oauth.zoom.us",
            uid: "aUserId",
            aid: "anAccountId",
            nbf: now,
            iat: now,
            exp: now + 3600,
          }),
          secret: "of another app",
        },
        at,
      );
    case "key-and-secret":
    case "no-token":
      return undefined;
  }
}

function jwt(recipe: Extract<Recipe, { kind: "jwt" }>, at: Made): string {
  const write = (value: object): string => {
    const bytes = Buffer.from(JSON.stringify(value));
    if (recipe.parts === "base64-padded") return bytes.toString("base64");
    return recipe.parts === "base64url-padded" ? padded(bytes) : bytes.toString("base64url");
  };
  const header = recipe.typ === false ? { alg: "HS256" } : { alg: "HS256", typ: "JWT" };
  const input = `${write(header)}.${write(recipe.claims(at))}`;
  const mac = createHmac("sha256", recipe.secret ? SECRETS[recipe.secret] : SECRET)
    .update(input)
    .digest();
  const third = recipe.mac === "base64url-padded" ? padded(mac) : mac.toString(recipe.mac ?? "base64url");
  return recipe.macOnly ? third : `${input}.${third}`;
}

function padded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

function legacy(recipe: Extract<Recipe, { kind: "legacy" }>, at: Made): string {
  const ts = recipe.ts(at);
  const message = Buffer.from(`${at.key}${at.mn}${ts}${recipe.role}`).toString("base64");
  const hash = createHmac("sha256", SECRET).update(message).digest("base64");
  const bytes = Buffer.from(`${at.key}.${at.mn}.${ts}.${recipe.role}.${hash}`);
  const text = bytes.toString(recipe.alphabet ?? "base64url");
  const signature = recipe.padded ? text : text.replace(/=+$/, "");
  return recipe.inJson ? JSON.stringify({ signature }) : signature;
}
