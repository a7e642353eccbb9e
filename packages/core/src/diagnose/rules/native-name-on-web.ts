import { defineRule, type Rule } from "../rule.ts";
import { observed } from "../sources.ts";
import { code } from "../words.ts";

const WEB_NAMES: { readonly [native: string]: string } = {
  onBehalfToken: "obfToken",
  userZAK: "zak",
  zoomAccessToken: "zak",
  webinarToken: "tk",
  app_privilege_token: "recordingToken",
};

function isFilled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

export const nativeNameOnWeb: Rule = defineRule({
  id: "native-name-on-web",
  title: "A name of the native SDKs on the web",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinCall", "target"],
  uses: ["joinView"],

  check({ joinCall, target, joinView }) {
    if (target !== "web") return undefined;
    const wrong = Object.keys(WEB_NAMES).find((name) => isFilled(joinCall[name]));
    const right = wrong && WEB_NAMES[wrong];
    if (!right || isFilled(joinCall[right])) return undefined;
    return {
      certainty: joinView === "client" ? "proven" : "likely",
      at: `joinCall.${wrong}`,
      message: `${code(wrong)} is what native SDKs call it; the web's join call has ${code(right)}`,
      help: `Pass it as ${code(right)}.`,
    };
  },

  why: "Client view refuses a name that it does not know, with code 3. Component view ignores it, and the join goes on without the token.",
  sources: [
    observed(
      "client view given onBehalfToken: `Join parameters: onBehalfToken are invalid!`; component view joins without it.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "The OBF token",
        evidence: { client: { view: "client" }, joinCall: { onBehalfToken: "opaqueObfForExamples" } },
        finding: {
          certainty: "proven",
          at: "joinCall.onBehalfToken",
          message: "`onBehalfToken` is what native SDKs call it; the web's join call has `obfToken`",
          help: "Pass it as `obfToken`.",
        },
      },
      {
        name: "The ZAK, in component view",
        evidence: { client: { view: "component" }, joinCall: { zoomAccessToken: "opaqueZakForExamples" } },
        finding: {
          certainty: "likely",
          at: "joinCall.zoomAccessToken",
          message: "`zoomAccessToken` is what native SDKs call it; the web's join call has `zak`",
          help: "Pass it as `zak`.",
        },
      },
    ],
    passing: [
      {
        name: "The web's name",
        evidence: { client: { platform: "web" }, joinCall: { obfToken: "opaqueObfForExamples" } },
      },
      {
        name: "A native SDK",
        payload: { mn: undefined, role: undefined },
        evidence: { client: { platform: "windows" }, joinCall: { onBehalfToken: "opaqueObfForExamples" } },
      },
    ],
  },
});
