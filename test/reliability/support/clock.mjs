// Loaded before a server: the time of day is what a file says, and the clock that only goes forward is as it was.
// The file holds `offset SECONDS`, or `at SECONDS` for a clock that stands still.
import { readFileSync } from "node:fs";

const real = Date.now.bind(Date);
const file = process.env.CLOCK_FILE ?? "";
const RealDate = Date;

function now() {
  const [kind, seconds] = readFileSync(file, "utf8").split(" ");
  return kind === "at" ? Number(seconds) * 1000 : real() + Number(seconds) * 1000;
}

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now());
    else super(...args);
  }
  static now() {
    return now();
  }
};
