import { CannotError, UsageError } from "../failure.ts";
import type { Io } from "../io.ts";

export const ZOOM_API = "https://api.zoom.us";

export interface Clock {
  /** Seconds this machine is ahead of Zoom; below 0 it is behind. */
  readonly offset: number;
  /** The true offset is within this many seconds of it. */
  readonly uncertainty: number;
  /** Whose clock it was compared with. */
  readonly against: string;
}

const TRIES = 3;
const TIMEOUT_MS = 5000;

/**
 * Compares this machine's clock with the `Date` of Zoom's API. A `Date` has whole seconds and was written at some
 * moment between asking and answer, so each try gives a span; together they give a narrower one.
 */
export async function measureClock(api: string, io: Io): Promise<Clock> {
  const url = addressOf(api);
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES; tries++) {
    const asked = io.now();
    const date = await dateOf(url);
    const answered = io.now();
    least = Math.max(least, asked - (date + 1));
    most = Math.min(most, answered - date);
  }
  // A clock that was set while it was measured gives spans that do not meet.
  const uncertainty = Math.abs(most - least) / 2;
  return { offset: round((least + most) / 2), uncertainty: round(uncertainty), against: url.host };
}

async function dateOf(url: URL): Promise<number> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new CannotError(
      `${url.host} did not answer, so the clock was not measured`,
      "Check the network, or leave --live out and set the clock by NTP.",
    );
  }
  const seconds = Date.parse(response.headers.get("date") ?? "") / 1000;
  if (Number.isFinite(seconds)) return seconds;
  throw new CannotError(`${url.host} answered without a Date, so the clock was not measured`, "Try --api.");
}

function addressOf(api: string): URL {
  try {
    const url = new URL(api);
    if (/^https?:$/.test(url.protocol)) return url;
  } catch {
    // Told below, as any address that is none.
  }
  throw new UsageError("--api is not an address", `Give one such as ${ZOOM_API}.`);
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** What the measured offset does to a signature, in words. */
export function clockInWords({ offset, uncertainty, against }: Clock): string {
  const about = `compared with ${against}, to within ${uncertainty} s`;
  if (Math.abs(offset) <= Math.max(uncertainty, 1)) {
    return `This machine's clock is right, ${about}.`;
  }
  if (offset > 0) {
    return `This machine's clock is ${offset} s ahead of Zoom's, ${about}. An \`iat\` taken from it lies in Zoom's future unless it is put back by more than that. Set the clock by NTP.`;
  }
  return `This machine's clock is ${-offset} s behind Zoom's, ${about}. An \`exp\` taken from it comes that much too early. Set the clock by NTP.`;
}
