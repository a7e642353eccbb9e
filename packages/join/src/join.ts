import type { Report } from "@countersign/core/diagnose";
import { examine } from "./check.ts";
import { cleaner } from "./clean.ts";
import { JoinError } from "./error.ts";
import { notLoaded, silent } from "./failures.ts";
import { evidenceOf, type OneJoin, withEvidence } from "./one-join.ts";
import { checkOptions, type JoinOptions, type JoinView } from "./options.ts";
import { checkPage, freePage, takePage } from "./page.ts";
import { Run } from "./run.ts";
import { zoomFailureOf } from "./sdk/failure.ts";
import { driverOf, loadModule } from "./sdk/index.ts";
import { versionOf } from "./sdk/version.ts";
import { init, mayRefresh, send } from "./send.ts";
import { again, prepare, recheck } from "./signature.ts";
import { watch } from "./watch.ts";

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
  const clean = cleaner(() => {
    const { signature, given } = join.issued;
    return [
      signature,
      ...[options, given].flatMap((one) => [one?.passcode, one?.zak, one?.obfToken, one?.tk]),
    ];
  });
  const join: OneJoin = {
    options,
    run: new Run(options),
    clean,
    seen: watch(clean),
    issued: { signature: undefined },
  };
  try {
    return await steps(join);
  } catch (error) {
    join.seen.stop();
    throw withEvidence(error, join);
  } finally {
    join.seen.stop();
    freePage(join);
  }
}

async function steps(join: OneJoin): Promise<Joined> {
  const { options, run, seen, clean } = join;
  await run.step("environment", async () => checkPage(options));
  let sdkVersion = versionOf(options);
  let subject = await prepare(join, sdkVersion);

  takePage(join);
  const module = await run.step("sdk-loaded", (signal) => loadModule(options, signal), {
    late: (seconds) => silent("sdk-loaded", seconds, evidenceOf(join), undefined),
    failed: (error) => notLoaded(zoomFailureOf(error, clean).message, seen.seen().blocked),
  });
  sdkVersion = versionOf(options, module);
  if (sdkVersion !== subject.sdkVersion) subject = await recheck(join, subject, sdkVersion);
  const driver = await init(join, subject, () => driverOf(module, options));
  try {
    await send(join, subject, driver);
  } catch (error) {
    if (!JoinError.is(error) || !mayRefresh(error, options, run)) throw error;
    subject = await again(join, sdkVersion);
    await send(join, subject, driver);
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
