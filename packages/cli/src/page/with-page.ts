import type { App, Log } from "@countersign/server/run";
import { answerTools, TOOLS_PATH } from "./tools-page.ts";

interface Beside {
  readonly html: string;
  readonly log: Log;
  /** The time in seconds since 1970. */
  readonly now: () => number;
}

/** The signature server with the page of tools beside it. Every other path is the server's, as before. */
export function withPage(app: App, { html, log, now }: Beside): App {
  return async (request, info) => {
    if (new URL(request.url).pathname !== TOOLS_PATH) return app(request, info);
    const began = performance.now();
    const { method } = request;
    const response = answerTools(html, method);
    const { status } = response;
    log({
      time: new Date(now() * 1000).toISOString(),
      method: /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/.test(method) ? method : "OTHER",
      route: TOOLS_PATH,
      status,
      ms: Math.round((performance.now() - began) * 100) / 100,
      requestId: crypto.randomUUID(),
      outcome: status === 200 ? "ok" : "method-not-allowed",
    });
    return response;
  };
}
