import type { WebSocket } from "ws";
import { base64 } from "./answers.ts";
import { GATEWAY_PAUSES, type GatewayRefusal } from "./assumptions.ts";
import type { Session } from "./session.ts";

/** Numbers of the messages (`evt`), as far as a join needs them. */
const EVT = { keepAlive: 0, joined: 4098, launch: 4301, roster: 7937, attributes: 7938, hold: 7942 } as const;

export type GatewayOutcome = "joined" | "in-waiting-room" | "refused";

/** What came of it, and the OBF token that the SDK told here. */
export type OnOutcome = (outcome: GatewayOutcome, obfToken: string) => void;

/**
 * Plays the meeting's side of one WebSocket: carries the SDK to "joined", or refuses it. When the SDK hears READY it
 * says what it joins with; what says nothing is let in all the same, by what it asked for before.
 */
export function playMeeting(socket: WebSocket, session: Session, onOutcome: OnOutcome): void {
  let seq = 0;
  let entered = false;
  const timers = new Set<NodeJS.Timeout>();
  const send = (evt: number, body: object): void => {
    seq += 1;
    socket.send(JSON.stringify({ evt, body, seq }));
  };
  const after = (milliseconds: number, step: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      step();
    }, milliseconds);
    timers.add(timer);
  };
  const enter = (obfToken: string): void => {
    if (entered) return;
    entered = true;
    const told = (outcome: GatewayOutcome): void => onOutcome(outcome, obfToken);
    for (const [index, step] of stepsOf(session, session.enter(obfToken), send, told).entries()) {
      after(GATEWAY_PAUSES.each * (index + 1), step);
    }
  };

  socket.on("close", () => {
    for (const timer of timers) clearTimeout(timer);
  });
  socket.on("message", (data) => {
    const { evt, body } = messageOf(String(data));
    if (evt === EVT.keepAlive) send(EVT.keepAlive, {});
    if (evt === EVT.launch) enter(textIn(body, "obfToken"));
  });
  after(GATEWAY_PAUSES.ready, () => send(EVT.keepAlive, { status: "READY" }));
  after(GATEWAY_PAUSES.launch, () => enter(""));
}

function stepsOf(
  session: Session,
  refusal: GatewayRefusal | undefined,
  send: (evt: number, body: object) => void,
  told: (outcome: GatewayOutcome) => void,
): readonly (() => void)[] {
  if (refusal) {
    return [
      () => {
        send(EVT.joined, { res: refusal.res });
        told("refused");
      },
    ];
  }
  return [
    () => send(EVT.joined, joinedBody(session)),
    () => send(EVT.attributes, attributesBody(session)),
    () => {
      send(EVT.roster, { add: [participant(session)] });
      if (session.waits) send(EVT.hold, { bHold: true });
      told(session.waits ? "in-waiting-room" : "joined");
    },
  ];
}

function messageOf(text: string): { readonly evt?: unknown; readonly body?: unknown } {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {};
  }
}

function textIn(body: unknown, name: string): string {
  if (typeof body !== "object" || body === null) return "";
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : "";
}

function userId(session: Session): number {
  return 16_778_240 + session.number * 1024;
}

function joinedBody(session: Session): object {
  return {
    res: 0,
    userID: userId(session),
    zoomID: session.id,
    mn: session.meetingNumber,
    participantID: session.number,
    meetingtoken: session.auth,
    role: session.role,
    confID: session.meetingId,
    conID: session.id,
    e2eEncrypt: false,
    jid: `${session.id}@xmpp.${session.gatewayHost}`,
    xtoken: session.auth,
    svcUrl: session.gatewayHost,
    encType: 2,
    userGUID: session.id,
    groups: [],
    reportDomain: "",
    ABtoken: "",
    elapsed: 1,
  };
}

function attributesBody(session: Session): object {
  return { bLock: false, bHoldUponEntry: session.waits, encryptKey: session.auth.slice(0, 32) };
}

function participant(session: Session): object {
  return {
    id: userId(session),
    userId: userId(session),
    dn2: base64(session.userName),
    bHold: session.waits,
    role: session.role,
    bVideoOn: false,
    muted: true,
    audio: "",
    zoomID: session.id,
    userGUID: session.id,
    userRole: session.role,
    os: 3,
    caps: 0,
  };
}
