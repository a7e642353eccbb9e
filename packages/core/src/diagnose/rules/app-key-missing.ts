import { defineRule, type Rule } from "../rule.ts";
import { observed, zoomAuth } from "../sources.ts";

const HELP = "Add the app's client id as `appKey`, and once more as `sdkKey` for Web SDKs up to 3.x.";

export const appKeyMissing: Rule = defineRule({
  id: "app-key-missing",
  title: "The payload names no app",
  cause: "claims",
  stage: "claims",
  needs: ["claims"],

  check({ claims }) {
    if (isText(claims.appKey) || isText(claims.sdkKey)) return undefined;
    const there = ["appKey", "sdkKey"].find((name) => Object.hasOwn(claims, name));
    return {
      certainty: "proven",
      at: `payload.${there ?? "appKey"}`,
      message: there
        ? `\`${there}\` is empty or no text, so the payload names no app`
        : "the payload has neither `appKey` nor `sdkKey`, so it names no app",
      help: HELP,
    };
  },

  why: "The SDK reads the key from the payload, in the browser, before it asks Zoom anything. An empty one is a variable that was not set.",
  sources: [
    zoomAuth("appKey or sdkKey: the app's client id."),
    observed(
      "the component view rejects with `appKey can not empty in the signature`; the client view never calls back.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Forgotten",
        payload: { appKey: undefined, sdkKey: undefined },
        finding: {
          certainty: "proven",
          at: "payload.appKey",
          message: "the payload has neither `appKey` nor `sdkKey`, so it names no app",
          help: HELP,
        },
      },
      {
        name: "From a variable that is not set",
        payload: { appKey: "", sdkKey: "" },
        finding: {
          certainty: "proven",
          at: "payload.appKey",
          message: "`appKey` is empty or no text, so the payload names no app",
          help: HELP,
        },
      },
    ],
    passing: [{ name: "Only `appKey`", payload: { sdkKey: undefined } }],
  },
});

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
