import type { JoinRefusal } from "./assumptions.ts";
import type { GatewayOutcome } from "./gateway.ts";
import type { JoinRequest } from "./join-request.ts";
import type { Session } from "./session.ts";

/** What one join asked for and what became of it. Holds the signature: for tests, never for a log. */
export interface RecordedJoin {
  /** Seconds since 1970. */
  readonly at: number;
  readonly host: string;
  readonly transport: "POST" | "JSONP";
  readonly signature: string;
  readonly apiKey: string;
  readonly meetingNumber: string;
  readonly userName: string;
  readonly passcode: string;
  /** What came beside the signature, by its name in the requests: `zsk` and `ztk` (ZAK), `obfToken`, `tk`; and `ulsm`. */
  readonly beside: Readonly<Record<string, string>>;
  /** The SDK's version, as it says itself (`cv`). */
  readonly sdkVersion: string;
  readonly outcome: "accepted" | GatewayOutcome;
  /** Why the first endpoint refused it. */
  readonly refusal?: JoinRefusal;
}

interface Entry {
  readonly session: Session | undefined;
  readonly at: number;
  readonly host: string;
  readonly refusal: JoinRefusal | undefined;
}

const BESIDE = ["zsk", "ztk", "obfToken", "tk", "ulsm"] as const;

/** So that a stand-in that runs for weeks does not grow. */
const KEPT = 1000;

export class Records {
  readonly joins: RecordedJoin[] = [];
  readonly #places = new WeakMap<Session, RecordedJoin>();

  add(join: JoinRequest, { at, host, refusal, session }: Entry): void {
    const field = (name: string): string => join.fields.get(name) ?? "";
    const recorded: RecordedJoin = {
      at,
      host,
      transport: join.transport,
      signature: field("signature"),
      apiKey: field("apiKey"),
      meetingNumber: field("meetingNumber"),
      userName: field("userName"),
      passcode: field("passWord"),
      beside: Object.fromEntries(BESIDE.map((name) => [name, field(name)]).filter(([, value]) => value)),
      sdkVersion: field("cv"),
      outcome: refusal ? "refused" : "accepted",
      ...(refusal && { refusal }),
    };
    this.joins.push(recorded);
    if (this.joins.length > KEPT) this.joins.shift();
    if (session) this.#places.set(session, recorded);
  }

  /** @param obfToken What the SDK told in the WebSocket. */
  settle(session: Session, outcome: GatewayOutcome, obfToken: string): void {
    const before = this.#places.get(session);
    const index = before ? this.joins.indexOf(before) : -1;
    if (!before || index < 0) return;
    const beside = obfToken === "" ? before.beside : { ...before.beside, obfToken };
    const after = { ...before, outcome, beside };
    this.joins[index] = after;
    this.#places.set(session, after);
  }
}
