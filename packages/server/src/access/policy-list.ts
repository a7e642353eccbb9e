import { CountersignError, parseMeetingNumber, type Role } from "@countersign/core";
import * as z from "zod/mini";
import { refuseToStart } from "../errors.ts";
import { type Caller, DEFAULT_TENANT } from "./caller.ts";
import type { Permission, Policy, PolicyAnswer } from "./policy.ts";

interface RuleOfAny {
  /** The ids of callers, or "any" for everybody whom the server knows. */
  readonly callers: "any" | readonly string[];
  /** Whose callers, where the server has several Zoom apps. */
  readonly tenant?: string | undefined;
  /** Seconds a signature lives at most. */
  readonly maxLifetime?: number | undefined;
}

export interface MeetingRule extends RuleOfAny {
  /** Meeting numbers, as digits or with spaces; or "any". */
  readonly meetings: "any" | readonly string[];
  /** The caller's own name for the meeting, which is the only one of the rule then. */
  readonly resource?: string | undefined;
  readonly maxRole: Role;
  readonly zoomUser?: string | undefined;
  readonly userName?: string | undefined;
  readonly passcode?: string | undefined;
  readonly account?: Permission["account"];
  readonly participant?: Permission["participant"];
}

export interface NativeRule extends RuleOfAny {
  readonly native: true;
}

export type PolicyRule = MeetingRule | NativeRule;

const Text = z.string().check(z.minLength(1), z.maxLength(255));
const Texts = z.array(Text).check(z.minLength(1));
const OfAny = {
  callers: z.union([z.literal("any"), Texts]),
  tenant: z.optional(Text),
  maxLifetime: z.optional(z.int().check(z.gte(1800), z.lte(172_800))),
};
const Meetings = z.union([z.literal("any"), Texts]) as z.ZodMiniType<MeetingRule["meetings"]>;
const Rules = z
  .array(
    z.union([
      z.strictObject({ ...OfAny, native: z.literal(true) }),
      z.strictObject({
        ...OfAny,
        meetings: Meetings,
        resource: z.optional(Text),
        maxRole: z.literal([0, 1]),
        zoomUser: z.optional(Text),
        userName: z.optional(Text),
        passcode: z.optional(Text),
        account: z.optional(z.literal(["other", "own"])),
        participant: z.optional(z.literal(["app", "guest", "signed-in"])),
      }),
    ]),
  )
  .check(z.minLength(1));

/** A rule with its numbers cleaned and its callers ready to be looked up. */
type Ready<Rule extends PolicyRule> = Omit<Rule, "callers"> & {
  readonly callers: "any" | ReadonlySet<string>;
  /** Its place in the list: of two that say the same the first counts. */
  readonly place: number;
};

/** Rules among which those of one caller are found, however many there are: most of many name one caller each. */
class Group<Rule extends PolicyRule> {
  readonly #ofSeveral: Ready<Rule>[] = [];
  readonly #ofOne = new Map<string, Ready<Rule>[]>();

  add(rule: Ready<Rule>): void {
    const [id, ...more] = rule.callers === "any" ? [] : rule.callers;
    if (id === undefined || more.length > 0) {
      this.#ofSeveral.push(rule);
      return;
    }
    const rules = this.#ofOne.get(id);
    if (rules) rules.push(rule);
    else this.#ofOne.set(id, [rule]);
  }

  /** The best of those that fit. */
  best(caller: Caller, isBetter: (one: Ready<Rule>, other: Ready<Rule>) => boolean): Ready<Rule> | undefined {
    let best: Ready<Rule> | undefined;
    for (const rules of [this.#ofSeveral, this.#ofOne.get(caller.id) ?? []]) {
      for (const rule of rules) {
        if (fits(rule, caller) && (best === undefined || isBetter(rule, best))) best = rule;
      }
    }
    return best;
  }
}

/**
 * A few meetings that do not change. Of the rules that fit, the one with the highest role counts; where none fits,
 * the answer is no.
 *
 * @param rules As they stand in a file, too: everything about them is checked here.
 * @throws StartUpError `policy-invalid`
 */
export function policyFromList(rules: readonly PolicyRule[]): Policy {
  const read = Rules.safeParse(rules);
  if (!read.success) {
    const place = read.error.issues[0]?.path.map(String).join(".") || "the whole";
    return bad(`the policy is no list of rules (at ${place})`);
  }
  const native = new Group<NativeRule>();
  const byName = new Map<string, Group<MeetingRule>>();
  const ofAny = new Group<MeetingRule>();
  for (const [place, rule] of read.data.entries()) {
    const callers = rule.callers === "any" ? "any" : new Set(rule.callers);
    if ("native" in rule) {
      native.add({ ...rule, callers, place });
      continue;
    }
    const meetings: MeetingRule["meetings"] = rule.meetings === "any" ? "any" : rule.meetings.map(digits);
    const ready: Ready<MeetingRule> = { ...rule, callers, meetings, place };
    if (rule.resource !== undefined) {
      if (ready.meetings === "any" || ready.meetings.length !== 1) {
        return bad("a rule with a resource names other than one meeting");
      }
      add(byName, `resource ${rule.resource}`, ready);
    }
    if (ready.meetings === "any") ofAny.add(ready);
    else for (const number of ready.meetings) add(byName, number, ready);
  }

  return (caller, wish): PolicyAnswer => {
    if (wish.kind === "native") {
      const rule = native.best(caller, (one, other) => one.place < other.place);
      return rule ? { kind: "native", maxLifetime: rule.maxLifetime } : "no";
    }
    const { meetingNumber, resource } = wish;
    const named = byName.get(meetingNumber ?? `resource ${resource}`)?.best(caller, allowsMore);
    const any = meetingNumber === undefined ? undefined : ofAny.best(caller, allowsMore);
    // A rule that names the meeting counts before one of any.
    const best = named && any ? (any.maxRole > named.maxRole ? any : named) : (named ?? any);
    const number = meetingNumber ?? best?.meetings[0];
    if (best === undefined || number === undefined) return "no";
    const { maxRole, maxLifetime, zoomUser, userName, passcode, account, participant } = best;
    return {
      kind: "web",
      meetingNumber: number,
      maxRole,
      maxLifetime,
      zoomUser,
      userName,
      passcode,
      account,
      participant,
    };
  };
}

function fits({ callers, tenant = DEFAULT_TENANT }: Ready<PolicyRule>, caller: Caller): boolean {
  return caller.tenant === tenant && (callers === "any" || callers.has(caller.id));
}

function allowsMore(one: Ready<MeetingRule>, other: Ready<MeetingRule>): boolean {
  return one.maxRole > other.maxRole || (one.maxRole === other.maxRole && one.place < other.place);
}

function add(map: Map<string, Group<MeetingRule>>, name: string, rule: Ready<MeetingRule>): void {
  const group = map.get(name) ?? new Group<MeetingRule>();
  group.add(rule);
  map.set(name, group);
}

function digits(number: string): string {
  try {
    return parseMeetingNumber(number).meetingNumber;
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return bad(`a rule of the policy: ${error.message}`);
  }
}

function bad(message: string): never {
  return refuseToStart(
    "policy-invalid",
    "policy",
    message,
    'A rule is { "callers", "meetings", "maxRole" } or { "callers", "native": true }; docs/access.md has all of it.',
  );
}
