import type { WebSocket } from "ws";
import { base64 } from "./answers.ts";
import { GATEWAY_PAUSES } from "./assumptions.ts";
import type { Session } from "./session.ts";

/** Numbers of the messages (`evt`), as far as a join needs them. */
const EVT = { keepAlive: 0, joined: 4098, roster: 7937, attributes: 7938, hold: 7942 } as const;

export type GatewayOutcome = "joined" | "in-waiting-room" | "refused";

/** Plays the meeting's side of one WebSocket: carries the SDK to "joined", or refuses it. */
export function playMeeting(
  socket: WebSocket,
  session: Session,
  onOutcome: (outcome: GatewayOutcome) => void,
): void {
  let seq = 0;
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

  socket.on("close", () => {
    for (const timer of timers) clearTimeout(timer);
  });
  socket.on("message", (data) => {
    if (evtOf(String(data)) === EVT.keepAlive) send(EVT.keepAlive, {});
  });

  const { refusal } = session;
  const steps: (() => void)[] = refusal
    ? [
        () => {
          send(EVT.joined, { res: refusal.res });
          onOutcome("refused");
        },
      ]
    : [
        () => send(EVT.joined, joinedBody(session)),
        () => send(EVT.attributes, attributesBody(session)),
        () => {
          send(EVT.roster, { add: [participant(session)] });
          if (session.waits) send(EVT.hold, { bHold: true });
          onOutcome(session.waits ? "in-waiting-room" : "joined");
        },
      ];
  after(GATEWAY_PAUSES.ready, () => send(EVT.keepAlive, { status: "READY" }));
  steps.forEach((step, index) => {
    after(GATEWAY_PAUSES.ready + GATEWAY_PAUSES.each * (index + 1), step);
  });
}

function evtOf(text: string): unknown {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null && "evt" in message ? message.evt : undefined;
  } catch {
    return undefined;
  }
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
