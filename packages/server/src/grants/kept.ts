import type { KeyRing } from "../crypto/key-ring.ts";
import type { ExpiringValues } from "../state/stores.ts";
import type { GrantKey } from "./grant.ts";

interface Kept {
  readonly token: string;
  readonly generation: number;
}

export interface KeptTokens {
  readonly get: (key: GrantKey) => Promise<Kept | undefined>;
  readonly set: (key: GrantKey, token: Kept, milliseconds: number) => Promise<void>;
  readonly forget: (key: GrantKey) => Promise<void>;
}

/** Access tokens in a place that may be lost and may be shared: sealed, under names that say nothing, never waited for in vain. */
export function kept(keys: KeyRing, values: ExpiringValues | undefined): KeptTokens {
  const nameOf = ({ tenant, app, kind, user }: GrantKey): Promise<string> =>
    keys.nameOf("access-token", tenant, app, kind, user);
  const contextOf = ({ tenant, app, kind, user }: GrantKey) => ({
    tenant,
    app,
    user,
    kind: `${kind}/kept-access-token`,
    generation: 0,
  });
  // Down, or holding something that cannot be read: the store of grants has it, too.
  const quietly = <Result>(work: () => Promise<Result>): Promise<Result | undefined> =>
    work().catch(() => undefined);

  return {
    get: (key) =>
      quietly(async () => {
        const sealed = await values?.get(await nameOf(key));
        if (sealed === undefined) return undefined;
        const [generation, ...token] = (await keys.open(sealed, contextOf(key))).split(" ");
        return { generation: Number(generation), token: token.join(" ") };
      }),
    async set(key, { generation, token }, milliseconds) {
      if (!values) return;
      await quietly(async () => {
        const sealed = await keys.seal(`${generation} ${token}`, contextOf(key));
        await values.set(await nameOf(key), sealed, milliseconds);
      });
    },
    async forget(key) {
      await quietly(async () => values?.delete(await nameOf(key)));
    },
  };
}
