import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";

const HELP =
  "Give the SDK the React it asks for, 18.2.0: a bundle of its own for the page of the meeting, without `resolve.dedupe` or an alias of `react`. Or load Zoom's script build, which brings it along.";

export const reactDoesNotFit: Rule = defineRule({
  id: "react-does-not-fit",
  title: "The SDK is bundled with another React",
  cause: "sdk-version",
  stage: "client",
  needs: ["reactVersion", "sdkVersion", "platform"],
  uses: ["joinView"],

  check({ reactVersion, sdkVersion, platform, joinView }) {
    const { major, minor } = sdkVersion;
    // 3.1.x was made for React 16; what lies between was not run.
    const madeFor18 = major > 3 || (major === 3 && minor >= 5);
    if (platform !== "web" || !madeFor18 || reactVersion.major === 18) return undefined;
    const older = reactVersion.major < 18;
    if (older && joinView === "client" && major === 3) return undefined;
    return {
      certainty: older && joinView !== "component" ? "likely" : "proven",
      at: "client.reactVersion",
      message: `the SDK ${sdkVersion.text} is bundled with React ${reactVersion.text}, and runs with React 18`,
      help: HELP,
    };
  },

  why: "The SDK names React 18.2.0 exactly, and reaches into parts of it that React 19 no longer has and React 17 not yet.",
  sources: [
    source(
      "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      "Peers react and react-dom 18.2.0, as in all checked versions from 3.5.2 on; 3.1.x asks for 16.14.0.",
    ),
    observed(
      "both views of 6.2.0 and 3.13.1 join with React 18.2.0 and 18.3.1, and fail on React's own parts with 19, where client view then never answers.",
    ),
    observed(
      "with React 17 component view finds no `react-dom/client`; client view 6.2.0 joins and cannot draw for want of `useId`, and client view 3.13.1 joins.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "An app on React 19",
        evidence: { client: { view: "component", sdkVersion: "6.2.0", reactVersion: "19.2.0" } },
        finding: {
          certainty: "proven",
          at: "client.reactVersion",
          message: "the SDK 6.2.0 is bundled with React 19.2.0, and runs with React 18",
          help: HELP,
        },
      },
      {
        name: "An app on React 17",
        evidence: { client: { view: "component", sdkVersion: "3.13.1", reactVersion: "17.0.2" } },
        finding: {
          certainty: "proven",
          at: "client.reactVersion",
          message: "the SDK 3.13.1 is bundled with React 17.0.2, and runs with React 18",
          help: HELP,
        },
      },
    ],
    passing: [
      {
        name: "Client view of an older SDK, on React 17",
        evidence: { client: { view: "client", sdkVersion: "3.13.1", reactVersion: "17.0.2" } },
      },
      {
        name: "The last React 18",
        evidence: { client: { view: "component", sdkVersion: "6.2.0", reactVersion: "18.3.1" } },
      },
      {
        name: "An SDK from before React 18",
        evidence: { client: { view: "component", sdkVersion: "3.1.6", reactVersion: "16.14.0" } },
      },
    ],
  },
});
