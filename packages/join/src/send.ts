import { joinsByScriptRequest, type Report } from "@countersign/core/diagnose";
import { examine, type Subject } from "./check.ts";
import type { JoinError, JoinFailure } from "./error.ts";
import { refused, silent, waiting } from "./failures.ts";
import { evidenceOf, type OneJoin } from "./one-join.ts";
import type { JoinOptions } from "./options.ts";
import type { Run } from "./run.ts";
import { zoomFailureOf } from "./sdk/failure.ts";
import type { Driver } from "./sdk/types.ts";
import { knownLine } from "./shown.ts";
import { behindCode } from "./stopped.ts";

/** Starts the SDK. `make` loads nothing any more. */
export function init(join: OneJoin, subject: Subject, make: () => Driver): Promise<Driver> {
  const start = async (): Promise<Driver> => {
    const driver = make();
    await driver.init();
    return driver;
  };
  return join.run.step("init", start, {
    late: (seconds) => {
      const evidence = evidenceOf(join);
      return silent("init", seconds, evidence, hung(subject, seconds, evidence.blocked));
    },
    failed: (error) => refusal(join, subject, error),
  });
}

/** Asks to be let in, and waits for the answer. */
export async function send(join: OneJoin, subject: Subject, driver: Driver): Promise<void> {
  let answer: Promise<void> | undefined;
  try {
    await join.run.step("join-sent", async () => {
      answer = driver.join(subject.call);
    });
    await join.run.step("joined", async () => answer, {
      late: (seconds) => unanswered(join, subject, seconds),
      failed: (error) => refusal(join, subject, error),
    });
  } catch (error) {
    // A join that comes all the same, when nobody waits for it any more: the person must not be in it.
    answer?.then(() => driver.leave()).catch(() => {});
    throw error;
  }
}

/**
 * Zoom says expired, and a fresh one may not be: that alone is worth a second try, once. Not in client view, which
 * after a refusal answers neither a second `join` nor a second `init` (run with 6.2.0 and 3.13.1).
 */
export function mayRefresh(error: JoinError, { view }: JoinOptions, run: Run): boolean {
  return view === "component" && run.attempt === 1 && error.zoom?.code === "3705";
}

function unanswered(join: OneJoin, subject: Subject, seconds: number): JoinFailure {
  const evidence = evidenceOf(join);
  const shown = knownLine(evidence, (message) => examine(subject, { hungSeconds: seconds, message }));
  if (shown) return waiting(shown, seconds);
  const report = hung(subject, seconds, evidence.blocked);
  return silent("joined", seconds, evidence, report, byScript(subject));
}

/** The browser tells of a request a little after it ended, and the SDK fails at once: which one it was is worth that. */
const TOLD_WITHIN = 50;

async function refusal({ clean, seen }: OneJoin, subject: Subject, error: unknown): Promise<JoinFailure> {
  await new Promise((resolve) => setTimeout(resolve, TOLD_WITHIN));
  const zoom = zoomFailureOf(error, clean);
  const asSeen = error instanceof Error ? `${zoom.code}: ${zoom.message}` : zoom.message;
  const code = /^-?\d+$/.test(zoom.code) ? { code: zoom.code } : {};
  const evidence = seen.seen();
  const report = examine({ ...subject, blocked: evidence.blocked }, { ...code, message: asSeen });
  return refused(zoom, subject.options.view, report, behindCode(zoom, evidence, byScript(subject)));
}

/** Whether this SDK asks Zoom's first endpoint by a script; undefined where its version is not known. */
function byScript({ sdkVersion, options }: Subject): boolean | undefined {
  return sdkVersion === undefined ? undefined : joinsByScriptRequest(sdkVersion, `${options.view}-view`);
}

function hung(subject: Subject, hungSeconds: number, blocked: readonly string[]): Report {
  return examine({ ...subject, blocked }, { hungSeconds });
}
