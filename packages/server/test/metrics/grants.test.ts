import { expect, test } from "vitest";
import type { GrantKey } from "../../src/grants/grant.ts";
import { onBothStores } from "../grants/stores.ts";

const key = (user: string): GrantKey => ({ tenant: "default", app: "app", kind: "user", user });
const TOKENS = { refreshToken: "sealed", accessToken: "sealed", accessLife: 60_000 };

onBothStores((open) => {
  test("grants in trouble are those of users that are not in order, and no others", async () => {
    const store = await open();
    const before = await store.inTrouble();
    for (const user of ["active", "uncertain", "ended", "ended-too", "revoked"]) {
      await store.authorize(key(user), 0, TOKENS);
      if (user === "active") continue;
      if (user === "revoked") {
        await store.revoke(key(user), "test");
        continue;
      }
      await store.lease(key(user), 1, "me", 30_000);
      const ending =
        user === "uncertain"
          ? ({ kind: "uncertain", reason: "test", retryIn: 0 } as const)
          : ({ kind: "needs-reauthorization", reason: "test" } as const);
      await store.end(key(user), 1, "me", ending);
    }
    const trouble = [before, await store.inTrouble()];
    await store.close();
    expect(trouble).toEqual([
      { needsReauthorization: 0, uncertain: 0 },
      { needsReauthorization: 2, uncertain: 1 },
    ]);
  });
});
