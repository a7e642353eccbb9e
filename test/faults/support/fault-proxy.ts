// A TCP proxy on loopback that does to a connection what networks do. Faults hold for new and for open connections.
import { createServer, connect as dial, type Socket } from "node:net";

export type Fault =
  | { readonly kind: "none" }
  /** What the server says comes so much later. */
  | { readonly kind: "latency"; readonly milliseconds: number }
  /** Takes connections and bytes, and gives nothing back: the server is there, its answers are not. */
  | { readonly kind: "black-hole" }
  /** Ends each connection with a reset. */
  | { readonly kind: "reset" }
  /** Ends the connection after so many bytes of the server. */
  | { readonly kind: "cut"; readonly bytes: number }
  /** Says that nothing more comes, and goes on reading. */
  | { readonly kind: "half-close" };

export interface FaultProxy {
  readonly port: number;
  /** Resets what is open where the fault says so. */
  readonly set: (fault: Fault) => void;
  /** Connections taken so far. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  given: number;
}

/** @param port Of the server behind it, on 127.0.0.1. */
export async function startFaultProxy(port: number): Promise<FaultProxy> {
  let fault: Fault = { kind: "none" };
  let taken = 0;
  const pairs = new Set<Pair>();

  const listener = createServer((client) => {
    taken += 1;
    const server = dial(port, "127.0.0.1");
    const pair: Pair = { client, server, given: 0 };
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", end);
    }
    client.on("data", (bytes) => {
      if (fault.kind !== "black-hole") server.write(bytes);
    });
    server.on("data", (bytes: Buffer) => give(pair, bytes));
    strike(pair);
  });

  function give(pair: Pair, bytes: Buffer): void {
    const { client } = pair;
    switch (fault.kind) {
      case "none":
        client.write(bytes);
        return;
      case "latency": {
        const later = setTimeout(() => client.writable && client.write(bytes), fault.milliseconds);
        later.unref();
        return;
      }
      case "cut": {
        const left = Math.max(0, fault.bytes - pair.given);
        pair.given += bytes.length;
        if (left > 0) client.write(bytes.subarray(0, left));
        if (pair.given >= fault.bytes) client.destroySoon();
        return;
      }
      default:
    }
  }

  function strike(pair: Pair): void {
    if (fault.kind === "reset") pair.client.resetAndDestroy();
    if (fault.kind === "half-close") pair.client.end();
    if (fault.kind === "cut") pair.given = 0;
  }

  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", resolve);
  });
  const address = listener.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    set(next) {
      fault = next;
      for (const pair of pairs) strike(pair);
    },
    taken: () => taken,
    close: () =>
      new Promise((resolve) => {
        for (const { client, server } of pairs) {
          client.destroy();
          server.destroy();
        }
        listener.close(() => resolve());
      }),
  };
}
