import { expect, test } from "vitest";
import { all, name, named, outcome } from "./explain.ts";
import { HASHES, INPUTS, MACS, type Named, SECRETS } from "./signer.ts";

/** Of the lines that one pattern makes (an end added, a cut at a character), one or two stand for all in pairs. */
const LIKE_OTHERS =
  /^(?:carriage|space|tab|no-break|zero|escaped|semicolon|comma|leading|backticks|curly|angle|square|braces|cut-at-(?!dollar|hash)|blank:.)/;
const secrets = all("secret", SECRETS).filter(({ id }) => !LIKE_OTHERS.test(id));
/** The likely ones. With ALL_PAIRS set, every one is paired with every other, which takes minutes. */
const LIKELY =
  /^(?:newline|crlf-|byte|double-quotes|trimmed|name-|cut-at-dollar|base64-|hex-|lower|url-encoded|latin1|utf16le|swapped|other|key-then|blank:$)/;
const likely = process.env.ALL_PAIRS === undefined ? secrets.filter(({ id }) => LIKELY.test(id)) : secrets;

const inputs = all("input", INPUTS);
const hashes = all("hash", HASHES);
const macs = all("mac", MACS);

/** These take another text in the place of the secret, so they can only be the first of two; of a blank nothing follows. */
const INSTEAD = /^(?:swapped|other|key-|secret-)/;
const BLANK = /^blank:/;

const FAMILIES: readonly (readonly [name: string, first: readonly Named[], second: readonly Named[]])[] = [
  [
    "two of the secret",
    likely.filter(({ id }) => !BLANK.test(id)),
    likely.filter(({ id }) => !INSTEAD.test(id) && !BLANK.test(id)),
  ],
  ["secret and input", likely, inputs],
  ["secret and hash", likely, hashes],
  ["secret and MAC", secrets, macs],
  ["input and hash", inputs, hashes],
  ["input and MAC", inputs, macs],
  ["hash and MAC", hashes, macs],
  ["MAC and its end", [named("mac", "hex"), named("mac", "standard")], [named("mac", "cut")]],
];

/**
 * Two lists of names can mean one computation: base64 without padding where there is none to leave out, one
 * mistake undoing the other, one that makes no difference after the other. Then the list told has to be no
 * longer and to make the same MAC when the other signer follows it: no arithmetic could tell the two apart.
 */
test.each(FAMILIES)(
  "%s: every pair gets its names back, or names that make the same MAC",
  (_, firsts, seconds) => {
    const pairs = firsts.flatMap((first) =>
      seconds.map((second): readonly [Named, Named] => [first, second]),
    );
    let made = 0;
    let byName = 0;
    const wrong: unknown[] = [];
    for (const pair of pairs) {
      const got = outcome(pair);
      if (!got) continue;
      made++;
      const asked = [name(pair), name([...pair].reverse())];
      if (asked.includes(got.told)) byName++;
      if (!got.reproduced || got.steps > 2) wrong.push({ asked: asked[0], got });
    }
    expect(wrong).toEqual([]);
    expect(made).toBeGreaterThan(0.6 * pairs.length);
    expect(byName).toBeGreaterThan(0.7 * made);
  },
  600_000,
);
