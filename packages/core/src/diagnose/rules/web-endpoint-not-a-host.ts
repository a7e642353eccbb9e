import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { code } from "../words.ts";

const HELP =
  'Pass the host\'s name alone, as in `webEndpoint: "zoom.us"`; the SDK asks it on port 443, over https.';

const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

export const webEndpointNotAHost: Rule = defineRule({
  id: "web-endpoint-not-a-host",
  title: "`webEndpoint` is not a host's name",
  cause: "join-call",
  stage: "client",
  needs: ["webEndpoint"],

  check({ webEndpoint }) {
    if (HOST.test(webEndpoint)) return undefined;
    return {
      certainty: "proven",
      at: "client.webEndpoint",
      message: `\`webEndpoint\` is ${code(webEndpoint)}, and not the name of a host alone`,
      help: HELP,
    };
  },

  why: "The SDK puts `https://` before it and paths behind it, and asks other hosts made from it.",
  sources: [
    observed("with a port or a scheme the first request fails: -3000 in component view, 1 in client view."),
  ],

  examples: {
    failing: [
      {
        name: "With a port",
        evidence: { client: { view: "component", webEndpoint: "localhost:4000" } },
        finding: {
          certainty: "proven",
          at: "client.webEndpoint",
          message: "`webEndpoint` is `localhost:4000`, and not the name of a host alone",
          help: HELP,
        },
      },
    ],
    passing: [
      { name: "Another cloud", evidence: { client: { view: "component", webEndpoint: "zoomgov.com" } } },
    ],
  },
});
