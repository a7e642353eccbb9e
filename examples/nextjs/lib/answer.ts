const HEADERS = { "cache-control": "no-store" };

export function answer(body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { headers: { ...HEADERS, ...headers } });
}

/** A problem of RFC 9457: `joinMeeting` shows its `detail`. */
export function refusal(status: number, title: string, detail: string): Response {
  const headers = { ...HEADERS, "content-type": "application/problem+json" };
  return Response.json({ title, status, detail }, { status, headers });
}

/** The object that a request's JSON holds; an empty one where it holds none. */
export async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await request.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? { ...body } : {};
}
