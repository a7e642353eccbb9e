import { CountersignError, LIMITS, type Role, type VideoWebRtcMode } from "@countersign/core";
import type { Arguments } from "../command.ts";
import { UsageError } from "../failure.ts";
import { parseDuration } from "../words/time.ts";
import { quoted } from "../words/visible.ts";

const ROLES: { readonly [word: string]: Role } = { 0: 0, 1: 1, participant: 0, host: 1 };

export function roleOf(text: string, flag = "--role"): Role {
  const role = Object.hasOwn(ROLES, text.toLowerCase()) ? ROLES[text.toLowerCase()] : undefined;
  if (role !== undefined) return role;
  throw new CountersignError({
    code: "role-invalid",
    field: flag,
    message: `${flag} is ${quoted(text)}; it is 0, 1, participant or host`,
    help: "Give 0 or participant to take part, 1 or host to host.",
  });
}

export function videoWebRtcModeOf(text: string | undefined): VideoWebRtcMode | undefined {
  if (text === undefined) return undefined;
  if (text === "0") return 0;
  if (text === "1") return 1;
  throw new CountersignError({
    code: "video-webrtc-mode-invalid",
    field: "--video-webrtc-mode",
    message: `--video-webrtc-mode is ${quoted(text)}; it is 0 or 1, or left out`,
    help: "Give 1 for video over WebRTC, 0 for not, or leave it out to let Zoom decide.",
  });
}

/** Seconds until the signature expires, of `--valid-for 2h` or `--expiration-seconds 7200`. */
export function expirationSecondsOf(args: Arguments): number | undefined {
  const validFor = args.text("valid-for");
  const seconds = args.text("expiration-seconds");
  if (validFor !== undefined && seconds !== undefined) {
    throw new UsageError("--valid-for and --expiration-seconds are both given", "Give one of them.");
  }
  if (validFor !== undefined) {
    const parsed = parseDuration(validFor);
    if (parsed !== undefined) return parsed;
    throw invalidExpiration("--valid-for", validFor, "a length of time such as 2h, 90m or 1h30m");
  }
  if (seconds === undefined || /^\d{1,9}$/.test(seconds))
    return seconds === undefined ? undefined : Number(seconds);
  const { expirationSecondsMin: min, expirationSecondsMax: max } = LIMITS;
  throw invalidExpiration("--expiration-seconds", seconds, `a whole number from ${min} to ${max}`);
}

function invalidExpiration(field: string, text: string, allowed: string): CountersignError {
  return new CountersignError({
    code: "expiration-seconds-invalid",
    field,
    message: `${field} is ${quoted(text)}; it is ${allowed}`,
    help: "Leave it out for two hours. Zoom takes nothing under half an hour or over 48 hours.",
  });
}
