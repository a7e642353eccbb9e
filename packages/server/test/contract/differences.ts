import { MEETING, type Sent } from "../support.ts";

/** Where this service answers otherwise than Zoom's meetingsdk-auth-endpoint-sample, and why. */
export interface Difference {
  readonly what: string;
  readonly sample: string;
  readonly here: string;
  readonly why: string;
  /** A request that shows it, from a caller of this machine, with the status it gets here. */
  readonly shown?: { readonly send: Sent; readonly status: number };
}

const json = (body: unknown): Sent => ({ body: JSON.stringify(body) });

export const DIFFERENCES: readonly Difference[] = [
  {
    what: "callers",
    sample: "answers everybody",
    here: "answers who has an API key, or this machine in development mode",
    why: "an open endpoint signs for hosts of any meeting on anybody's word",
    shown: {
      send: {
        headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.9" },
        body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
      },
      status: 403,
    },
  },
  {
    what: "meetings and roles",
    sample: "signs for any meeting and role",
    here: "signs what the caller may have, and nothing above it",
    why: "the role in a request is a wish of the browser's",
    shown: { send: json({ meetingNumber: "999999999", role: 0 }), status: 403 },
  },
  {
    what: "origins",
    sample: "lets pages of every origin read the answer",
    here: "lets those of a list read it, which is empty at first",
    why: "otherwise any page a visitor opens can ask in the visitor's place",
    shown: {
      send: {
        headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
        body: JSON.stringify({ meetingNumber: MEETING, role: 0 }),
      },
      status: 403,
    },
  },
  {
    what: 'texts such as "1abc"',
    sample: "reads them as far as they are numbers, so that this one hosts",
    here: "refuses them",
    why: "a value that is nearly right was made by something that is nearly right",
    shown: { send: json({ meetingNumber: MEETING, role: "1abc" }), status: 400 },
  },
  {
    what: "numbers written 1.0 or 1e0",
    sample: "takes them",
    here: "refuses them",
    why: "one spelling for each role leaves nothing for two readers to see differently",
    shown: { send: { body: `{"meetingNumber":"${MEETING}","role":1.0}` }, status: 400 },
  },
  {
    what: "the meeting number",
    sample: "signs whatever stands there",
    here: "cleans spaces and dashes, reads invite links, refuses the rest",
    why: "Zoom refuses such a signature later and without saying why",
    shown: { send: json({ meetingNumber: "not a number", role: 0 }), status: 400 },
  },
  {
    what: "a body that is not declared as JSON",
    sample: "is not read, which counts as an empty one and gives a native signature",
    here: "is refused with 415",
    why: "a page can send such a body anywhere without asking first, and nobody means a native signature by it",
    shown: { send: { headers: { "content-type": "text/plain" }, body: "{}" }, status: 415 },
  },
  {
    what: "native signatures",
    sample: "for everybody who sends an empty object",
    here: "only when they are switched on and the caller may have them",
    why: "a native signature names no meeting: it opens them all",
  },
  {
    what: "malformed JSON",
    sample: "an HTML page",
    here: "problem+json that names the place",
    why: "the client reads JSON",
    shown: { send: { body: "{" }, status: 400 },
  },
  {
    what: "a key twice, and keys that name a prototype",
    sample: "takes the last; takes them",
    here: "refuses both",
    why: "a proxy in front may read the first; a copy of the object may change what all objects share",
    shown: { send: { body: `{"meetingNumber":"${MEETING}","role":0,"role":1}` }, status: 400 },
  },
  {
    what: "a client secret in the body",
    sample: "ignores it",
    here: "refuses the request",
    why: "a client that sends the secret has given it away, and its author should hear of it",
    shown: { send: json({ meetingNumber: MEETING, role: 0, sdkSecret: "…" }), status: 400 },
  },
  {
    what: "null for a field",
    sample: "not documented",
    here: "is a value, and not a right one",
    why: "a field that should not count can be left out",
    shown: { send: json({ meetingNumber: MEETING, role: null }), status: 400 },
  },
  {
    what: "iat",
    sample: "now",
    here: "30 s before now, less where that would leave Zoom's window",
    why: "Zoom refuses a signature from its future, and clocks differ",
  },
  {
    what: "expirationSeconds with role 1, or without a meeting",
    sample: "lives as long as asked",
    here: "is checked and then has no effect: such a signature lives 1801 s, the shortest that Zoom takes",
    why: "with it somebody can host; it is needed at the moment of joining",
  },
  {
    what: "mn",
    sample: "the type that was sent",
    here: "always text",
    why: "one type in every signature; eleven digits do not fit 32 bits",
  },
  {
    what: "answers",
    sample: "may be kept by caches",
    here: "carry Cache-Control: no-store",
    why: "a signature is good for two days at most, to whoever has it",
  },
];
