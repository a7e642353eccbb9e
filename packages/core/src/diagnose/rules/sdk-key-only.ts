import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Add the same client id as `appKey`. Keep `sdkKey` beside it as long as a Web SDK of version 3 or older is in use.";

export const sdkKeyOnly: Rule = defineRule({
  id: "sdk-key-only",
  title: "`sdkKey` without `appKey`",
  cause: "claims",
  stage: "claims",
  needs: ["claims"],
  uses: ["sdkVersion", "platform", "error"],

  check({ claims, sdkVersion, platform, error }) {
    if (typeof claims.sdkKey !== "string" || claims.sdkKey === "") return undefined;
    if (Object.hasOwn(claims, "appKey")) return undefined;
    const native = platform === "native";
    if (!native && sdkVersion && sdkVersion.major < 4) return undefined;
    const text = error?.message ?? "";
    // A parameter of the join call that is called so is another mistake.
    const said = /app_?key/i.test(text) && !/^join parameters/i.test(text);
    const known = native || (sdkVersion?.major ?? 0) >= 5;
    const who = native ? "native SDKs need" : "the Web SDK asks for";
    return {
      certainty: said ? "proven" : known ? "likely" : "possible",
      at: "payload.appKey",
      message: `the payload has \`sdkKey\` and no \`appKey\`, which ${who}${native ? "" : " from version 5 on"}`,
      help: HELP,
    };
  },

  why: "Version 4 takes `sdkKey` with a warning. From 5 on `appKey` is documented as required, and the client view of 6 sends the text `undefined` as the key without it.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/5.0.0",
      "The type declarations: appKey is required.",
    ),
    observed(
      "the client view without appKey sends `apiKey=undefined`, the component view falls back to sdkKey.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The payload of 2023",
        payload: { appKey: undefined },
        finding: {
          certainty: "possible",
          at: "payload.appKey",
          message: "the payload has `sdkKey` and no `appKey`, which the Web SDK asks for from version 5 on",
          help: HELP,
        },
      },
      {
        name: "With the SDK of today",
        payload: { appKey: undefined },
        evidence: { client: { platform: "web", sdkVersion: "6.2.0" } },
        finding: {
          certainty: "likely",
          at: "payload.appKey",
          message: "the payload has `sdkKey` and no `appKey`, which the Web SDK asks for from version 5 on",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "With the SDK it was written for",
        payload: { appKey: undefined },
        evidence: { client: { platform: "web", sdkVersion: "3.13.1" } },
      },
      { name: "Both" },
    ],
  },
});
