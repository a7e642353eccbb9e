/** Where a text of a visitor's, or of somebody who sent it to a visitor, comes onto the page. */
export interface Place {
  readonly name: string;
  readonly tab: "diagnose" | "generate" | "compare" | "errors" | "shared";
  /** The fields to fill, by their ids, so that the text gets to this place. */
  readonly fields: (text: string) => Readonly<Record<string, string>>;
  /** Whether most of the texts stand on the page then. The rest is told without them, or as four characters. */
  readonly shows: boolean;
}

const SECRET = "fixtureSecretForExamplesOnly0001";
const MEETING = "87270695528";
const MAC = "A".repeat(43);
const RIGHT = {
  appKey: "fixtureKey_0123456789A",
  sdkKey: "fixtureKey_0123456789A",
  mn: MEETING,
  role: 0,
  iat: 1_763_949_570,
  exp: 1_763_956_770,
  tokenExp: 1_763_956_770,
};

const encoded = (text: string): string => Buffer.from(text).toString("base64url");
const token = (header: object, payload: object, mac = MAC): string =>
  `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(payload))}.${mac}`;
const HEADER = { alg: "HS256", typ: "JWT" };
const GOOD = token(HEADER, RIGHT);
/** Every claim that the page knows, with the text as its value. */
const valued = (text: string): string =>
  token(HEADER, Object.fromEntries(Object.keys(RIGHT).map((name) => [name, text])));
const named = (text: string): string => token(HEADER, { ...RIGHT, [text]: 1 });

/** A link as somebody makes it who wants more than to show a report. */
function linkTo(text: string): string {
  const blocks = [
    { kind: "title", text, tone: "bad" },
    ...["heading", "text", "item"].flatMap((kind) =>
      [text, `\`${text}\` ${text} \`countersign explain ${text}\` https://zoom.us/${text}`].map((words) => ({
        kind,
        text: words,
      })),
    ),
    { kind: "pointed", label: text, before: text, piece: text, after: text },
  ];
  const report = { schema: 1, now: 1_763_949_600, blocks };
  return `report=j.${encoded(JSON.stringify(report))}`;
}

export const PLACES: readonly Place[] = [
  { name: "Diagnose: signature", tab: "diagnose", shows: true, fields: (text) => ({ signature: text }) },
  {
    name: "Diagnose: response around a signature",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: JSON.stringify({ signature: GOOD, errorCode: 1, errorMessage: text }) }),
  },
  {
    name: "Diagnose: log line around a signature",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: `${text} signature=${GOOD} ${text}` }),
  },
  {
    name: "Diagnose: value in the header",
    tab: "diagnose",
    shows: true,
    fields: (text) => ({ signature: token({ alg: text, typ: text, kid: text }, RIGHT) }),
  },
  {
    name: "Diagnose: name in the header",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: token({ ...HEADER, [text]: text }, RIGHT) }),
  },
  {
    name: "Diagnose: name of a claim",
    tab: "diagnose",
    shows: true,
    fields: (text) => ({ signature: named(text) }),
  },
  {
    name: "Diagnose: value of claims",
    tab: "diagnose",
    shows: true,
    fields: (text) => ({ signature: valued(text) }),
  },
  {
    name: "Diagnose: header and payload that are no JSON",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: `${encoded(text)}.${encoded(text)}.${MAC}` }),
  },
  {
    name: "Diagnose: in place of the MAC",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: `${GOOD.slice(0, -MAC.length)}${text}` }),
  },
  {
    name: "Diagnose: client secret",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "sdk-secret": text }),
  },
  {
    name: "Diagnose: client id",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "sdk-key": text }),
  },
  {
    name: "Diagnose: meeting number",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "expect-meeting": text }),
  },
  {
    name: "Diagnose: SDK version",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, client: "web/component", "sdk-version": text }),
  },
  {
    name: "Diagnose: error code and seconds",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "error-code": text, hung: text }),
  },
  {
    name: "Diagnose: error text",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "error-text": text }),
  },
  {
    name: "Diagnose: values given to join()",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({
      signature: GOOD,
      "join-call": JSON.stringify({
        meetingNumber: text,
        passWord: text,
        userName: text,
        zak: text,
        tk: text,
      }),
    }),
  },
  {
    name: "Diagnose: names given to join()",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "join-call": JSON.stringify({ [text]: text }) }),
  },
  {
    name: "Diagnose: in place of join()'s object",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({ signature: GOOD, "join-call": `{${text}}` }),
  },
  {
    name: "Diagnose: the app's manifest and the meeting",
    tab: "diagnose",
    shows: false,
    fields: (text) => ({
      signature: GOOD,
      app: JSON.stringify({
        manifest: { display_information: { display_name: text }, [text]: text },
        [text]: text,
      }),
      meeting: JSON.stringify({
        id: text,
        type: text,
        topic: text,
        password: text,
        settings: { [text]: text },
      }),
    }),
  },
  {
    name: "Compare: the one that works",
    tab: "compare",
    shows: true,
    fields: (text) => ({ working: text, failing: GOOD }),
  },
  {
    name: "Compare: the one that fails",
    tab: "compare",
    shows: true,
    fields: (text) => ({ working: GOOD, failing: text }),
  },
  {
    name: "Compare: claims and secret",
    tab: "compare",
    shows: true,
    fields: (text) => ({ working: named(text), failing: valued(text), "c-secret": text }),
  },
  {
    name: "Generate: client id",
    tab: "generate",
    shows: false,
    fields: (text) => ({ "g-key": text, "g-secret": SECRET, "g-meeting": MEETING }),
  },
  {
    name: "Generate: client secret",
    tab: "generate",
    shows: false,
    fields: (text) => ({ "g-key": RIGHT.sdkKey, "g-secret": text, "g-meeting": MEETING }),
  },
  {
    name: "Generate: meeting number",
    tab: "generate",
    shows: true,
    fields: (text) => ({ "g-key": RIGHT.sdkKey, "g-secret": SECRET, "g-meeting": text }),
  },
  { name: "Errors: search", tab: "errors", shows: false, fields: (text) => ({ search: text }) },
  { name: "the end of the address", tab: "errors", shows: false, fields: (text) => ({ "#": text }) },
  {
    name: "the end of the address, as an entry",
    tab: "errors",
    shows: false,
    fields: (text) => ({ "#": `error/${text}` }),
  },
  {
    name: "a report in a link",
    tab: "shared",
    shows: true,
    fields: (text) => ({ "#": linkTo(text) }),
  },
];
