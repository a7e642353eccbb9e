import type { Facts } from "../facts.ts";

interface Line {
  /** Codes of the Web SDK. */
  readonly web?: readonly string[];
  /** Codes and names of the native SDKs, whose lists overlap with the web's in number and not in meaning. */
  readonly native?: readonly string[];
  /** The text, in Zoom's words or the SDK's. */
  readonly says?: RegExp;
}

export type Symptom =
  | "invalid-signature"
  | "key-refused"
  | "key-unknown"
  | "key-off"
  | "expired"
  | "number"
  | "role"
  | "no-permission"
  | "invalid-parameter"
  | "external-app"
  | "anonymous-join"
  | "no-companion"
  | "obf-refused"
  | "obf-other-meeting"
  | "recording-token"
  | "obf-user-absent"
  | "other-login"
  | "obf-user-left"
  | "key-blocked"
  | "another-meeting"
  | "email-missing"
  | "not-started"
  | "registration"
  | "login"
  | "passcode"
  | "token-refused"
  | "host-inactive"
  | "web-not-allowed"
  | "joined-twice"
  | "assets"
  | "network"
  | "browser"
  | "removed"
  | "locked"
  | "full"
  | "same-participant"
  | "barriers"
  | "outdated"
  | "storage"
  | "webinar"
  | "generic"
  | "isolation"
  | "insecure-origin"
  | "no-root";

/** What the user saw, by what it speaks of. Codes as in Web SDK 6.2.0, the desktop headers and Android's list. */
const SYMPTOMS: { readonly [Name in Symptom]: Line } = {
  "invalid-signature": {
    web: ["3712"],
    native: ["5", "11", "124"],
    says: /signature (?:is )?(?:not valid|invalid)|invalid (?:sdk )?signature/i,
  },
  "key-refused": { native: ["2", "6", "3023"], says: /sdk key or secret is invalid/i },
  "key-unknown": { web: ["3704"], says: /api key is (?:wrong|not valid)/i },
  "key-off": { web: ["3710"], says: /api key is deactivated|don't enable api/i },
  expired: { web: ["3705"], says: /signature has expired/i },
  number: {
    web: ["3001", "3703", "3706", "3707", "3714"],
    says: /meeting number is (?:wrong|not found)|meeting does not exist|invalid meeting id/i,
  },
  role: {
    web: ["3003", "3708", "3711"],
    says: /incorrect role|role is not applicable|not the meeting host|host (?:in other account|another meeting)/i,
  },
  "no-permission": { web: ["3713"], says: /^no permission\.?$/i },
  "invalid-parameter": { web: ["4003"] },
  "external-app": { web: ["4011", "513", "6601"], native: ["63", "6601"], says: /no rwc available/i },
  "anonymous-join": { web: ["4012"], native: ["504"], says: /anonymous joins? (?:are not allowed|error)/i },
  "no-companion": {
    web: ["4013"],
    native: ["503"],
    says: /^no obftoken$|provide a corresponding obf token/i,
  },
  "obf-refused": { web: ["4014"], native: ["505"], says: /obf ?token is invalid/i },
  "obf-other-meeting": {
    web: ["4015"],
    native: ["506"],
    says: /obf ?token does not match the (?:current )?meeting/i,
  },
  "recording-token": { web: ["4016"], native: ["500"] },
  "obf-user-absent": {
    web: ["4017"],
    native: ["501", "MEETING_FAIL_AUTHORIZED_USER_NOT_INMEETING"],
    says: /authorized user (?:is )?not in (?:the )?meeting/i,
  },
  "other-login": { web: ["4018"], native: ["502"] },
  "obf-user-left": { web: ["4019"] },
  "key-blocked": { web: ["6603"], native: ["64"] },
  "another-meeting": { web: ["3000"], says: /other meetings in progress/i },
  "email-missing": { web: ["3005"], says: /email is (?:missing|required)/i },
  "not-started": { web: ["3008"], says: /meeting has not started/i },
  registration: { web: ["3099", "3135"], says: /requires registration|require tk parameter/i },
  login: { web: ["3034", "3051", "3052", "3100"], native: ["23", "82"], says: /^require login$/i },
  passcode: { web: ["3004"], says: /pass(?:code|word) (?:is )?wrong|wrong (?:meeting )?pass(?:code|word)/i },
  "token-refused": {
    web: ["3136", "3265", "3623"],
    native: ["99"],
    says: /^token error$|^token has expired|start meeting via tokens/i,
  },
  "host-inactive": { web: ["3625"], says: /host is inactive/i },
  "web-not-allowed": { web: ["3603", "3611"], says: /start or join meeting from web/i },
  "joined-twice": { web: ["3633", "3634", "5012"], says: /duplicated join operation/i },
  assets: { web: ["5001", "3635"], says: /dependent assets|jsmedia/i },
  network: {
    web: ["-3000", "3621", "3622"],
    native: ["9", "5003"],
    says: /connection error|error code: 5003/i,
  },
  browser: { says: /supported browsers/i },
  removed: { web: ["3009"], native: ["61"] },
  locked: { web: ["4006"], says: /meeting is locked/i },
  full: { web: ["4005"], says: /at capacity/i },
  "same-participant": { web: ["4008"] },
  barriers: { web: ["4007"] },
  outdated: { web: ["3604", "10000"], native: ["4", "10"] },
  storage: { web: ["-1"] },
  webinar: {
    web: ["3116", "3606", "3609", "3630", "3701"],
    says: /(?:support|start) (?:registration |sign in )?webinar/i,
  },
  generic: { web: ["1", "200"], says: /fail(?:ed)? to join/i },
  isolation: { says: /sharedarraybuffer|gallery view not supported/i },
  "insecure-origin": { says: /'(?:getDisplayMedia|ondevicechange)' in undefined/ },
  "no-root": { says: /zoomAppRoot/ },
};

export interface SymptomFacts {
  /** What the error that was seen speaks of. The generic text says nothing beside a code that does. */
  readonly symptoms: readonly Symptom[];
}

/** Codes that a wrapper put into its text: `Error: 63, internalErrorCode=0`. */
const IN_TEXT = /error(?: ?code)?\s*[:=]\s*(-?\d{1,6})/gi;

export function deriveSymptoms({ error, platform }: Partial<Facts>): readonly Symptom[] | undefined {
  if (!error) return undefined;
  const message = (error.message ?? "").trim();
  const inText = [...message.matchAll(IN_TEXT)].map(([, number = ""]) => number);
  const codes = [error.code ?? "", ...inText].filter((code) => code !== "" && code !== "0");
  const lines: [string, Line][] = Object.entries(SYMPTOMS);
  const found = lines
    .filter(([, { web = [], native = [], says }]) => {
      const known = platform === "native" ? native : web;
      const named = native.filter((code) => /^[A-Z]/.test(code));
      return codes.some((code) => known.includes(code) || named.includes(code)) || says?.test(message);
    })
    .map(([name]) => name as Symptom);
  return found.length > 1 ? found.filter((name) => name !== "generic") : found;
}
