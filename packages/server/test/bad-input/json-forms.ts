import { type Row, written } from "./row.ts";

const GOOD = '{"meetingNumber":"87270695528","role":0}';
const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)),
  );

const NOT_JSON: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  nothing: "",
  "white space": " \n ",
  "cut off": GOOD.slice(0, -1),
  "cut off in a text": '{"meetingNumber":"872',
  "a bracket too many": `${GOOD}}`,
  "two objects": `${GOOD}${GOOD}`,
  "a comma at the end": '{"meetingNumber":"87270695528","role":0,}',
  "no comma": '{"meetingNumber":"87270695528" "role":0}',
  "two commas": '{"meetingNumber":"87270695528",,"role":0}',
  "a comment": `/* */${GOOD}`,
  "a comment at the end of a line": `${GOOD}//`,
  "single quotes": "{'meetingNumber':'87270695528','role':0}",
  "keys without quotes": "{meetingNumber:87270695528,role:0}",
  NaN: '{"meetingNumber":"87270695528","role":NaN}',
  undefined: '{"meetingNumber":"87270695528","role":undefined}',
  "a leading zero": '{"meetingNumber":"87270695528","role":01}',
  "a plus": '{"meetingNumber":"87270695528","role":+1}',
  "a hexadecimal number": '{"meetingNumber":"87270695528","role":0x1}',
  "a big integer": '{"meetingNumber":"87270695528","role":1n}',
  "a line break in a text": '{"meetingNumber":"872706\n95528","role":0}',
  "an unknown escape": '{"meetingNumber":"\\x38","role":0}',
  "half a surrogate pair": '{"meetingNumber":"\\ud800","role":0}',
  "a byte order mark": bytes([0xef, 0xbb, 0xbf], GOOD),
  "UTF-16": new Uint8Array([...GOOD].flatMap((character) => [character.charCodeAt(0), 0])),
  "a byte that is no UTF-8": bytes('{"meetingNumber":"', [0xff], '","role":0}'),
  "an overlong quote": bytes('{"meetingNumber":', [0xc0, 0xa2], ',"role":0}'),
  "a NUL at the end": `${GOOD}\u0000`,
  "a form": "meetingNumber=87270695528&role=0",
  HTML: "<html></html>",
  "the lines of an XSSI guard": `)]}',\n${GOOD}`,
};

const NO_OBJECT: Readonly<Record<string, string>> = {
  "a text": '"87270695528"',
  "a number": "0",
  true: "true",
  null: "null",
  "an empty list": "[]",
  "a list of a body": `[${GOOD}]`,
};

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "0"]));
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

const KEYS: readonly (readonly [name: string, body: string, code: string])[] = [
  ["role twice", '{"meetingNumber":"87270695528","role":0,"role":1}', "json-key-duplicate"],
  ["role twice, alike", '{"meetingNumber":"87270695528","role":0,"role":0}', "json-key-duplicate"],
  [
    "role twice, once escaped",
    '{"meetingNumber":"87270695528","role":0,"r\\u006fle":1}',
    "json-key-duplicate",
  ],
  [
    "meetingNumber twice",
    '{"meetingNumber":"87270695528","meetingNumber":"1","role":0}',
    "json-key-duplicate",
  ],
  ["an unknown key twice", '{"meetingNumber":"87270695528","role":0,"x":0,"x":0}', "json-key-duplicate"],
  ["a key twice, deeper", '{"meetingNumber":"87270695528","role":0,"x":{"y":0,"y":1}}', "json-key-duplicate"],
  ["__proto__", '{"meetingNumber":"87270695528","__proto__":{"role":1}}', "json-key-forbidden"],
  [
    "__proto__, escaped",
    '{"meetingNumber":"87270695528","\\u005f_proto__":{"role":1}}',
    "json-key-forbidden",
  ],
  ["__proto__ alone", '{"__proto__":{"meetingNumber":"87270695528","role":1}}', "json-key-forbidden"],
  ["constructor", '{"constructor":{"prototype":{"role":1}}}', "json-key-forbidden"],
  ["prototype", '{"meetingNumber":"87270695528","role":0,"prototype":{}}', "json-key-forbidden"],
  [
    "__proto__ in a list",
    '{"meetingNumber":"87270695528","role":0,"x":[{"__proto__":1}]}',
    "json-key-forbidden",
  ],
  ["17 keys", written(many(15)).body as string, "json-keys-too-many"],
  ["200 keys", written(many(200)).body as string, "json-keys-too-many"],
  ["8 levels below the body", written({ x: deep(8) }).body as string, "json-too-deep"],
  ["1000 levels", written({ x: deep(1000) }).body as string, "json-too-deep"],
];

const SECRETS = ["sdkSecret", "clientSecret", "apiSecret", "sdk_secret", "client_secret", "api_secret"];

const TOGETHER: readonly (readonly [name: string, body: string])[] = [
  ["meetingNumber alone", '{"meetingNumber":"87270695528"}'],
  ["role alone", '{"role":0}'],
  ["role in other letters", '{"meetingNumber":"87270695528","Role":0}'],
  ["meeting_number", '{"meeting_number":"87270695528","role":0}'],
  ["role with a space", '{"meetingNumber":"87270695528","role ":0}'],
];

export const JSON_FORMS: readonly Row[] = [
  ...Object.entries(NOT_JSON).map(
    ([name, body]): Row => ({
      name: `JSON: ${name}`,
      send: { headers: { "content-type": "application/json" }, body },
      status: 400,
      codes: ["json-invalid"],
    }),
  ),
  ...Object.entries(NO_OBJECT).map(
    ([name, body]): Row => ({
      name: `JSON: ${name}`,
      send: { body },
      status: 400,
      codes: ["body-not-an-object"],
    }),
  ),
  ...KEYS.map(
    ([name, body, code]): Row => ({ name: `keys: ${name}`, send: { body }, status: 400, codes: [code] }),
  ),
  ...SECRETS.map(
    (name): Row => ({
      name: `keys: ${name}`,
      send: written({ [name]: '"q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds"' }),
      status: 400,
      codes: ["secret-in-request"],
    }),
  ),
  ...TOGETHER.map(
    ([name, body]): Row => ({
      name: `keys: ${name}`,
      send: { body },
      status: 400,
      codes: ["meeting-number-and-role-together"],
    }),
  ),
];
