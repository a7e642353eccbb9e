import { createSigner } from "@countersign/core";
import type { StepEvent } from "../src/index.ts";

export const KEY = "Ab3xK9_mQ2ySTUvWcD4eFg";
export const SECRET = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";
export const MEETING = "87270695528";

/** A signature made so many seconds ago. */
export function signature(ago = 0, meetingNumber: string = MEETING, role: 0 | 1 = 0): string {
  const now = (): number => Math.floor(Date.now() / 1000) - ago;
  return createSigner({ sdkKey: KEY, sdkSecret: SECRET, now }).sign({ meetingNumber, role }).signature;
}

type Answer = "joins" | "hangs" | { readonly [field: string]: unknown } | Error;

export interface Seen {
  readonly inits: { readonly [name: string]: unknown }[];
  readonly calls: { readonly [name: string]: unknown }[];
  left: number;
}

/** A stand-in for the component view's module: each `join` gets the next answer, the last one again and again. */
export function fakeComponent(...answers: readonly (Answer | Promise<Answer>)[]): {
  readonly module: object;
  readonly seen: Seen;
} {
  const seen: Seen = { inits: [], calls: [], left: 0 };
  const client = {
    init: async (options: { [name: string]: unknown }) => void seen.inits.push(options),
    join: async (call: { [name: string]: unknown }) => {
      seen.calls.push(call);
      const answer = await answers[Math.min(seen.calls.length, answers.length) - 1];
      if (answer === "hangs") return new Promise(() => {});
      if (answer !== "joins") throw answer;
      return "";
    },
    leaveMeeting: async () => {
      seen.left += 1;
    },
  };
  return { module: { default: { VERSION: "6.2.0", createClient: () => client } }, seen };
}

interface Calls {
  success(result?: unknown): void;
  error(error: unknown): void;
}

/** The same for the client view, which calls back. */
export function fakeClient(...answers: readonly Answer[]): { readonly module: object; readonly seen: Seen } {
  const seen: Seen = { inits: [], calls: [], left: 0 };
  const ZoomMtg = {
    setZoomJSLib() {},
    preLoadWasm() {},
    prepareWebSDK() {},
    init({ success, error: _, ...options }: Calls & { [name: string]: unknown }) {
      seen.inits.push(options);
      success();
    },
    join({ success, error, ...call }: Calls & { [name: string]: unknown }) {
      seen.calls.push(call);
      const answer = answers[Math.min(seen.calls.length, answers.length) - 1];
      if (answer === "joins") success();
      else if (answer !== "hangs") error(answer);
    },
    leaveMeeting({ success }: Calls) {
      seen.left += 1;
      success();
    },
  };
  return { module: { ZoomMtg }, seen };
}

/** An `onStep` that writes down `attempt step state`. */
export function stepList(): { readonly onStep: (event: StepEvent) => void; readonly list: string[] } {
  const list: string[] = [];
  return { onStep: ({ attempt, step, state }) => void list.push(`${attempt} ${step} ${state}`), list };
}
