/**
 * What Countersign's `POST /v1/join` gives beside the signature, under `join`: the parameters of the view that was
 * asked for. The meeting and the name come from there where the server's policy decides them.
 */
export interface Given {
  readonly meetingNumber?: string;
  readonly userName?: string;
  readonly userEmail?: string;
  readonly passcode?: string;
  readonly tk?: string;
  readonly zak?: string;
  readonly obfToken?: string;
}

const NAMES = ["meetingNumber", "userName", "userEmail", "tk", "zak", "obfToken"] as const;

/** Reads what is text and leaves the rest: the answer is the server's word, and no more is handed to the SDK. */
export function givenOf(answer: unknown): Given {
  const { join, meetingNumber } = fields(answer);
  const given = fields(join);
  const passcode = given.passWord ?? given.password;
  const all = [
    ...NAMES.map((name) => [name, given[name]] as const),
    ["passcode", passcode] as const,
    ["meetingNumber", given.meetingNumber ?? meetingNumber] as const,
  ];
  return Object.fromEntries(all.filter(([, value]) => typeof value === "string" && value !== ""));
}

function fields(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null ? (value as { readonly [name: string]: unknown }) : {};
}
