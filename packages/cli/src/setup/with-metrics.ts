import { type App, type Served, type ServeOptions, serve } from "@countersign/server/run";

interface MetricsListener {
  readonly host: string;
  readonly port: number;
  readonly fetch: App;
}

/** A server, and beside it the listener for its metrics, where there is one. They end together. */
export async function serveWithMetrics(
  options: ServeOptions,
  listener: MetricsListener | undefined,
  say: (line: string) => void,
): Promise<Served> {
  const served = await serve(options);
  if (listener === undefined) return served;
  let measured: Served;
  try {
    measured = await serve(listener);
  } catch (error) {
    await served.close();
    throw error;
  }
  say(`metrics are at ${measured.url}/metrics`);
  return {
    ...served,
    // Later than the server: what it does to its end is still to be seen.
    async close(lingerMilliseconds) {
      await served.close(lingerMilliseconds);
      await measured.close();
    },
  };
}
