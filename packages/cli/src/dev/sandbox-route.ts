import type { Sandbox } from "@countersign/sandbox";

/**
 * Where the page's service worker and WebSocket wrapper lead what the SDK asks of `*.sandbox.invalid`:
 * `/sandbox/HOST/PATH` on this origin. The name is reserved (RFC 2606), so such a request can reach nobody else.
 */
const ROUTE = /^\/sandbox\/((?:[a-z0-9-]+\.)*sandbox\.invalid)(\/.*)$/;

export interface SandboxTarget {
  readonly host: string;
  /** Path and query as the SDK asked for them. */
  readonly target: string;
}

export function sandboxTarget(pathAndQuery: string): SandboxTarget | undefined {
  const match = ROUTE.exec(pathAndQuery);
  return match?.[1] && match[2] ? { host: match[1], target: match[2] } : undefined;
}

export function toSandbox(
  sandbox: Sandbox,
  request: Request,
  { host, target }: SandboxTarget,
): Promise<Response> {
  const url = `https://${host}${target}`;
  const { method, headers, body } = request;
  return sandbox.fetch(
    body
      ? new Request(url, { method, headers, body, duplex: "half" })
      : new Request(url, { method, headers }),
    host,
  );
}
