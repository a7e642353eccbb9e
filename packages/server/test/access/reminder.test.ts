import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { remindOfDevelopment } from "../../src/access/reminder.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MODE =
  "warning: development mode: whoever can reach this machine's loopback gets a signature, without saying who they are";
const HOSTS =
  "warning: development mode: whoever can reach this machine's loopback gets a signature, and can host with it, without saying who they are";

test("each minute, as things are then, until it is ended", () => {
  const told: string[] = [];
  let access: { readonly maxRole?: 0 | 1 } | undefined = {};
  const end = remindOfDevelopment(
    (line) => void told.push(line),
    () => access,
  );
  vi.advanceTimersByTime(59_999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([MODE]);
  access = { maxRole: 1 };
  vi.advanceTimersByTime(60_000);
  access = undefined;
  vi.advanceTimersByTime(60_000);
  access = { maxRole: 0 };
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([MODE, HOSTS, MODE]);
  end();
  vi.advanceTimersByTime(600_000);
  expect([told.length, vi.getTimerCount()]).toEqual([3, 0]);
});
