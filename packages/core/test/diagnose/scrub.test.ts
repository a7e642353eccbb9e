import { expect, it } from "vitest";
import { diagnose } from "../../src/diagnose/diagnose.ts";
import type { Report } from "../../src/diagnose/report.ts";
import { scrub } from "../../src/diagnose/scrub.ts";

const CANARY = "kestrel-7731-quartz";

function careless(): Report {
  const at = "joinCall";
  const finding = {
    rule: "careless",
    cause: "join-call" as const,
    certainty: "likely" as const,
    at,
    message: `it is ${CANARY}`,
    help: `not ${CANARY}`,
    docs: "docs/rules/careless.md",
  };
  return { ...diagnose({}), findings: [finding], verdict: finding };
}

it.each([
  ["joinCall", "passWord"],
  ["joinCall", "password"],
  ["joinCall", "passcode"],
  ["joinCall", "zak"],
  ["joinCall", "userZAK"],
  ["joinCall", "obfToken"],
  ["joinCall", "onBehalfToken"],
  ["joinCall", "webinarToken"],
  ["joinCall", "app_privilege_token"],
  ["joinCall", "zoomAccessToken"],
  ["joinCall", "recordingToken"],
  ["joinCall", "tk"],
  ["meeting", "password"],
  ["meeting", "encrypted_password"],
  ["meeting", "h323_password"],
  ["meeting", "start_url"],
] as const)("a careless rule cannot show %s.%s", (fact, name) => {
  const report = scrub(careless(), { [fact]: { [name]: CANARY } });
  expect(JSON.stringify(report)).not.toContain(CANARY);
  expect(report.verdict?.message).toBe("it is …");
});

it("a name that is no secret stays readable", () => {
  const report = scrub(careless(), { joinCall: { userName: CANARY } });
  expect(report.verdict?.message).toBe(`it is ${CANARY}`);
});
