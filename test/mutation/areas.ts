/** What is mutated together: sources, and the tests that are asked whether they see it. Globs, from the root. */
export interface Area {
  readonly title: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

/** Each source stands in one area. */
export const AREAS = {
  sign: {
    title: "Signing: a request, checked, becomes a signature",
    sources: ["packages/core/src/sign/*.ts", "packages/core/src/token/{hmac,platform,sha256,writer}.ts"],
    tests: [
      "packages/core/test/sign/*.test.ts",
      "packages/core/test/token/{hmac,platform,sha256,writer}.test.ts",
    ],
  },
  verify: {
    title: "Verifying: is it ours, and valid now",
    sources: ["packages/core/src/verify/*.ts", "packages/core/src/token/{base64url,compact,hs256}.ts"],
    tests: [
      "packages/core/test/verify/*.test.ts",
      "packages/core/test/token/{base64url,compact,hs256,hs256-beginning}.test.ts",
    ],
  },
  policy: {
    title: "Policy: who may have which signature",
    sources: [
      "packages/server/src/access/{access,admit,api-keys,bounded-map,decide,development,distinct-meetings}.ts",
      "packages/server/src/access/{guarded,host-check,host-gate,scopes,session,sign-request,startable}.ts",
      "packages/server/src/access/policy*.ts",
    ],
    // Not those that go through a whole server for each cell of a table: a mutant would take a minute.
    tests: [
      "packages/server/test/access/{admit,api-keys,bounded-map,decide,development-access,distinct-meetings}.test.ts",
      "packages/server/test/access/{guarded,host-gate,policy-*,scopes,session,sign-request,startable}.test.ts",
    ],
  },
  refresh: {
    title: "Refreshing: one refresh at a time, and no token lost",
    // Not postgres.ts: its tests start a server, and each mutant would start one.
    sources: [
      "packages/server/src/grants/{access-tokens,grant,kept,refreshing,schema,single-flight,sql-store,sqlite,tokens}.ts",
      "packages/server/src/oauth/keep-grant.ts",
    ],
    // Not those that go to a stand-in for Zoom over HTTP: they take half a minute.
    tests: [
      "packages/server/test/grants/{access-tokens,flights,kept,refreshing,sqlite*,store,tokens}.test.ts",
      "packages/server/test/oauth/keep-grant.test.ts",
    ],
  },
} as const satisfies Record<string, Area>;

export type AreaId = keyof typeof AREAS;

export const AREA_IDS: readonly AreaId[] = Object.keys(AREAS) as AreaId[];

export function isAreaId(text: string): text is AreaId {
  return Object.hasOwn(AREAS, text);
}

/** Of all valid mutants of an area, the share that has to be killed. */
export const LEAST_SCORE = 90;
