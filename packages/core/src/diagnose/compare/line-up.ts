import type { JsonObject } from "../../token/compact.ts";
import { decodedOf } from "../decoded.ts";
import { readEvidence } from "../evidence.ts";
import { deriveFacts, type Facts } from "../facts.ts";
import { code } from "../words.ts";
import type { Difference } from "./comparison.ts";
import { judge } from "./judge.ts";

export interface Side {
  readonly facts: Partial<Facts>;
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** The same, cut so that it may be shown. */
  readonly shown: { readonly header: JsonObject; readonly payload: JsonObject };
}

/** One of the two, read; nothing where it has no header or no payload. */
export function sideOf(signature: unknown): Side | undefined {
  const facts = deriveFacts(readEvidence({ signature, now: 1 }));
  const { header, payload } = facts;
  if (!header || !payload) return undefined;
  const decoded = decodedOf(facts);
  return {
    facts,
    header,
    payload,
    shown: { header: decoded.header ?? {}, payload: decoded.payload ?? {} },
  };
}

/** Everything in which two signatures differ, each judged by itself. */
export function differencesOf(working: Side, failing: Side, joined: string | undefined): Difference[] {
  return [
    ...membersOf("header", working, failing, joined),
    ...membersOf("payload", working, failing, joined),
    ...writingOf("header", working, failing),
    ...writingOf("payload", working, failing),
    ...macOf(working, failing),
  ];
}

function membersOf(
  part: "header" | "payload",
  working: Side,
  failing: Side,
  joined: string | undefined,
): Difference[] {
  const [a, b] = [working[part], failing[part]];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names
    .filter((name) => JSON.stringify(own(a, name)) !== JSON.stringify(own(b, name)))
    .map((name) => {
      const at = `${part}.${name}`;
      const pair = { working: own(a, name), failing: own(b, name) };
      return {
        at,
        working: shownOf(working.shown[part], name, pair.working),
        failing: shownOf(failing.shown[part], name, pair.failing),
        ...judge(at, pair, { working: working.payload, failing: failing.payload, joined }),
      };
    });
}

/** Order and spaces: what differs in the text and not in what it says. */
function writingOf(part: "header" | "payload", working: Side, failing: Side): Difference[] {
  const [a, b] = [working[part], failing[part]];
  const texts = [working, failing].map((side) => side.facts.segments?.[part]);
  if (texts[0] === texts[1]) return [];
  const names = Object.keys(a).filter((name) => Object.hasOwn(b, name));
  const others = Object.keys(b).filter((name) => Object.hasOwn(a, name));
  if (names.join("\n") !== others.join("\n")) {
    return [
      {
        at: part,
        working: code(names.join(", ")),
        failing: code(others.join(", ")),
        matters: "none",
        why: "JSON has no order of members",
      },
    ];
  }
  if (JSON.stringify(a) !== JSON.stringify(b)) return [];
  const why = "spaces and escapes in JSON mean nothing; the MAC is taken over the text as it is";
  return [{ at: part, working: "written one way", failing: "written another way", matters: "none", why }];
}

function macOf(working: Side, failing: Side): Difference[] {
  if (working.facts.macText === failing.facts.macText) return [];
  const why = isSameInput(working, failing)
    ? "header and payload are the same, so the same secret gives the same MAC"
    : "it differs whenever anything else does; with the secret it can be checked";
  const matters = isSameInput(working, failing) ? "may" : "none";
  return [{ at: "mac", working: "not shown", failing: "not shown", matters, why }];
}

export function isSameInput(a: Side, b: Side): boolean {
  const [first, second] = [a.facts.segments, b.facts.segments];
  return first?.header === second?.header && first?.payload === second?.payload;
}

function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function shownOf(shown: JsonObject, name: string, raw: unknown): string {
  if (raw === undefined) return "missing";
  return code(Object.hasOwn(shown, name) ? JSON.stringify(shown[name]) : "…");
}
