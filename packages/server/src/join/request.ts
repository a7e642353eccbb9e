import { readMembers } from "../http/members.ts";
import { entry, type ProblemEntry } from "../http/problem.ts";
import type { ProblemCode } from "../http/problems.ts";
import type { JsonValue } from "../json/value.ts";
import { JSON_LIMITS, type Note, type SignatureRequest, signatureFields } from "../signature/request.ts";
import { seen } from "../signature/seen.ts";

export type View = "client" | "component";

/** What a body asks for: a signature for the Web SDK, and what the join needs to know beside it. */
export interface JoinRequest extends SignatureRequest {
  readonly view: View;
  readonly sdkVersion: string | undefined;
  readonly userName: string | undefined;
  readonly userEmail: string | undefined;
  readonly registrantToken: string | undefined;
}

/** As `planJoin` reads it, but for a suffix that is longer than any. */
const SDK_VERSION = /^v?[0-9]{1,5}\.[0-9]{1,5}(?:\.[0-9]{1,5})?(?:[-+_][0-9A-Za-z.\-_+]{0,32})?$/;
/** No control characters and no halves of a character. Client view takes 128 and answers 4003 to more. */
const USER_NAME = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u;
const USER_NAME_MAX = 128;
/** As client view has it: "… is an invalid address" otherwise. */
const USER_EMAIL = /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u;
const USER_EMAIL_MAX = 100;
/** Opaque; it comes out of a link, so it has the characters of one. */
const REGISTRANT_TOKEN = /^[\x21-\x7e]{1,512}$/;

/** Reads the body of `POST /v1/join`, strictly, and reports all that is wrong with it at once. */
export function readJoinRequest(
  text: string,
): { readonly request: JoinRequest } | { readonly errors: readonly ProblemEntry[] } {
  const body = readMembers(text, JSON_LIMITS);
  if ("error" in body) return { errors: [body.error] };
  const { members } = body;
  const errors: ProblemEntry[] = [];
  const note: Note = (error) => void errors.push(forJoins(error));

  const signature = signatureFields(members, false, note);
  const view = readView(members.get("view"), note);
  const [sdkVersion, userName, userEmail, registrantToken] = TEXTS.map(({ name, code, fits, form }) => {
    const value = members.get(name);
    if (value === undefined) return undefined;
    if (value.kind === "string" && fits(value.text)) return value.text;
    // A token is as good as a ticket, so nothing of it is shown.
    const shown = name === "registrantToken" ? "not one" : seen(value);
    return note(entry(code, { reason: `${name} is ${shown}; it is ${form}` }));
  });
  if (members.has("registrantToken") && !members.has("userEmail")) note(entry("user-email-missing"));
  if (errors.length > 0) return { errors };
  return { request: { ...signature, view, sdkVersion, userName, userEmail, registrantToken } };
}

interface TextField {
  readonly name: string;
  readonly code: ProblemCode;
  readonly fits: (text: string) => boolean;
  readonly form: string;
}

const TEXTS: readonly TextField[] = [
  {
    name: "sdkVersion",
    code: "sdk-version-invalid",
    fits: (text) => SDK_VERSION.test(text),
    form: "a version, as 6.2.0, or left out",
  },
  {
    name: "userName",
    code: "user-name-invalid",
    fits: (text) => text.length <= USER_NAME_MAX && USER_NAME.test(text),
    form: "text of 1 to 128 characters, or left out",
  },
  {
    name: "userEmail",
    code: "user-email-invalid",
    fits: (text) => text.length <= USER_EMAIL_MAX && USER_EMAIL.test(text),
    form: "an address of up to 100 characters, or left out",
  },
  {
    name: "registrantToken",
    code: "registrant-token-invalid",
    fits: (text) => REGISTRANT_TOKEN.test(text),
    form: "text of 1 to 512 characters of ASCII, without spaces, or left out",
  },
];

function readView(value: JsonValue | undefined, note: Note): View {
  if (value === undefined) return "component";
  if (value.kind === "string" && (value.text === "client" || value.text === "component")) return value.text;
  note(
    entry("view-invalid", { reason: `view is ${seen(value)}; it is "client" or "component", or left out` }),
  );
  return "component";
}

/** The ways out that a signature for a native SDK would be are none of a join. */
function forJoins(error: ProblemEntry): ProblemEntry {
  if (error.code === "meeting-number-missing") return { ...error, help: "Give meetingNumber, or resource." };
  if (error.code === "meeting-number-and-role-together") return { ...error, help: "Give both." };
  return error;
}
