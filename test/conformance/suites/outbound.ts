import type { AccessParts } from "@countersign/server";
import { KEY, SECRET } from "../../../tools/vectors/public.ts";
import type { ServerSubject } from "../subject.ts";
import { type Check, equal, type Suite } from "../suite.ts";
import { AUDIENCE, createProvider, ISSUER } from "./provider.ts";
import { MEETING, NOW } from "./world.ts";

/** What the app asks elsewhere, with the runtime's own fetch. @param peer Where `startPeer` listens. */
export function outboundSuite(server: ServerSubject, peer: string): Suite {
  const body = JSON.stringify({ meetingNumber: MEETING, role: 0 });
  const asker = (access: AccessParts): ((headers?: Record<string, string>) => Promise<number>) => {
    const app = server.createApp({ credentials: { sdkKey: KEY, sdkSecret: SECRET }, access, now: () => NOW });
    return async (headers = {}) => {
      const all = { ...headers, "content-type": "application/json" };
      return (await app(new Request("https://signatures.example/", { method: "POST", headers: all, body })))
        .status;
    };
  };
  const withKeysAt = (path: string): ReturnType<typeof asker> =>
    asker({
      authenticate: server.oidc({
        issuer: ISSUER,
        audience: AUDIENCE,
        jwks: peer + path,
        scopes: ["join:mint"],
      }),
      policy: server.policyFromList([{ callers: "any", meetings: [MEETING], maxRole: 0 }]),
    });
  const decidedAt = (path: string): ReturnType<typeof asker> =>
    asker({
      authenticate: server.session({ authenticate: () => ({ subject: "user-7" }), scopes: ["join:mint"] }),
      policy: server.policyFromHook({ url: peer + path }),
    });

  const decisions: readonly (readonly [answer: string, status: number])[] = [
    ["yes", 200],
    ["no", 403],
    ["more", 403],
    ["text", 403],
    ["huge", 403],
    ["moved", 403],
    ["ill", 503],
    ["slow", 503],
    ["nowhere", 403],
  ];

  return {
    name: "outbound",
    async checks(): Promise<Check[]> {
      const provider = await createProvider(NOW);
      const other = await createProvider(NOW);
      await (
        await fetch(`${peer}/keys`, { method: "PUT", body: JSON.stringify({ keys: [provider.jwk] }) })
      ).text();
      return [
        {
          name: "an issuer's keys are fetched once for ten callers at a time",
          async run() {
            const ask = withKeysAt("/keys");
            const token = await provider.token(NOW + 300);
            const statuses = await Promise.all(Array.from({ length: 10 }, () => ask(token)));
            equal(
              statuses,
              Array.from({ length: 10 }, () => 200),
            );
            equal(await (await fetch(`${peer}/asked`)).json(), 1);
            equal(await ask(await other.token(NOW + 300)), 401);
          },
        },
        {
          name: "an issuer whose keys are not there",
          run: async () => equal(await withKeysAt("/none")(await provider.token(NOW + 300)), 503),
        },
        ...decisions.map(([answer, status]) => ({
          name: `a policy by HTTP that answers: ${answer}`,
          run: async () => equal(await decidedAt(`/policy/${answer}`)(), status),
        })),
      ];
    },
  };
}
