import { type OAuthOutcome, OUTCOMES } from "./outcome.ts";

/** On every answer: nothing keeps it, nothing frames it, no address of it is told to whoever comes next. */
export const GUARDED: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** A page of our own words only. */
export function page(outcome: OAuthOutcome, retryAfter?: number): Response {
  const { status, title, text } = OUTCOMES[outcome];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      ...GUARDED,
      "Content-Type": "text/html; charset=utf-8",
      ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
    },
  });
}

export function redirect(to: URL): Response {
  return new Response(null, { status: 303, headers: { ...GUARDED, Location: to.href } });
}

/** Back to an address of the configuration; how it ended is the only thing added. */
export function redirectBack(returnTo: string, outcome: OAuthOutcome): Response {
  const url = new URL(returnTo);
  url.searchParams.set("zoom_oauth", outcome);
  return redirect(url);
}

/**
 * Whether a person's tab opens this. Frames, images and what a browser fetches ahead would use up a link or a state
 * that serves once. Browsers that do not say are believed (Fetch Metadata, W3C).
 */
export function isNavigation({ headers }: Request): boolean {
  const ahead = /prefetch|prerender|preview/i;
  return (
    (headers.get("sec-fetch-dest") ?? "document") === "document" &&
    !ahead.test(headers.get("sec-purpose") ?? "") &&
    !ahead.test(headers.get("purpose") ?? "")
  );
}
