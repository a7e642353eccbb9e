import { joinCall, meetingNumberOf } from "./call.ts";
import { examine, isAboutTime, type Subject } from "./check.ts";
import { issue } from "./endpoint.ts";
import { JoinError } from "./error.ts";
import { endpointSilent, rejected } from "./failures.ts";
import type { OneJoin } from "./one-join.ts";
import { blockedByPolicy } from "./policy.ts";

/** A fresh signature and the rules' word on it; a second one where the first is out of time. */
export async function prepare(join: OneJoin, sdkVersion: string | undefined): Promise<Subject> {
  const subject = await ask(join, sdkVersion);
  const report = examine(subject);
  const helps = join.run.attempt === 1 && report.outcome === "rejected" && isAboutTime(report);
  if (!helps) return check(join, subject);
  await join.run.step("checked", async () => subject, { notes: "failed" });
  return again(join, sdkVersion);
}

/** The one more time. */
export async function again(join: OneJoin, sdkVersion: string | undefined): Promise<Subject> {
  join.run.attempt = 2;
  return check(join, await ask(join, sdkVersion));
}

/** The module has told its version: what depends on it is looked at once more. */
export function recheck(join: OneJoin, subject: Subject, sdkVersion: string | undefined): Promise<Subject> {
  const call = joinCall(subject.options, subject.issued, sdkVersion);
  return check(join, { ...subject, call, sdkVersion });
}

async function ask(join: OneJoin, sdkVersion: string | undefined): Promise<Subject> {
  const { options, run } = join;
  const { role = 0 } = options;
  const request = { meetingNumber: meetingNumberOf(options), role, attempt: run.attempt, sdkVersion };
  const issued = await run.step("signature", (signal) => issue(options, { ...request, signal }), {
    late: endpointSilent,
  });
  join.issued = issued;
  return { options, issued, call: joinCall(options, issued, sdkVersion), sdkVersion };
}

function check({ run }: OneJoin, subject: Subject): Promise<Subject> {
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
