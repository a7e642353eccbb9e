import { defineRule, type Rule } from "../rule.ts";
import { observed, source } from "../sources.ts";
import { code, list } from "../words.ts";

const HELP =
  "Take it out of the join call. The key of the app is a claim of the signature (`appKey`) and from version 4 on no parameter; options of the view belong into `init`.";
const FROM_ELSEWHERE =
  "The call given here does not pass it, so something else does: a wrapper around `join()`, or an older page in the browser's cache. Log what reaches `join()`, and take it out there. The key of the app is a claim of the signature (`appKey`) and from version 4 on no parameter.";
const NAMED = /^join parameters: (.*) are invalid!?$/i;

/** As in 6.2.0. */
const TAKEN =
  "meetingNumber userName passWord signature userEmail tk zak obfToken customerKey recordingToken childToken sdkKey joinTest success error customerJoinId jmak onZak meetingData meetingOpt".split(
    " ",
  );

/** Names that have rules of their own. */
const ELSEWHERE =
  "apiKey password role onBehalfToken userZAK zoomAccessToken webinarToken app_privilege_token".split(" ");

export const unknownJoinParameter: Rule = defineRule({
  id: "unknown-join-parameter",
  title: "A parameter that the join call does not have",
  cause: "join-call",
  stage: "join-call",
  needs: ["joinView"],
  uses: ["joinCall", "error"],

  check({ joinView, joinCall, error }) {
    if (joinView !== "client") return undefined;
    const named = NAMED.exec(error?.message ?? "")?.[1]?.split(",") ?? [];
    const passed = Object.keys(joinCall ?? {});
    const unknown = [...new Set([...passed, ...named.map((name) => name.trim())])].filter(
      (name) => name !== "" && !TAKEN.includes(name) && !ELSEWHERE.includes(name),
    );
    if (unknown.length === 0) return undefined;
    const shown = unknown.slice(0, 5).map((name) => code(name));
    const isPassed = passed.includes(unknown[0] ?? "");
    return {
      certainty: "proven",
      at: isPassed ? `joinCall.${(unknown[0] ?? "").slice(0, 40)}` : "error.message",
      message: `client view does not take ${list(shown)} in the join call`,
      help: joinCall && !isPassed ? FROM_ELSEWHERE : HELP,
    };
  },

  why: "Client view compares the names of the join call with a list and refuses the join with code 3 for one that is not on it, before anything is sent.",
  sources: [
    observed("any unknown name gives 3, `Join parameters: … are invalid!`."),
    source("https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0", "The list of names."),
  ],

  examples: {
    failing: [
      {
        name: "The key as a parameter",
        evidence: { client: { view: "client" }, joinCall: { appKey: "fixtureKey_0123456789A" } },
        finding: {
          certainty: "proven",
          at: "joinCall.appKey",
          message: "client view does not take `appKey` in the join call",
          help: HELP,
        },
      },
      {
        name: "The error alone says it",
        evidence: { error: { code: 3, message: "Join parameters: appKey,leaveUrl are invalid!" } },
        finding: {
          certainty: "proven",
          at: "error.message",
          message: "client view does not take `appKey` and `leaveUrl` in the join call",
          help: HELP,
        },
      },
      {
        name: "The error names what the call does not pass",
        evidence: {
          client: { view: "client" },
          joinCall: { meetingNumber: "87270695528", userName: "Ada", passWord: "" },
          error: { code: 3, message: "Join parameters: appKey are invalid!" },
        },
        finding: {
          certainty: "proven",
          at: "error.message",
          message: "client view does not take `appKey` in the join call",
          help: FROM_ELSEWHERE,
        },
      },
    ],
    passing: [
      {
        name: "All that it takes",
        evidence: {
          client: { view: "client" },
          joinCall: {
            meetingNumber: "87270695528",
            userName: "Ada",
            passWord: "",
            userEmail: "ada@example.com",
            tk: "",
            zak: "",
            customerKey: "",
            success: () => undefined,
            error: () => undefined,
          },
        },
      },
      {
        name: "Component view ignores it",
        evidence: { client: { view: "component" }, joinCall: { leaveUrl: "https://example.com" } },
      },
    ],
  },
});
