import { shown } from "../../errors.ts";
import { type Candidate, candidates, type Row, stepOf } from "./step.ts";

/** What a person has that a signature could have been made with. */
export interface Given {
  readonly sdkKey?: string;
  readonly sdkSecret: string;
  /** Other secrets to try, by a name that the person knows them under. */
  readonly others?: { readonly [label: string]: string };
}

const OTHER =
  "The key and the secret have to be of one app: sign with the secret that belongs to the token's `appKey`.";

export interface Pair {
  readonly key: string;
  readonly secret: string;
}

export const PAIRED: readonly Row<Pair, string>[] = [
  [
    "swapped",
    "with the SDK key in the place of the secret",
    ({ key }) => key,
    "Sign with the client secret, and put the client id into `appKey`: the two are exchanged.",
  ],
  ["key-then-secret", "with the SDK key and the secret joined", ({ key, secret }) => key + secret],
  ["secret-then-key", "with the secret and the SDK key joined", ({ key, secret }) => secret + key],
  [
    "key-ampersand-secret",
    "with the SDK key, `&` and the secret joined",
    ({ key, secret }) => `${key}&${secret}`,
  ],
  ["secret-ampersand", "with the secret and a `&`, as OAuth 1 signs", ({ secret }) => `${secret}&`],
  [
    "key-colon-secret",
    "with the SDK key, `:` and the secret joined",
    ({ key, secret }) => `${key}:${secret}`,
  ],
];

/** What stands where a secret should be, when it was never set: results of failed look-ups, and the blanks of samples. */
export const BLANKS: readonly string[] = [
  "",
  "undefined",
  "null",
  "None",
  "nil",
  "NaN",
  "true",
  "false",
  "[object Object]",
  "[object Promise]",
  "secret",
  "your-256-bit-secret",
  "a-string-secret-at-least-256-bits-long",
  "ZOOM_MEETING_SDK_SECRET",
  "ZOOM_SDK_SECRET",
  "ZOOM_CLIENT_SECRET",
  "process.env.ZOOM_MEETING_SDK_SECRET",
  "process.env.ZOOM_SDK_SECRET",
  "$ZOOM_MEETING_SDK_SECRET",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: so it stands in a file that nothing filled in
  "${ZOOM_MEETING_SDK_SECRET}",
  "SDK_SECRET",
  "CLIENT_SECRET",
  "API_SECRET",
  "YOUR_SDK_SECRET",
  "YOUR_CLIENT_SECRET",
  "YOUR_API_SECRET",
  "your_sdk_secret",
  "your_client_secret",
  "changeme",
];

/** Texts to sign with in the place of the secret. */
export function otherSources({ sdkKey, sdkSecret, others = {} }: Given): Candidate<string>[] {
  const mine = Object.entries(others).map(([label, value], index): Candidate<string> => {
    // People also label by what they have at hand: a secret used as a label stays untold.
    const told = [sdkSecret, ...Object.values(others)].some((one) => one !== "" && label.includes(one));
    const name = told || label === "" ? `number ${index + 1}` : label;
    const step = stepOf("secret", "other", `with the other secret ${shown(name)}`, OTHER);
    return { value, step: { ...step, instead: true, label: name } };
  });
  return sdkKey === undefined ? mine : [...mine, ...instead(PAIRED, { key: sdkKey, secret: sdkSecret })];
}

/** Nothing is done to these: a blank with a newline is no mistake anybody makes. */
export function blanks(): Candidate<string>[] {
  return instead(BLANKS.map(blankRow), "");
}

function instead<In>(rows: readonly Row<In, string>[], value: In): Candidate<string>[] {
  return candidates("secret", rows, value).map((made) => ({
    ...made,
    step: { ...made.step, instead: true },
  }));
}

function blankRow(text: string): Row<string, string> {
  const words = text === "" ? "with an empty secret" : `with the text \`${text}\` in the place of the secret`;
  return [
    `blank:${text}`,
    words,
    () => text,
    "The signer never got the secret: check the variable's name, and that it is set where the signer runs.",
  ];
}
