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
  readonly refusal: GatewayRefusal | undefined;
  readonly gatewayHost: string;
}

let sessions = 0;

export function openSession(subject: Subject, fields: ReadonlyMap<string, string>, host: string): Session {
  sessions += 1;
  const refusal = gatewayRefusalOf(subject);
  if (!refusal) subject.companions.spend(subject.obfToken);
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
    refusal,
    gatewayHost: gatewayHostFor(host),
  };
}

/** A host beside the one that was asked, so that whatever leads the SDK here leads it to the gateway too. */
export function gatewayHostFor(host: string): string {
  return `gateway.${host.replace(/:\d+$/, "").replace(/^www\./, "")}`;
}
