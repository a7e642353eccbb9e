import { joinsByScriptRequest, type Report } from "@countersign/core/diagnose";
import { joinCall, meetingNumberOf } from "./call.ts";
import { examine, isAboutTime, type Subject } from "./check.ts";
import { cleaner } from "./clean.ts";
import { type Issued, issue } from "./endpoint.ts";
import { docsOf, JoinError, type JoinFailure } from "./error.ts";
import { refused, rejected, silent, waiting } from "./failures.ts";
import { checkOptions, type JoinOptions, type JoinView } from "./options.ts";
import { blockedByPolicy } from "./policy.ts";
import { Run } from "./run.ts";
import { zoomFailureOf } from "./sdk/failure.ts";
import { driverOf, loadModule } from "./sdk/index.ts";
import type { Driver } from "./sdk/types.ts";
import { versionOf } from "./sdk/version.ts";
import { knownLine } from "./shown.ts";
import { behindCode } from "./stopped.ts";
import { type Watch, watch } from "./watch.ts";

/** A join that succeeded. Both views report the same where the host still has to let the person in. */
export interface Joined {
  readonly view: JoinView;
  /** Where it could be told. */
  readonly sdkVersion: string | undefined;
  /** The SDK's own object: `ZoomMtg`, or the client of the component view. */
  readonly client: unknown;
  /** What the rules found in the signature and the call. */
  readonly report: Report;
  /** Warnings that the SDK wrote to the console while joining. */
  readonly warnings: readonly string[];
  /** Leaves the meeting and takes down what the view allows. */
  readonly leave: () => Promise<void>;
}

/**
 * Joins a meeting with Zoom's Meeting SDK for Web. Settles always: every step has a deadline.
 *
 * @throws TypeError where the options themselves are wrong.
 * @throws JoinError for everything else that is not a join.
 */
export async function joinMeeting(options: JoinOptions): Promise<Joined> {
  checkOptions(options);
  const run = new Run(options);
  let issued: Issued = { signature: undefined };
  const clean = cleaner(() => [
    issued.signature,
    options.passcode,
    options.zak,
    options.obfToken,
    options.tk,
  ]);
  const seen = watch(clean);
  try {
    return await steps(options, run, clean, seen, (fresh) => {
      issued = fresh;
    });
  } catch (error) {
    seen.stop();
    throw withEvidence(error, run, seen);
  } finally {
    seen.stop();
    if (inPage === run) inPage = undefined;
  }
}

/** The SDK has one meeting a page, and says nothing understandable where two joins meet in it. */
let inPage: Run | undefined;

function takePage(run: Run): void {
  if (inPage === undefined) {
    inPage = run;
    return;
  }
  throw new JoinError({
    code: "page-not-ready",
    cause: "page",
    message: "another join of this page has not ended yet, and the SDK can do one at a time",
    help: "Await the first `joinMeeting`, or abort it by its `signal`, before the next: a button can be disabled meanwhile.",
    docs: docsOf("page-not-ready"),
  });
}

async function steps(
  options: JoinOptions,
  run: Run,
  clean: (text: string) => string,
  seen: Watch,
  remember: (issued: Issued) => void,
): Promise<Joined> {
  await run.step("environment", async () => checkPage(options));
  let sdkVersion = versionOf(options);
  let subject = await prepare(options, run, sdkVersion, remember);

  takePage(run);
  const module = await run.step("sdk-loaded", (signal) => loadModule(options, signal), {
    late: (seconds) => silent("sdk-loaded", seconds, evidenceOf(run, seen), undefined),
    failed: (error) => notLoaded(zoomFailureOf(error, clean).message, seen),
  });
  sdkVersion = versionOf(options, module);
  if (sdkVersion !== subject.sdkVersion) subject = await recheck(subject, sdkVersion, run);
  const start = async (): Promise<Driver> => {
    const one = driverOf(module, options);
    await one.init();
    return one;
  };
  const driver = await run.step("init", start, {
    late: (seconds) =>
      silent("init", seconds, evidenceOf(run, seen), hung(subject, seconds, seen.seen().blocked)),
    failed: (error) => refusal(error, subject, clean, seen),
  });

  try {
    await send(driver, subject, run, clean, seen);
  } catch (error) {
    if (!JoinError.is(error) || !mayRefresh(error, options, run)) throw error;
    subject = await again(options, run, sdkVersion, remember);
    await send(driver, subject, run, clean, seen);
  }
  return {
    view: options.view,
    sdkVersion,
    client: driver.client,
    report: examine(subject),
    warnings: seen.seen().console,
    leave: () => driver.leave(),
  };
}

/** A fresh signature and the rules' word on it; a second one where the first is out of time. */
async function prepare(
  options: JoinOptions,
  run: Run,
  sdkVersion: string | undefined,
  remember: (issued: Issued) => void,
): Promise<Subject> {
  const subject = await ask(options, run, sdkVersion, remember);
  const report = examine(subject);
  const helps = run.attempt === 1 && report.outcome === "rejected" && isAboutTime(report);
  if (!helps) return check(subject, run);
  await run.step("checked", async () => subject, { notes: "failed" });
  return again(options, run, sdkVersion, remember);
}

async function again(
  options: JoinOptions,
  run: Run,
  sdkVersion: string | undefined,
  remember: (issued: Issued) => void,
): Promise<Subject> {
  run.attempt = 2;
  return check(await ask(options, run, sdkVersion, remember), run);
}

async function ask(
  options: JoinOptions,
  run: Run,
  sdkVersion: string | undefined,
  remember: (issued: Issued) => void,
): Promise<Subject> {
  const { role = 0 } = options;
  const request = { meetingNumber: meetingNumberOf(options), role, attempt: run.attempt };
  const issued = await run.step("signature", (signal) => issue(options, { ...request, signal }), {
    late: endpointSilent,
  });
  remember(issued);
  return { options, issued, call: joinCall(options, issued, sdkVersion), sdkVersion };
}

function check(subject: Subject, run: Run): Promise<Subject> {
  return run.step("checked", async () => {
    const report = examine(subject);
    // An unmeasured clock may itself be wrong; then Zoom, whose clock decides, is asked.
    const unsure = isAboutTime(report) && subject.issued.clockOffset === undefined;
    if (report.outcome === "rejected" && !unsure) throw new JoinError(rejected(report));
    if (subject.blocked !== undefined) return subject;
    const blocked = await blockedByPolicy(subject.options);
    const seen = { ...subject, blocked };
    const again = blocked.length > 0 ? examine(seen) : report;
    if (again.verdict?.rule === POLICY && again.outcome === "rejected") throw new JoinError(rejected(again));
    return seen;
  });
}

const POLICY = "content-security-policy";

/** The module has told its version: what depends on it is looked at once more. */
function recheck(subject: Subject, sdkVersion: string | undefined, run: Run): Promise<Subject> {
  const call = joinCall(subject.options, subject.issued, sdkVersion);
  return check({ ...subject, call, sdkVersion }, run);
}

async function send(
  driver: Driver,
  subject: Subject,
  run: Run,
  clean: (text: string) => string,
  seen: Watch,
): Promise<void> {
  let answer: Promise<void> | undefined;
  try {
    await run.step("join-sent", async () => {
      answer = driver.join(subject.call);
    });
    await run.step("joined", async () => answer, {
      late: (seconds) => {
        const evidence = evidenceOf(run, seen);
        const shown = knownLine(evidence.shown, (message) =>
          examine(subject, { hungSeconds: seconds, message }),
        );
        if (shown) return waiting(shown, seconds);
        return silent(
          "joined",
          seconds,
          evidence,
          hung(subject, seconds, evidence.blocked),
          byScript(subject),
        );
      },
      failed: (error) => refusal(error, subject, clean, seen),
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
function mayRefresh(error: JoinError, { view }: JoinOptions, run: Run): boolean {
  return view === "component" && run.attempt === 1 && error.zoom?.code === "3705";
}

/** Whether this SDK asks Zoom's first endpoint by a script; undefined where its version is not known. */
function byScript({ sdkVersion, options }: Subject): boolean | undefined {
  return sdkVersion === undefined ? undefined : joinsByScriptRequest(sdkVersion, `${options.view}-view`);
}

function hung(subject: Subject, hungSeconds: number, blocked: readonly string[]): Report {
  return examine({ ...subject, blocked }, { hungSeconds });
}

/** The browser tells of a request a little after it ended, and the SDK fails at once: which one it was is worth that. */
const TOLD_WITHIN = 50;

async function refusal(
  error: unknown,
  subject: Subject,
  clean: (text: string) => string,
  seen: Watch,
): Promise<JoinFailure> {
  await new Promise((resolve) => setTimeout(resolve, TOLD_WITHIN));
  const zoom = zoomFailureOf(error, clean);
  const asSeen = error instanceof Error ? `${zoom.code}: ${zoom.message}` : zoom.message;
  const code = /^-?\d+$/.test(zoom.code) ? { code: zoom.code } : {};
  const evidence = seen.seen();
  const report = examine({ ...subject, blocked: evidence.blocked }, { ...code, message: asSeen });
  return refused(zoom, subject.options.view, report, behindCode(zoom, evidence, byScript(subject)));
}

function checkPage({ view, root }: JoinOptions): void {
  const problem =
    view === "component" && !root
      ? "component view got no element to draw into (`root`)"
      : typeof Node !== "undefined" && root instanceof Node && !root.isConnected
        ? "the element for the component view (`root`) is not in the page"
        : undefined;
  if (problem === undefined) return;
  const help = "Pass an element that is in the page, when it is there: `root: document.getElementById(…)`.";
  throw new JoinError({
    code: "page-not-ready",
    cause: "page",
    message: problem,
    help,
    docs: docsOf("page-not-ready"),
  });
}

/** React's own parts that the SDK reaches into, and React 19 does not have. */
const REACT = /ReactCurrent(?:Owner|BatchConfig|Dispatcher)/;

function notLoaded(words: string, seen: Watch): JoinFailure {
  const [blocked] = seen.seen().blocked;
  return {
    code: "sdk-not-loaded",
    cause: "network",
    message: blocked
      ? `the SDK did not load: the content security policy blocked \`${blocked}\``
      : `the SDK did not load: ${words}`,
    help: REACT.test(words)
      ? "Bundle the SDK with the React it asks for, 18.2.0, or load its script build, which brings it along; give `reactVersion` to have that checked."
      : "See in the network panel that its files answer 200, and that the content security policy and blockers let them through. An `import` needs `@zoom/meetingsdk` to be installed.",
    docs: docsOf("sdk-not-loaded"),
  };
}

function endpointSilent(seconds: number): JoinFailure {
  return {
    code: "endpoint-silent",
    cause: "endpoint",
    message: `no signature came within ${seconds} s`,
    help: "Look at the signing endpoint: it was asked and has not answered. Nothing of Zoom's was asked yet.",
    docs: docsOf("endpoint-silent"),
  };
}

function evidenceOf(run: Run, seen: Watch): JoinError["evidence"] {
  return { steps: run.attempts, ...seen.seen() };
}

/** Every way out of a join leads through here, so that there is one kind of error. */
function withEvidence(error: unknown, run: Run, seen: Watch): unknown {
  if (!JoinError.is(error)) return error;
  const { code, cause, message, help, docs, report, zoom } = error;
  return new JoinError({ code, cause, message, help, docs, report, zoom, evidence: evidenceOf(run, seen) });
}
