import { joinsByScriptRequest } from "../../zoom/sdk-versions.ts";
import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  "Allow what a join needs in the page's content security policy: `connect-src https://zoom.us https://*.zoom.us wss://*.zoom.us`, `script-src https://zoom.us https://*.zoom.us blob: 'unsafe-eval'`, `worker-src blob:`. Another `webEndpoint` needs its own hosts there.";

/** What the SDK does not join without: pictures, fonts and the like are not. */
const NEEDED = /^(?:connect|script|worker|child)-src(?:-elem)? \S/;
const FIRST_ENDPOINT = /^connect-src https:\/\/[^/]+\/api\/v1\/wc\/info$/;
/** What the SDK says when a request fails for a reason that it does not know. */
const SAYS_NOTHING = /^(?:1|200|-3000|3|5001|INVALID_PARAMETERS)$/;

export const contentSecurityPolicy: Rule = defineRule({
  id: "content-security-policy",
  title: "The content security policy is in the way",
  cause: "network",
  stage: "client",
  needs: ["blocked"],
  uses: ["sdkVersion", "joinView", "error"],

  check({ blocked, sdkVersion, joinView, error }) {
    // An answer of Zoom's own came through all policies.
    if (error?.code !== undefined && !SAYS_NOTHING.test(error.code)) return undefined;
    const needed = blocked.filter((one) => NEEDED.test(one));
    const first = needed.find((one) => FIRST_ENDPOINT.test(one));
    const seen = first ?? needed[0];
    if (seen === undefined) return undefined;
    // Where the first endpoint is asked by a script, the policy for connections does not decide.
    const byScript = sdkVersion && joinView && joinsByScriptRequest(sdkVersion.text, `${joinView}-view`);
    return {
      certainty: first !== undefined && byScript === false ? "proven" : "likely",
      at: "client.blocked",
      message: `the page's content security policy blocks ${code(seen)}`,
      help: HELP,
    };
  },

  why: "The browser refuses what the policy does not name, and tells the SDK no more than that a request failed.",
  sources: [
    source(
      "https://www.w3.org/TR/CSP3/#directive-connect-src",
      "What `connect-src` governs: fetch, XHR, WebSocket.",
    ),
    source(
      "https://developers.zoom.us/docs/contact-center/web/get-started/",
      "A policy that Zoom gives for a web SDK of its own.",
    ),
    observed(
      "with a policy that lacks Zoom, component view rejects with -3000 and client view calls back with 1, whatever the cause.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Found before the join",
        evidence: {
          client: {
            view: "component",
            sdkVersion: "6.2.0",
            blocked: ["connect-src https://zoom.us/api/v1/wc/info"],
          },
        },
        finding: {
          certainty: "proven",
          at: "client.blocked",
          message: "the page's content security policy blocks `connect-src https://zoom.us/api/v1/wc/info`",
          help: HELP,
        },
      },
      {
        name: "A WebSocket, behind which the join stopped",
        evidence: {
          client: { view: "component", sdkVersion: "6.2.0", blocked: ["connect-src wss://zoom.us/wc/api"] },
          error: { hungSeconds: 60 },
        },
        finding: {
          certainty: "likely",
          at: "client.blocked",
          message: "the page's content security policy blocks `connect-src wss://zoom.us/wc/api`",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "A picture",
        evidence: { client: { view: "component", blocked: ["img-src https://zoom.us/logo.png"] } },
      },
    ],
  },
});
