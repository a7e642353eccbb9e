import { defineRule, type Rule } from "../rule.ts";
import { source } from "../sources.ts";

export const zakDidNotStart: Rule = defineRule({
  id: "zak-did-not-start",
  title: "A ZAK was passed, and the meeting still waits for its host",
  cause: "role-or-companion-token",
  stage: "companions",
  needs: ["unexplained", "zak"],
  reports: 1,

  check({ unexplained: { message }, zak }) {
    if (!/\bwait(?:s|ing)?[ _]?(?:for)?[ _]?(?:the )?host/i.test(message ?? "")) return undefined;
    return {
      certainty: "possible",
      at: `joinCall.${zak.name}`,
      message: `\`${zak.name}\` was passed to start the meeting, and it waits for its host: what was passed is not the host's ZAK`,
      help: `Fetch the host's ZAK right before the start, with that user's own access: \`GET /v2/users/me/token?type=zak\`. An access token, a token stored earlier or another user's ZAK starts nothing.`,
    };
  },

  why: "Whoever brings the ZAK of the host starts the meeting. With any other text the SDK joins as a participant, who is asked for the passcode and waits.",
  sources: [
    source(
      "https://github.com/mieszko4/react-native-zoom-us/issues/283",
      "A start with something that was no ZAK asked for the passcode and waited.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "Something else that the server had stored",
        evidence: {
          client: { platform: "android" },
          joinCall: { zoomAccessToken: "stored-earlier" },
          error: { message: "waiting for the host" },
        },
        finding: {
          certainty: "possible",
          at: "joinCall.zoomAccessToken",
          message:
            "`zoomAccessToken` was passed to start the meeting, and it waits for its host: what was passed is not the host's ZAK",
          help: "Fetch the host's ZAK right before the start, with that user's own access: `GET /v2/users/me/token?type=zak`. An access token, a token stored earlier or another user's ZAK starts nothing.",
        },
      },
    ],
    passing: [{ name: "No error" }],
  },
});
