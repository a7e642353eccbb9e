import { CountersignError } from "../src/index.ts";

export interface Seen {
  readonly code: string;
  readonly field: string;
  readonly message: string;
  readonly help: string;
}

/** What `action` was refused with. Anything else it throws, or that it does not throw, fails the test. */
export function refusalOf(action: () => unknown): Seen {
  try {
    action();
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return { code: error.code, field: error.field, message: error.message, help: error.help };
  }
  throw new Error("nothing was refused");
}
