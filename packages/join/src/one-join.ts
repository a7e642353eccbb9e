import type { Issued } from "./endpoint.ts";
import { JoinError } from "./error.ts";
import type { JoinOptions } from "./options.ts";
import type { Run } from "./run.ts";
import type { Watch } from "./watch.ts";

/** One call of `joinMeeting`, and what each of its steps needs. */
export interface OneJoin {
  readonly options: JoinOptions;
  readonly run: Run;
  /** Takes this join's credentials out of a text. */
  readonly clean: (text: string) => string;
  readonly seen: Watch;
  /** What came from the endpoint last. */
  issued: Issued;
}

export function evidenceOf({ run, seen }: Pick<OneJoin, "run" | "seen">): JoinError["evidence"] {
  return { steps: run.attempts, ...seen.seen() };
}

/** Every way out of a join leads through here, so that there is one kind of error. */
export function withEvidence(error: unknown, join: Pick<OneJoin, "run" | "seen">): unknown {
  if (!JoinError.is(error)) return error;
  const { code, cause, message, help, docs, report, zoom } = error;
  return new JoinError({ code, cause, message, help, docs, report, zoom, evidence: evidenceOf(join) });
}
