import * as z from "zod/mini";
import type { OAuthOptions } from "../oauth/options.ts";
import type { ZoomConfig } from "./config.ts";
import { Address, isFunction, Secrets, Text, Texts } from "./schema-parts.ts";

const App = { clientId: Text, clientSecret: Secrets };
const OfTenant = {
  account: z.optional(z.strictObject({ accountId: Text, ...App })),
  users: z.optional(z.union([z.literal(true), z.strictObject(App)])),
};

const Grants = z
  .strictObject({ sqlite: z.optional(Text), postgres: z.optional(Address), keys: Secrets })
  .check(
    z.refine(
      ({ sqlite, postgres }) => [sqlite, postgres].filter(Boolean).length === 1,
      "needs exactly one of sqlite and postgres",
    ),
  );

export const Zoom: z.ZodMiniType<ZoomConfig> = z.strictObject({
  ...OfTenant,
  tenants: z.optional(z.record(Text, z.strictObject(OfTenant))),
  grants: z.optional(Grants),
  redirectUri: z.optional(Text),
  returnTo: z.optional(Texts),
  mayManage: z.optional(z.custom<NonNullable<OAuthOptions["mayManage"]>>(isFunction)),
  hostCheck: z.optional(z.union([z.boolean(), z.strictObject({ allowStale: z.boolean() })])),
  oauthUrl: z.optional(Text),
  apiUrl: z.optional(Text),
});
