import { StartUpError } from "../../errors.ts";

export type Reply = null | number | string | readonly Reply[];

/** One connection to Redis or Valkey, as far as the stores need one. It lives once: a new one takes its place. */
export interface RedisConnection {
  /** @throws RedisRefusal, and whatever befalls the connection */
  readonly send: (args: readonly string[]) => Promise<Reply>;
  readonly destroy: () => void;
}

export interface RedisAddress {
  /** `redis://host:6379/0`, or `rediss://` for TLS. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface OpenRedis extends RedisAddress {
  readonly connectMilliseconds: number;
  /** The connection is gone, for whatever reason and without our doing. */
  readonly onGone: (error: unknown) => void;
}

/**
 * Connects, or fails within `connectMilliseconds`.
 *
 * @throws StartUpError where the package is not installed
 */
export async function openRedis(options: OpenRedis): Promise<RedisConnection> {
  const { url, username, password, connectMilliseconds, onGone } = options;
  const { createClient, ErrorReply } = await redisPackage();
  const client = createClient({
    url,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    RESP: 2,
    name: "countersign",
    maintNotifications: "disabled",
    disableOfflineQueue: true,
    socket: { connectTimeout: connectMilliseconds, reconnectStrategy: false, noDelay: true },
  });
  // Without a listener an error would end the process.
  client.on("error", onGone);
  client.on("end", () => onGone(new Error("the connection ended")));
  const destroy = (): void => {
    try {
      client.destroy();
    } catch {
      // It was closed already.
    }
  };
  try {
    await within(connectMilliseconds, client.connect());
  } catch (error) {
    destroy();
    throw error;
  }
  return {
    async send(args) {
      try {
        return await client.sendCommand<Reply>(args);
      } catch (error) {
        throw error instanceof ErrorReply ? new RedisRefusal(error.message) : error;
      }
    },
    destroy,
  };
}

async function redisPackage(): Promise<typeof import("@redis/client")> {
  try {
    // Loaded here, so that a server without Redis runs without the package.
    return await import("@redis/client");
  } catch {
    throw new StartUpError(
      "setting-invalid",
      "state.redis",
      "the package @redis/client is not installed",
      "Run npm install @redis/client, or leave state.redis out.",
    );
  }
}

/** The server answered that it will not, as `READONLY …` or `OOM …`: its words quote no value. */
export class RedisRefusal extends Error {
  override readonly name: string = "RedisRefusal";
}

/** @throws TooSlow */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
    // What is too slow may still fail later, when nobody listens.
    work.catch(() => undefined);
  }
}

export class TooSlow extends Error {
  override readonly name: string = "TooSlow";

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}
