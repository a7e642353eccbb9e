import type { SdkSource } from "./sdk/source.ts";
import type { Deadlines, StepEvent } from "./steps.ts";

export type JoinView = "client" | "component";

/** What `getSignature` is told. */
export interface SignatureRequest {
  readonly meetingNumber: string;
  readonly role: 0 | 1;
  readonly attempt: 1 | 2;
  readonly signal: AbortSignal;
}

export interface JoinOptions {
  /** Where a signature is issued: `POST` of `{ meetingNumber, role }`, answered by `{ signature, sdkKey }`. */
  readonly endpoint?: string | URL;
  /**
   * Instead of `endpoint`: Countersign's `POST /v1/join`, which answers with all that this join needs: signature,
   * passcode, and a ZAK or an OBF token where Zoom asks for one. What it answers wins over what is given here.
   */
  readonly joinEndpoint?: string | URL;
  /** More of the request to the endpoint: headers (an `authorization`), `credentials`. */
  readonly endpointRequest?: Pick<RequestInit, "headers" | "credentials" | "mode">;
  /** Instead of `endpoint`: gives the signature itself, or an object with `signature` and perhaps `sdkKey`. */
  readonly getSignature?: (request: SignatureRequest) => unknown;
  /** Digits, with or without spaces and dashes, or an invite link. Needed, but with `resource`. */
  readonly meetingNumber?: string | number | undefined;
  /** With `joinEndpoint`, instead of `meetingNumber`: your own name for the meeting. The server's policy knows its number. */
  readonly resource?: string | undefined;
  readonly userName: string;
  readonly passcode?: string | undefined;
  /** 0 participant (unless given), 1 host. */
  readonly role?: 0 | 1;
  readonly view: JoinView;
  /** Component view: the element to draw into, which has to be in the page. */
  readonly root?: HTMLElement | null | undefined;
  /** Client view: where it leads when the person leaves. This page without query and fragment unless given. */
  readonly leaveUrl?: string | undefined;
  readonly userEmail?: string | undefined;
  readonly customerKey?: string | undefined;
  /** Registrant token. */
  readonly tk?: string | undefined;
  /** Of the host. With `joinEndpoint` it comes from there. */
  readonly zak?: string | undefined;
  readonly obfToken?: string | undefined;
  readonly sdk: SdkSource;
  /** The SDK's version, where `sdk` is a module that does not tell it. */
  readonly sdkVersion?: string | undefined;
  /**
   * The React that the SDK is bundled with, as `version` of `react` says, where `sdk` is a module. The script builds
   * bring their own.
   */
  readonly reactVersion?: string | undefined;
  /** The host that is asked instead of `zoom.us`: another cloud of Zoom's, or a stand-in. */
  readonly webEndpoint?: string | undefined;
  /** More options for the SDK's `init`, by the SDK's own names. */
  readonly init?: { readonly [option: string]: unknown };
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (event: StepEvent) => void;
  readonly deadlines?: Partial<Deadlines>;
}

/** Says what no run time can make right. Values are left to the rules. */
export function checkOptions(options: JoinOptions): void {
  if (typeof options !== "object" || options === null) throw new TypeError("joinMeeting takes an object");
  const { endpoint, joinEndpoint, getSignature, view, sdk, deadlines = {} } = options;
  const sources = [endpoint, joinEndpoint, getSignature].filter((one) => one !== undefined);
  if (sources.length !== 1) throw new TypeError("give one of `endpoint`, `joinEndpoint` and `getSignature`");
  checkMeeting(options);
  if (getSignature !== undefined && typeof getSignature !== "function")
    throw new TypeError("`getSignature` is not a function");
  if (view !== "client" && view !== "component")
    throw new TypeError('`view` is not one of "client" and "component"');
  if ((typeof sdk !== "object" || sdk === null) && typeof sdk !== "function")
    throw new TypeError("`sdk` is neither a module, a function that loads one, nor { version, from }");
  for (const [name, value] of Object.entries(deadlines)) {
    if (typeof value !== "number" || !(value > 0))
      throw new TypeError(`deadlines.${name} is not a number of milliseconds`);
  }
}

/** A number that is none is left to the rules. */
function checkMeeting({ meetingNumber, resource, joinEndpoint, zak, obfToken }: JoinOptions): void {
  if (resource !== undefined) {
    if (joinEndpoint === undefined)
      throw new TypeError("`resource` is for `joinEndpoint`, whose server knows the meeting by it");
    if (meetingNumber !== undefined) throw new TypeError("give one of `meetingNumber` and `resource`");
    if (typeof resource !== "string" || resource === "") throw new TypeError("`resource` is not a text");
  }
  if (joinEndpoint !== undefined && (zak ?? obfToken) !== undefined)
    throw new TypeError("`zak` and `obfToken` come from `joinEndpoint`: leave them out");
}
