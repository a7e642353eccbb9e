/** What the SDK gave instead of a join, in one shape: views and versions differ in theirs. */
export interface SdkRefusal {
  readonly code: string;
  readonly message: string;
}

export function refusalOf(error: unknown): SdkRefusal {
  if (error instanceof Error) return { code: error.name, message: error.message };
  if (typeof error !== "object" || error === null) return { code: "unknown", message: String(error) };
  const { errorCode, type, errorMessage, reason, result } = error as {
    [name: string]: unknown;
  };
  return {
    code: String(errorCode ?? type ?? "unknown"),
    message: [errorMessage, reason, result].find(isText) ?? "the SDK gave no message",
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
