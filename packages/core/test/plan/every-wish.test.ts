import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  JOIN_FACTS,
  type JoinItemName,
  type JoinPlan,
  type JoinTokens,
  type JoinWish,
  joinParameters,
  planJoin,
} from "../../src/plan/index.ts";
import { everyWish } from "./product.ts";

const PLANS: readonly JoinPlan[] = everyWish().map((wish) => planJoin(wish));
const NAMES: readonly JoinItemName[] = ["signature", "zak", "obfToken", "tk", "userEmail", "passcode"];

const cell = ({ wish }: JoinPlan): string => JSON.stringify(wish);
const needs = (plan: JoinPlan): string => NAMES.map((name) => `${name}=${plan.items[name].need}`).join(" ");

/** The plans for which a rule does not hold. */
function against(
  rule: (plan: JoinPlan) => boolean,
  which: (plan: JoinPlan) => boolean = () => true,
): string[] {
  const asked = PLANS.filter(which);
  expect(asked.length).toBeGreaterThan(0);
  return asked
    .filter((plan) => !rule(plan))
    .map((plan) => `${cell(plan)} ${plan.outcome} ${needs(plan)}`)
    .slice(0, 3);
}

const outside = ({ wish }: JoinPlan): boolean => wish.meetingOf !== "own-account" && wish.on >= "2026-03-02";
const used = (plan: JoinPlan, name: JoinItemName): boolean =>
  ["needed", "optional"].includes(plan.items[name].need);

test("there are as many wishes as values multiply to", () => {
  expect(PLANS.length).toBe(3 * 2 * 3 * 2 * 2 * 2 * 3 * 2 * (5 + 4 + 3));
  expect(new Set(PLANS.map(cell)).size).toBe(PLANS.length);
});

test.each<[string, (plan: JoinPlan) => boolean, ((plan: JoinPlan) => boolean)?]>([
  ["a signature is always needed", (plan) => plan.items.signature.need === "needed"],
  [
    "never are a ZAK and an OBF token needed together",
    ({ items }) => !(items.zak.need === "needed" && items.obfToken.need === "needed"),
  ],
  [
    "where one of them is needed, the other is refused or of no use",
    ({ items }) =>
      ["refused", "not-used"].includes(items.zak.need === "needed" ? items.obfToken.need : items.zak.need),
    ({ items }) => items.zak.need === "needed" || items.obfToken.need === "needed",
  ],
  [
    "with role 1 an OBF token is refused",
    ({ items }) => items.obfToken.need === "refused",
    ({ wish }) => wish.role === 1,
  ],
  [
    "a host of a meeting that is not the own account's needs a ZAK, or the join is not possible",
    (plan) => plan.items.zak.need === "needed" || plan.outcome !== "possible",
    ({ wish }) => wish.role === 1 && wish.meetingOf !== "own-account",
  ],
  [
    "a guest as host of another account's meeting is refused, whatever the day",
    ({ outcome, refusals }) =>
      outcome === "refused" && refusals.some(({ code }) => code === "host-needs-zak"),
    ({ wish }) => wish.role === 1 && wish.meetingOf === "other-account" && wish.participant === "guest",
  ],
  [
    "a guest as host elsewhere is never called possible",
    ({ outcome }) => outcome !== "possible",
    ({ wish }) => wish.role === 1 && wish.participant === "guest",
  ],
  [
    "a guest has no ZAK",
    ({ items }) => !["needed", "optional"].includes(items.zak.need),
    ({ wish }) => wish.participant === "guest",
  ],
  [
    "where sign-in is required, a ZAK is needed",
    ({ items }) => items.zak.need === "needed",
    ({ wish }) => wish.signInRequired && wish.participant !== "guest",
  ],
  [
    "where sign-in is required, a guest is refused",
    ({ refusals }) => refusals.some(({ code }) => code === "guest-cannot-sign-in"),
    ({ wish }) => wish.signInRequired && wish.participant === "guest",
  ],
  [
    "since the rule, a meeting of another account needs a ZAK or an OBF token, or is not possible",
    (plan) =>
      plan.items.zak.need === "needed" ||
      plan.items.obfToken.need === "needed" ||
      plan.outcome !== "possible",
    outside,
  ],
  [
    "before the rule, and in the own account, nobody of role 0 needs a user's token but for sign-in",
    ({ items }) => items.zak.need !== "needed" && items.obfToken.need !== "needed",
    (plan) => !outside(plan) && plan.wish.role === 0 && !plan.wish.signInRequired,
  ],
  [
    "the own account's meetings never use an OBF token",
    (plan) => !used(plan, "obfToken"),
    ({ wish }) => wish.meetingOf === "own-account",
  ],
  [
    "a person who is signed in never uses an OBF token",
    (plan) => !used(plan, "obfToken"),
    ({ wish }) => wish.participant === "signed-in",
  ],
  [
    "registration needs the registrant's token and address of whoever attends",
    ({ items }) => items.tk.need === "needed" && items.userEmail.need === "needed",
    ({ wish }) => wish.registration && wish.role === 0,
  ],
  [
    "without registration there is no registrant's token",
    ({ items }) => items.tk.need === "not-used",
    ({ wish }) => !wish.registration,
  ],
  [
    "a webinar needs an address",
    ({ items }) => items.userEmail.need === "needed",
    ({ wish }) => wish.kind === "webinar",
  ],
  [
    "starting a webinar on the web is not known to work",
    ({ outcome, unknowns }) => outcome !== "possible" && unknowns.some(({ id }) => id === "webinar-start"),
    ({ wish }) => wish.kind === "webinar" && wish.role === 1 && wish.platform === "web",
  ],
  [
    "the passcode is needed, not used or optional as it is set, none or unknown",
    ({ wish, items }) =>
      items.passcode.need === { set: "needed", none: "not-used", unknown: "optional" }[wish.passcode],
  ],
  [
    "a web SDK below 5.0.0 takes no OBF token",
    ({ refusals }) => refusals.some(({ code }) => code === "sdk-without-obf-token"),
    ({ wish, items }) =>
      items.obfToken.need === "needed" &&
      ["3.13.2", "4.1.0"].includes(wish.sdkVersion ?? "") &&
      wish.platform === "web",
  ],
  [
    "from 5.0.0 on the version refuses nothing",
    ({ refusals }) => refusals.every(({ field }) => field !== "sdkVersion"),
    ({ wish }) => wish.platform === "web" && ["5.0.0", "6.2.0"].includes(wish.sdkVersion ?? "5.0.0"),
  ],
  [
    "an unknown meeting needs what another account's needs",
    (plan) => needs(plan) === needs(planJoin({ ...wishOf(plan), meetingOf: "other-account" })),
    ({ wish }) => wish.meetingOf === "unknown",
  ],
  [
    "an unknown meeting says that whose it is decides",
    ({ unknowns }) => unknowns.some(({ id }) => id === "whose-meeting"),
    ({ wish }) => wish.meetingOf === "unknown",
  ],
  [
    "refused says why, unknown says what, possible has neither",
    ({ outcome, refusals, unknowns }) => {
      if (refusals.length > 0) return outcome === "refused";
      return outcome === (unknowns.some(({ decides }) => decides) ? "unknown" : "possible");
    },
  ],
  [
    "what is needed of Zoom's tokens says how it is got",
    ({ items }) =>
      [items.zak, items.obfToken, items.tk].every(({ need, get }) => need !== "needed" || get !== undefined),
  ],
  [
    "what is needed, refused or not known has a source",
    ({ items, refusals, unknowns, conditions }) =>
      Object.entries(items).every(
        ([name, { need, sources }]) =>
          name === "passcode" || !["needed", "refused"].includes(need) || sources.length > 0,
      ) && [...refusals, ...unknowns, ...conditions].every(({ sources }) => sources.length > 0),
  ],
  [
    "the parameters are those of what is used",
    (plan) =>
      NAMES.filter((name) => used(plan, name)).join() ===
      Object.keys(plan.parameters)
        .filter((name) => name !== "sdkKey")
        .join(),
  ],
  [
    "only the web up to 3.x wants sdkKey as a parameter",
    ({ wish, parameters }) =>
      "sdkKey" in parameters === (wish.platform === "web" && wish.sdkVersion === "3.13.2"),
  ],
])("%s", (_name, rule, which) => {
  expect(against(rule, which)).toEqual([]);
});

function wishOf({ wish }: JoinPlan): JoinWish {
  const { sdkVersion, ...rest } = wish;
  return { ...rest, ...(sdkVersion !== undefined && { sdkVersion }) };
}

const ALL: JoinTokens = {
  signature: "a.b.c",
  passcode: "314159",
  zak: "the-zak",
  obfToken: "the-obf-token",
  tk: "the-tk",
  userEmail: "ada@own.example",
  sdkKey: "the-key",
};

/** Of every token that could be had, those that the plan does not refuse, and of ZAK and OBF token one. */
function had({ items }: JoinPlan): JoinTokens {
  const { zak, obfToken, ...rest } = ALL;
  if (items.zak.need !== "refused" && items.obfToken.need !== "needed") return { ...rest, zak: zak ?? "" };
  return items.obfToken.need === "refused" ? rest : { ...rest, obfToken: obfToken ?? "" };
}

test("the parameters of every join on the web are what the plan says, in both views", () => {
  const plans = PLANS.filter(({ wish, outcome }) => wish.platform === "web" && outcome !== "refused");
  for (const plan of plans) {
    for (const [view, name] of [
      ["client", "passWord"],
      ["component", "password"],
    ] as const) {
      const given = had(plan);
      const expected = Object.fromEntries(
        Object.keys(plan.parameters)
          .filter((item) => item !== "passcode" && given[item as keyof JoinTokens] !== undefined)
          .map((item) => [item, given[item as keyof JoinTokens]]),
      );
      expect(joinParameters(plan, given, view), `${cell(plan)} ${view}`).toEqual({
        ...expected,
        [name]: plan.items.passcode.need === "not-used" ? "" : "314159",
      });
    }
  }
  expect(plans.length).toBeGreaterThan(1000);
});

test("the parameters of no join can be made without something needed, or with something refused", () => {
  const plans = PLANS.filter(({ wish, outcome }) => wish.platform === "web" && outcome !== "refused");
  for (const plan of plans) {
    for (const name of NAMES) {
      const { need } = plan.items[name];
      if (need === "needed") {
        const { [name]: _, ...without } = had(plan);
        expect(() => joinParameters(plan, without as JoinTokens, "client"), `${cell(plan)} ${name}`).toThrow(
          new TypeError(`the plan needs ${name}`),
        );
      }
      if (need === "refused") {
        const { zak: _zak, obfToken: _obf, ...rest } = had(plan);
        expect(() => joinParameters(plan, { ...rest, [name]: ALL[name] ?? "" }, "component")).toThrow(
          TypeError,
        );
      }
    }
  }
});

test("every fact is told by some plan", () => {
  const seen = new Set(
    PLANS.flatMap(({ items, refusals, unknowns, conditions }) =>
      [
        ...Object.values(items).flatMap((item) => [item, ...(item.get ? [item.get] : [])]),
        ...refusals,
        ...unknowns,
        ...conditions,
      ].flatMap(({ sources }) => sources),
    ),
  );
  const untold = Object.entries(JOIN_FACTS).filter(
    ([, { sources }]) => !sources.some((one) => seen.has(one)),
  );
  expect(untold.map(([id]) => id)).toEqual([]);
});

/** Everything that a cell decides, in one line. */
const LINES = join(import.meta.dirname, "every-wish.txt");

test("every cell is as committed; UPDATE=1 writes them again", () => {
  const ids = (list: readonly { readonly id?: string; readonly code?: string }[]): string =>
    list.map(({ id, code }) => id ?? code).join(",") || "-";
  const short = { needed: "N", optional: "o", "not-used": "-", refused: "X" } as const;
  // Versions and passcodes are held by the rules above; without them the table can be read.
  const told = PLANS.filter(({ wish }) => wish.sdkVersion === undefined && wish.passcode === "unknown");
  const lines = told.map((plan) => {
    const { wish } = plan;
    const asked = [
      wish.platform,
      wish.on < "2026-03-02" ? "before" : "since",
      wish.kind,
      wish.meetingOf,
      `role-${wish.role}`,
      wish.participant,
      wish.signInRequired ? "sign-in" : "open",
      wish.registration ? "registration" : "free",
    ].join(" ");
    const tokens = NAMES.map((name) => short[plan.items[name].need]).join("");
    return `${asked}: ${plan.outcome} ${tokens} ${ids(plan.refusals)} ${ids(plan.unknowns)}`;
  });
  const text = `${lines.sort().join("\n")}\n`;
  if (process.env.UPDATE === "1") writeFileSync(LINES, text);
  expect(readFileSync(LINES, "utf8")).toBe(text);
});
