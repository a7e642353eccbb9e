import { randomBytes } from "node:crypto";
import type { GatewayRefusal } from "./assumptions.ts";
import { gatewayRefusalOf, type Subject } from "./check-join.ts";

/** One join that the first endpoint let through, until its WebSocket closes. */
export interface Session {
  readonly id: string;
  /** Handed to the SDK, which gives it back at the next steps. */
  readonly auth: string;
  readonly number: number;
  readonly meetingNumber: string;
  readonly meetingId: string;
  readonly topic: string;
  readonly userName: string;
  readonly userEmail: string;
  readonly passcode: string;
  readonly role: 0 | 1;
  readonly signature: string;
  readonly waits: boolean;
  /**
   * Whether the WebSocket is let in, decided once. Component view tells its OBF token there and not before, client view
   * before that too (both run with 6.2.0).
   */
  readonly enter: (obfToken: string) => GatewayRefusal | undefined;
  readonly gatewayHost: string;
}

let sessions = 0;

export function openSession(subject: Subject, fields: ReadonlyMap<string, string>, host: string): Session {
  sessions += 1;
  const role = subject.payload.role === 1 ? 1 : 0;
  return {
    id: randomBytes(12).toString("hex"),
    auth: randomBytes(24).toString("base64url"),
    number: sessions,
    meetingNumber: subject.meetingNumber,
    meetingId: randomBytes(16).toString("base64"),
    topic: subject.meeting?.topic ?? "Sandbox meeting",
    userName: fields.get("userName") ?? "",
    userEmail: fields.get("userEmail") ?? "",
    passcode: subject.passcode,
    role,
    signature: subject.signature,
    waits: role === 0 && subject.meeting?.waitingRoom === true,
    enter: once((obfToken) => enter({ ...subject, obfToken: subject.obfToken || obfToken })),
    gatewayHost: gatewayHostFor(host),
  };
}

function enter(subject: Subject): GatewayRefusal | undefined {
  const refusal = gatewayRefusalOf(subject);
  if (!refusal) subject.companions.spend(subject.obfToken);
  return refusal;
}

/** A connection that is lost and made again is the same join: its token is not spent twice. */
function once<Given, Result>(decide: (given: Given) => Result): (given: Given) => Result {
  let decided: { readonly result: Result } | undefined;
  return (given) => {
    decided ??= { result: decide(given) };
    return decided.result;
  };
}

/** A host beside the one that was asked, so that whatever leads the SDK here leads it to the gateway too. */
export function gatewayHostFor(host: string): string {
  return `gateway.${host.replace(/:\d+$/, "").replace(/^www\./, "")}`;
}
