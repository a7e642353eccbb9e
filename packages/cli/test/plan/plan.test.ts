import { type JoinWish, planJoin, WISH_VALUES } from "@countersign/core/plan";
import { describe, expect, test } from "vitest";
import { QUESTIONS } from "../../src/plan/questions.ts";
import { run } from "../world.ts";

const lines = (...text: string[]) => text.map((line) => `${line}\n`).join("");
const USUAL: JoinWish = {
  meetingOf: "unknown",
  role: 0,
  participant: "guest",
  kind: "meeting",
  registration: false,
  signInRequired: false,
  passcode: "unknown",
  platform: "web",
};

describe("flags say the wish; the rest is taken as usual", () => {
  test.each<[string[], Partial<JoinWish>, 0 | 1 | 3]>([
    [[], {}, 0],
    [["--meeting-of", "own-account"], { meetingOf: "own-account" }, 0],
    [["--meeting-of", "Own-Account"], { meetingOf: "own-account" }, 0],
    [["--role", "host", "--participant", "signed-in"], { role: 1, participant: "signed-in" }, 0],
    [["-r", "1", "--participant", "app"], { role: 1, participant: "app" }, 0],
    [["--role", "1", "--meeting-of", "other-account"], { role: 1, meetingOf: "other-account" }, 1],
    [["--role", "1"], { role: 1 }, 3],
    [["--sign-in-required", "yes"], { signInRequired: true }, 1],
    [["--registration", "yes", "--kind", "webinar"], { registration: true, kind: "webinar" }, 0],
    [
      ["--kind", "webinar", "--role", "1", "--participant", "signed-in", "--meeting-of", "own-account"],
      { kind: "webinar", role: 1, participant: "signed-in", meetingOf: "own-account" },
      3,
    ],
    [["--passcode", "set"], { passcode: "set" }, 0],
    [["--passcode", "none", "--platform", "native"], { passcode: "none", platform: "native" }, 0],
    [["--platform", "react-native"], { platform: "react-native" }, 3],
    [["--sdk-version", "4.1.0"], { sdkVersion: "4.1.0" }, 1],
    [["--sdk-version", "4.1.0", "--on", "2026-03-01"], { sdkVersion: "4.1.0", on: "2026-03-01" }, 0],
  ])("%j", async (flags, wish, exit) => {
    const ran = await run(["plan", "--json", ...flags]);
    const plan = planJoin({ ...USUAL, ...wish });
    expect({ exit: ran.exit, plan: JSON.parse(ran.stdout) }).toEqual({
      exit,
      plan: JSON.parse(JSON.stringify(plan)),
    });
  });

  test("and what was taken is said", async () => {
    expect((await run(["plan"])).stderr).toBe(
      "not given, so taken: --meeting-of unknown, --role participant, --participant guest, --kind meeting, --registration no, --sign-in-required no, --passcode unknown, --platform web, a recent version of the SDK, the rules in force\n",
    );
    const all = QUESTIONS.flatMap(({ flag, usual }) => [`--${flag}`, usual]);
    expect((await run(["plan", ...all, "--sdk-version", "6.2.0", "--on", "2026-03-02"])).stderr).toBe("");
  });
});

test("every field of a wish, and every value of it, can be said", () => {
  const said = Object.fromEntries(
    QUESTIONS.map(({ field, answers }) => [field, new Set<unknown>(answers.map(({ value }) => value))]),
  );
  expect(said).toEqual(
    Object.fromEntries(
      Object.entries(WISH_VALUES).map(([field, values]) => [field, new Set<unknown>(values)]),
    ),
  );
});

describe("used wrongly", () => {
  test.each<[string, string[], string]>([
    [
      "an unknown flag",
      ["--meeting-off", "own-account"],
      lines(
        'countersign: "--meeting-off" is not a flag of this command',
        "  Did you mean --meeting-of? countersign plan --help",
      ),
    ],
    [
      "a value that is nearly one",
      ["--meeting-of", "own-acount"],
      lines(
        'countersign: --meeting-of is "own-acount"; it is unknown, own-account or other-account',
        "  Did you mean --meeting-of own-account?",
      ),
    ],
    [
      "a value like no other",
      ["--participant", "xylophone"],
      lines(
        'countersign: --participant is "xylophone"; it is guest, signed-in or app',
        "  Give one of them.",
      ),
    ],
    [
      "a yes that is none",
      ["--registration", "true"],
      lines('countersign: --registration is "true"; it is no or yes', "  Give one of them."),
    ],
    [
      "a role that is none",
      ["--role", "2"],
      lines(
        'countersign: --role is "2"; it is 0, 1, participant or host',
        "  Give 0 or participant to take part, 1 or host to host.",
        "  countersign explain role-invalid",
      ),
    ],
    [
      "a view that is nearly one",
      ["--view", "componet"],
      lines(
        'countersign: --view is "componet"; it is client or component',
        "  Did you mean --view component?",
      ),
    ],
    [
      "a view where there are none",
      ["--platform", "native", "--view", "client"],
      lines("countersign: --view is given, and only the web SDK has views", "  Leave it out, or --platform."),
    ],
    [
      "a version that is none",
      ["--sdk-version", "latest"],
      lines(
        'countersign: --sdk-version is "latest"; it is a version, as 6.2.0',
        "  Leave it out for a recent one.",
      ),
    ],
    [
      "a day that is none",
      ["--on", "2026-02-30"],
      lines(
        'countersign: --on is "2026-02-30"; it is a day, as 2026-03-02',
        "  Leave it out for the rules in force.",
      ),
    ],
    [
      "two ways of printing",
      ["--yes", "--json", "--markdown"],
      lines(
        "not given, so taken: --meeting-of unknown, --role participant, --participant guest, --kind meeting, --registration no, --sign-in-required no, --passcode unknown, --platform web, a recent version of the SDK, the rules in force",
        "countersign: --json and --markdown are both given",
        "  Give one of them.",
      ),
    ],
  ])("%s", async (_name, flags, stderr) => {
    const { exit, stderr: said } = await run(["plan", ...flags]);
    expect({ exit, stderr: said }).toEqual({ exit: 2, stderr });
  });
});
