import { StartUpError } from "../../errors.ts";
import { StoreUnavailable } from "../stores.ts";
import {
  openRedis,
  type RedisAddress,
  type RedisConnection,
  RedisRefusal,
  type Reply,
  TooSlow,
  within,
} from "./connection.ts";

const COMMAND_MILLISECONDS = 250;
const CONNECT_MILLISECONDS = 1_000;
/** Between two tries to come back. With a connection that takes a second to fail it is still back within two. */
const AGAIN_MILLISECONDS = 500;
/** One slow answer is a hiccup. */
const SLOW_MAX = 2;

export interface RedisLink {
  /** Resolves or rejects in less than a second, whatever happens to the server. @throws StoreUnavailable */
  readonly send: (store: string, args: readonly string[]) => Promise<Reply>;
  readonly isUp: () => boolean;
  readonly close: () => void;
}

export interface RedisLinkOptions extends RedisAddress {
  /** Stands before every key, so that several services can share one server. */
  readonly prefix: string;
  /** Told once each time the server goes, and once each time it is back. */
  readonly onChange?: ((up: boolean, cause: unknown) => void) | undefined;
}

/**
 * The one way to Redis. It is up, and every command has 250 ms; or it is down, and every command is refused at once
 * while a new connection is tried for in the background. Up means that a write was answered: a server that is full,
 * that has become a replica or that wants another password answers PING all the same.
 */
export async function openRedisLink(options: RedisLinkOptions): Promise<RedisLink> {
  const { prefix, onChange } = options;
  let connection: RedisConnection | undefined;
  let lastError: unknown = new Error("not connected yet");
  let slow = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let trying: Promise<void> | undefined;

  async function connect(): Promise<void> {
    let gone: unknown;
    let mine: RedisConnection | undefined;
    const onGone = (error: unknown): void => {
      gone = error;
      if (mine !== undefined) fail(mine, error);
    };
    const fresh = await openRedis({ ...options, connectMilliseconds: CONNECT_MILLISECONDS, onGone });
    try {
      await within(COMMAND_MILLISECONDS, fresh.send(["SET", `${prefix}probe`, "1", "PX", "1000"]));
      if (gone !== undefined) throw gone;
      if (closed) throw new Error("closed");
    } catch (error) {
      fresh.destroy();
      throw error;
    }
    mine = fresh;
    connection = fresh;
    slow = 0;
    onChange?.(true, undefined);
  }

  function tryAgain(): void {
    trying ??= connect()
      .catch((error: unknown) => {
        lastError = error;
        if (closed) return;
        timer = setTimeout(tryAgain, AGAIN_MILLISECONDS);
        timer.unref();
      })
      .finally(() => {
        trying = undefined;
      });
  }

  function fail(which: RedisConnection, error: unknown): void {
    if (connection !== which) return;
    connection = undefined;
    lastError = error;
    which.destroy();
    if (closed) return;
    onChange?.(false, error);
    tryAgain();
  }

  async function once(args: readonly string[]): Promise<Reply> {
    const used = connection;
    if (used === undefined) throw lastError;
    try {
      const reply = await within(COMMAND_MILLISECONDS, used.send(args));
      slow = 0;
      return reply;
    } catch (error) {
      if (error instanceof TooSlow) slow += 1;
      if (!(error instanceof TooSlow) || slow >= SLOW_MAX) fail(used, error);
      throw error;
    }
  }

  async function send(store: string, args: readonly string[]): Promise<Reply> {
    try {
      return await once(args);
    } catch (error) {
      // Worth one more try only where the connection broke and another is there shortly.
      if (error instanceof TooSlow || error instanceof RedisRefusal || trying === undefined) {
        throw new StoreUnavailable(store, error);
      }
    }
    try {
      await within(COMMAND_MILLISECONDS, trying ?? Promise.resolve());
      return await once(args);
    } catch (error) {
      throw new StoreUnavailable(store, error);
    }
  }

  await connect().catch((error: unknown) => {
    lastError = error;
    if (StartUpError.is(error)) throw error;
    onChange?.(false, error);
    timer = setTimeout(tryAgain, AGAIN_MILLISECONDS);
    timer.unref();
  });

  return {
    send,
    isUp: () => connection !== undefined,
    close: () => {
      closed = true;
      clearTimeout(timer);
      connection?.destroy();
      connection = undefined;
    },
  };
}
