import type { Deadlines, StepEvent } from "@countersign/join";

/** What a test asks the page to do, as JSON; `signature` is made into what JSON cannot say there. */
export interface Order {
  readonly view: "client" | "component";
  readonly version: string;
  readonly give:
    | { readonly endpoint: string }
    | { readonly joinEndpoint: string; readonly resource: string }
    | { readonly signature: string }
    | { readonly special: "undefined" | "null" | "object" | "promise" | "function" };
  /** Where the SDK's script files come from: the npm package's, served here, unless said otherwise. */
  readonly files?: "cdn" | "relative address" | "trailing slash" | "a module, not loaded";
  readonly meetingNumber?: string | number;
  readonly userName?: string;
  readonly passcode?: string;
  readonly role?: 0 | 1;
  readonly tk?: string;
  readonly zak?: string;
  readonly obfToken?: string;
  readonly webEndpoint?: string;
  readonly init?: { readonly [name: string]: unknown };
  readonly reactVersion?: string;
  readonly noRoot?: boolean;
  readonly withUndefined?: boolean;
  readonly abortAt?: StepEvent["step"];
  readonly deadlines?: Partial<Deadlines>;
  readonly leave?: boolean;
  /** A second `joinMeeting` for the same meeting: beside the first, or when that has ended. The second's end is told. */
  readonly again?: "beside" | "after";
}

/** What became of it. */
export interface Ended {
  /** `joined`, or the error's code. */
  readonly code: string;
  readonly cause?: string;
  readonly message?: string;
  readonly help?: string;
  readonly docs?: string;
  readonly rule?: string;
  readonly zoom?: { readonly code: string; readonly message: string };
  readonly sdkVersion?: string;
  readonly evidence?: {
    readonly console: string[];
    readonly requests: string[];
    readonly blocked: string[];
    readonly shown: string[];
  };
  readonly steps: readonly string[];
  readonly seconds: number;
  readonly unhandled: readonly string[];
  readonly consoleIsBack: boolean;
  /** How often the signing endpoint was asked. */
  readonly asked: number;
}
