import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteGrants } from "../../../server/src/grants/sqlite.ts";
import { KEY, SECRET } from "../world.ts";

/** A configuration whose users authorize the app, and a grant of this one that was given up. Gives the file's path. */
export async function givenUp(folder: string, user: string): Promise<string> {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  write("secret", SECRET);
  write("keys", Buffer.alloc(32, 7).toString("base64"));
  const database = join(folder, "grants.sqlite");
  const store = await openSqliteGrants(database);
  // What is stored is not opened by this: it can be anything.
  const tokens = { refreshToken: "sealed", accessToken: "sealed", accessLife: 3600 };
  await store.authorize({ tenant: "default", app: KEY, kind: "user", user }, 0, tokens);
  await store.close();
  const opened = new DatabaseSync(database);
  opened.exec("UPDATE countersign_grants SET state = 'needs-reauthorization'");
  opened.close();
  return write(
    "countersign.config.json",
    JSON.stringify({
      app: { sdkKey: KEY, sdkSecret: { file: "secret" } },
      callers: { development: { meetings: ["87270695528"] } },
      zoom: {
        users: true,
        redirectUri: "https://signatures.example.com/oauth/callback",
        grants: { sqlite: "grants.sqlite", keys: { file: "keys" } },
      },
    }),
  );
}
