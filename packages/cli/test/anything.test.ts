import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "../src/words/nearest.ts";
import { duration, parseDuration } from "../src/words/time.ts";
import { CREDENTIALS, run } from "./world.ts";

const FLAGS = [
  "-m",
  "-r",
  "--role",
  "--json",
  "--native",
  "--valid-for",
  "--secret-file",
  "--token-only",
  "-h",
  "-",
];
const word = fc.oneof(
  fc.constantFrom(...FLAGS, "0", "1", "2h", "any", "create", "872 7069 5528", "__proto__", "--", "--=", "-="),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
);
/** Commands that end by themselves. */
const command = fc.oneof(
  fc.constantFrom("sign", "inspect", "verify", "doctor", "compare", "explain", "key", "help", "--version"),
  word,
);

// The time is for loading every command the first time it is called.
test("whatever is typed: an exit code, no stack trace, and nothing that acts on a terminal", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(command, fc.array(word, { maxLength: 6 }), fc.string(), async (name, rest, stdin) => {
      fc.pre(!["serve", "dev", "sandbox"].includes(name));
      const { exit, stdout, stderr } = await run([name, ...rest], { env: CREDENTIALS, stdin });
      expect([0, 1, 2, 3]).toContain(exit);
      expect(stderr).not.toMatch(/unforeseen|\n\s+at /);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      if (exit >= 2) expect(stderr).not.toBe("");
    }),
    { numRuns: 400 },
  );
});

test("a length of time is read as it was written", () => {
  const part = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
      expect(parseDuration(`${days}d${hours}h${minutes}m${seconds}s`)).toBe(
        days * 86_400 + hours * 3600 + minutes * 60 + seconds,
      );
    }),
  );
});

test.each(["", " ", "2", "h", "2 h", "2h3", "-2h", "1.5h", "2h1h", "1m1h", "2hours", "1e3s", "９h"])(
  "%j is no length of time",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test.each<[number, string]>([
  [0, "0 seconds"],
  [1, "1 second"],
  [59, "59 seconds"],
  [60, "1 minute"],
  [3600, "1 hour"],
  [3661, "1 hour 1 minute"],
  [3601, "1 hour"],
  [90_000, "1 day 1 hour"],
  [172_800, "2 days"],
])("%d seconds are %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
  expect(duration(-seconds)).toBe(words);
});

test("the nearest word: itself, one typing error away, none", () => {
  const words = ["role", "meeting-number", "valid-for"];
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.nat(), (chosen, at) => {
      const cut = at % chosen.length;
      expect(nearest(chosen, words)).toBe(chosen);
      expect(nearest(chosen.slice(0, cut) + chosen.slice(cut + 1), words)).toBe(chosen);
    }),
  );
  expect(nearest("xylophone", words)).toBeUndefined();
});
