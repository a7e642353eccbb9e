import { expect, test } from "vitest";
import { DistinctMeetings } from "../../src/access/distinct-meetings.ts";

const HOUR = 3600;
type Ask = readonly [at: number, subject: string, meeting: string, admitted: boolean];

test.each<[string, readonly Ask[]]>([
  [
    "so many and no more; those that were asked for stay",
    [
      [0, "alice", "1", true],
      [1, "alice", "2", true],
      [2, "alice", "3", false],
      [3, "alice", "1", true],
      [4, "alice", "2", true],
      [5, "alice", "3", false],
    ],
  ],
  [
    "the same one over and over is one",
    [
      [0, "alice", "1", true],
      [1, "alice", "1", true],
      [2, "alice", "1", true],
      [3, "alice", "2", true],
    ],
  ],
  [
    "each by itself",
    [
      [0, "alice", "1", true],
      [0, "alice", "2", true],
      [0, "bob", "3", true],
      [0, "alice", "3", false],
      [0, "bob", "1", true],
      [0, "bob", "2", false],
    ],
  ],
  [
    "an hour from the first one, and not from the last",
    [
      [100, "alice", "1", true],
      [100 + HOUR / 2, "alice", "2", true],
      [100 + HOUR - 0.001, "alice", "3", false],
      [100 + HOUR, "alice", "3", true],
      [100 + HOUR, "alice", "1", true],
      [100 + HOUR, "alice", "2", false],
      [100 + 2 * HOUR - 0.001, "alice", "2", false],
      [100 + 2 * HOUR, "alice", "2", true],
    ],
  ],
])("%s", (_, asks) => {
  let at = 0;
  const meetings = new DistinctMeetings(2, () => at);
  for (const [when, subject, meeting, admitted] of asks) {
    at = when;
    expect([when, subject, meeting, meetings.admits(subject, meeting)]).toEqual([
      when,
      subject,
      meeting,
      admitted,
    ]);
  }
});

test("of more people than are counted the one is forgotten who began longest ago", () => {
  let at = 0;
  const meetings = new DistinctMeetings(1, () => at);
  const admits = (one: number, meeting: string): boolean => meetings.admits(`p${one}`, meeting);
  admits(0, "1");
  at = 1;
  for (let one = 1; one < 50_000; one += 1) admits(one, "1");
  // An hour has gone by for the first of them and for nobody else.
  at = HOUR;
  expect(admits(0, "1")).toBe(true);
  expect([admits(0, "2"), admits(1, "2"), admits(2, "2")]).toEqual([false, false, false]);
  expect(admits(50_000, "1")).toBe(true);
  expect([admits(0, "2"), admits(2, "2"), admits(1, "2")]).toEqual([false, false, true]);
});
