import { takesObfToken } from "../../zoom/sdk-versions.ts";
import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";
import { code } from "../words.ts";

const HELP = "Update `@zoom/meetingsdk` to 5.0.0 or later, or join with a `zak`.";

export const obfNeedsNewerSdk: Rule = defineRule({
  id: "obf-needs-newer-sdk",
  title: "The SDK is too old for an OBF token",
  cause: "sdk-version",
  stage: "client",
  needs: ["obf", "sdkVersion", "target"],
  uses: ["joinView"],

  check({ obf, sdkVersion, target, joinView }) {
    const native = target === "native";
    const { major, minor, patch, text } = sdkVersion;
    const old = native ? major * 1e4 + minor * 100 + patch < 51_705 : takesObfToken(text) === false;
    if (!old) return undefined;
    const from = native ? "5.17.5" : "5.0.0";
    return {
      certainty: !native && joinView === "client" ? "proven" : "likely",
      at: "client.sdkVersion",
      message: `${code(obf.name)} is passed to version ${text}, and SDKs take it from ${from} on`,
      help: native ? "Update the SDK to 5.17.5 or later; from 6.6.10 on its errors say more." : HELP,
    };
  },

  why: "Client view refuses names that it does not know, with code 3; others ignore them, and then the token is missing.",
  sources: [
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The types have obfToken from 5.0.0."),
    source("https://developers.zoom.us/docs/meeting-sdk/obf-faq/", "The oldest native version is 5.17.5."),
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/4.0.0",
      "Observed by running it: `Join parameters: obfToken are invalid!`.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Client view 4.0.0",
        evidence: {
          client: { view: "client", sdkVersion: "4.0.0" },
          joinCall: { obfToken: "opaqueObfForExamples" },
        },
        finding: {
          certainty: "proven",
          at: "client.sdkVersion",
          message: "`obfToken` is passed to version 4.0.0, and SDKs take it from 5.0.0 on",
          help: HELP,
        },
      },
      {
        name: "An old native SDK",
        payload: { mn: undefined, role: undefined },
        evidence: {
          client: { platform: "ios", sdkVersion: "5.16.2" },
          joinCall: { onBehalfToken: "opaqueObfForExamples" },
        },
        finding: {
          certainty: "likely",
          at: "client.sdkVersion",
          message: "`onBehalfToken` is passed to version 5.16.2, and SDKs take it from 5.17.5 on",
          help: "Update the SDK to 5.17.5 or later; from 6.6.10 on its errors say more.",
        },
      },
    ],
    passing: [
      {
        name: "5.0.0",
        evidence: {
          client: { view: "client", sdkVersion: "5.0.0" },
          joinCall: { obfToken: "opaqueObfForExamples" },
        },
      },
      {
        name: "A native 5.17.5",
        payload: { mn: undefined, role: undefined },
        evidence: {
          client: { platform: "ios", sdkVersion: "5.17.5" },
          joinCall: { onBehalfToken: "opaqueObfForExamples" },
        },
      },
    ],
  },
});
