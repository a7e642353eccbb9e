/** One line of the stand-in's log. Its fields are all there is: no secret, signature, token, name or query. */
export interface SandboxEvent {
  /** Says that this is not Zoom. */
  readonly standIn: string;
  readonly event: "join" | "ping" | "refresh-tokens" | "websocket" | "meeting" | "api" | "not-found";
  readonly host: string;
  readonly path?: string;
  readonly transport?: "POST" | "JSONP";
  readonly meetingNumber?: string;
  readonly outcome?: "accepted" | "refused" | "joined" | "in-waiting-room";
  readonly check?: string;
  readonly errorCode?: number;
  readonly errorMessage?: string;
  /** Of the API. */
  readonly endpoint?: string;
  readonly status?: number;
  /** The kind of failure that a test asked for. */
  readonly failure?: string;
}

/** A path as a log may show it: the SDK's own have no secret in them, a stranger's may be anything. */
export function shownPath(pathname: string): string {
  return pathname.replace(/[^\w/.-]/g, "?").slice(0, 64);
}

/** For people: one line, the stand-in named first. */
export function formatEvent({ standIn, event, ...rest }: SandboxEvent): string {
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `[${standIn}] ${event} ${fields.join(" ")}`;
}
