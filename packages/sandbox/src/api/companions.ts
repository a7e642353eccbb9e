import { createHmac, randomBytes } from "node:crypto";
import type { SandboxMeeting } from "../assumptions.ts";
import { keep, type Tokens } from "./tokens.ts";

/** A ZAK or an OBF token that was given out. */
export interface Companion {
  readonly kind: "zak" | "onbehalf";
  readonly token: string;
  readonly userId: string;
  /** The one meeting that an OBF token was asked for. */
  readonly meetingNumber: string | undefined;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** An OBF token serves once. */
  used: boolean;
  revoked: boolean;
}

/** ZAKs and OBF tokens, shared by what gives them out and what takes them at a join. */
export class Companions {
  readonly all: Map<string, Companion> = new Map();
  /** Who is in a meeting, where a test says so. */
  readonly present: Map<string, ReadonlySet<string>> = new Map();
  readonly #key = randomBytes(32);
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Of the shape of Zoom's as people have shown it: a JWT with `aud`, `iss`, `uid`, `exp`. Its MAC is made up. */
  zak(userId: string, accountId: string, ttl: number): Companion {
    const exp = this.#now() + ttl;
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = {
      aud: "clientsm",
      iss: "web",
      uid: userId,
      aid: accountId,
      stk: randomBytes(9).toString("hex"),
      exp,
    };
    const input = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
    const token = `${input}.${createHmac("sha256", this.#key).update(input).digest("base64url")}`;
    return this.#keep({ kind: "zak", token, userId, meetingNumber: undefined, expiresAt: exp });
  }

  obf(tokens: Tokens, userId: string, meetingNumber: string | undefined, ttl: number): Companion {
    const token = tokens.make("obf");
    return this.#keep({ kind: "onbehalf", token, userId, meetingNumber, expiresAt: this.#now() + ttl });
  }

  /** Why a ZAK is not taken; `undefined`: it is. A meeting's own `zaks` are taken as they are. */
  zakProblem(
    token: string,
    meeting: SandboxMeeting | undefined,
    asHost: boolean,
  ): "bad" | "not-host" | undefined {
    if (meeting?.zaks?.includes(token)) return undefined;
    const zak = this.all.get(token);
    if (zak?.kind !== "zak" || zak.revoked || zak.expiresAt <= this.#now()) return "bad";
    const hosts = [meeting?.hostId, ...(meeting?.alternativeHostIds ?? [])];
    return asHost && !hosts.includes(zak.userId) ? "not-host" : undefined;
  }

  /** Why an OBF token is not taken; `undefined`: it is. */
  obfProblem(
    token: string,
    meeting: SandboxMeeting | undefined,
  ): "bad" | "other-meeting" | "user-absent" | undefined {
    if (meeting?.obfTokens?.includes(token)) return undefined;
    const obf = this.all.get(token);
    if (obf?.kind !== "onbehalf" || obf.revoked || obf.used || obf.expiresAt <= this.#now()) return "bad";
    if (obf.meetingNumber !== undefined && obf.meetingNumber !== meeting?.meetingNumber)
      return "other-meeting";
    const present = this.present.get(meeting?.meetingNumber ?? "");
    return present && !present.has(obf.userId) ? "user-absent" : undefined;
  }

  /** The join took it. */
  spend(token: string): void {
    const obf = this.all.get(token);
    if (obf?.kind === "onbehalf") obf.used = true;
  }

  #keep(made: Omit<Companion, "used" | "revoked">): Companion {
    const companion: Companion = { ...made, used: false, revoked: false };
    keep(this.all, companion.token, companion);
    return companion;
  }
}
