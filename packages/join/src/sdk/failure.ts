import type { ZoomFailure } from "../error.ts";

/** What the SDK gave instead of a join, in one shape: views and versions differ in theirs. */
export function zoomFailureOf(error: unknown, clean: (text: string) => string): ZoomFailure {
  if (error instanceof Error) return { code: error.name, message: clean(error.message) };
  if (typeof error !== "object" || error === null) return { code: "unknown", message: clean(String(error)) };
  const { errorCode, type, errorMessage, reason, result } = error as { [name: string]: unknown };
  const message = [reason, errorMessage, result].find(isText) ?? "the SDK gave no message";
  return { code: clean(String(errorCode ?? type ?? "unknown")), message: clean(message) };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
