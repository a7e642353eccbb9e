/** What the signature server answers. */
export interface Issued {
  readonly signature: string;
  readonly sdkKey: string;
  readonly meetingNumber: string;
  readonly role: 0 | 1;
  readonly expiresIn: number;
}

/** A "no" of the signature server, in its words. */
export class NotIssued extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function askForSignature(meetingNumber: string, role: 0 | 1): Promise<Issued> {
  const response = await fetch("/v1/signature", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ meetingNumber, role }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Issued;
  throw new NotIssued(response.status, wordsOf(answer) ?? `the server answered ${response.status}`);
}

/** RFC 9457, and for each thing that is wrong the way out. */
function wordsOf(problem: unknown): string | undefined {
  if (typeof problem !== "object" || problem === null || !("errors" in problem)) return undefined;
  if (!Array.isArray(problem.errors)) return undefined;
  const words = problem.errors.map(
    (entry: { reason?: unknown; help?: unknown }) => `${entry.reason ?? ""}. ${entry.help ?? ""}`,
  );
  return words.length > 0 ? words.join(" ") : undefined;
}
