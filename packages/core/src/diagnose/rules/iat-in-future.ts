import { defineRule, type Rule } from "../rule.ts";
import { forum, source } from "../sources.ts";
import { span } from "../words.ts";

const HOUR = 3600;

export const iatInFuture: Rule = defineRule({
  id: "iat-in-future",
  title: "`iat` lies in the future",
  cause: "clock-skew",
  stage: "clock",
  needs: ["issuedAt", "clock"],

  check({ issuedAt, clock }) {
    const ahead = issuedAt - clock.zoomNow;
    if (ahead <= 0) return undefined;
    const quarters = Math.round(ahead / 900);
    const zone = quarters >= 2 && Math.abs(ahead - quarters * 900) <= 300 && quarters <= 14 * 4;
    const whose = clock.measured ? "Zoom's clock, as measured" : "the time of this check";
    const right = Math.floor(clock.zoomNow) - 30;
    return {
      // A few seconds are within what clocks differ by, and what Zoom allows is not known.
      certainty: ahead > (clock.measured ? 10 : 60) ? "proven" : "likely",
      at: "payload.iat",
      message: `\`iat\` is ${span(ahead)} ahead of ${whose}${zone ? ", as far as time zones are apart" : ""}`,
      help: zone
        ? `Local time was taken for UTC (\`datetime.utcnow().timestamp()\`, \`LocalDateTime…toInstant(UTC)\`). Take seconds since 1970, which have no zone: \`time.time()\`, \`Instant.now().getEpochSecond()\`. Now that is \`iat: ${right}\`.`
        : `Set the signing server's clock by NTP, and put \`iat\` back by 30 to 60 seconds: \`iat: ${right}\`.`,
    };
  },

  why: "Zoom takes a signature whose `iat` has not come yet for an invalid one, not for an early one. It becomes valid by waiting, so a retry works.",
  sources: [
    forum("82045", "The server's clock was two minutes ahead; putting iat back helped."),
    forum("77667", "The same signature works some seconds later."),
    source(
      "https://github.com/attendee-labs/attendee/issues/919",
      "An iat that is wrong by the time zone's offset.",
    ),
  ],

  examples: {
    failing: [
      {
        name: "A clock two minutes ahead of Zoom's, which was measured",
        evidence: { clockOffset: 120 },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: "`iat` is 1 minute 30 seconds ahead of Zoom's clock, as measured",
          help: "Set the signing server's clock by NTP, and put `iat` back by 30 to 60 seconds: `iat: 1763949450`.",
        },
      },
      {
        name: "Local time taken for UTC",
        payload: {
          iat: 1_763_949_600 + 3 * HOUR,
          exp: 1_763_949_600 + 5 * HOUR,
          tokenExp: 1_763_949_600 + 5 * HOUR,
        },
        finding: {
          certainty: "proven",
          at: "payload.iat",
          message: "`iat` is 3 hours ahead of the time of this check, as far as time zones are apart",
          help: "Local time was taken for UTC (`datetime.utcnow().timestamp()`, `LocalDateTime…toInstant(UTC)`). Take seconds since 1970, which have no zone: `time.time()`, `Instant.now().getEpochSecond()`. Now that is `iat: 1763949570`.",
        },
      },
      {
        name: "A few seconds",
        evidence: { clockOffset: 35 },
        finding: {
          certainty: "likely",
          at: "payload.iat",
          message: "`iat` is 5 seconds ahead of Zoom's clock, as measured",
          help: "Set the signing server's clock by NTP, and put `iat` back by 30 to 60 seconds: `iat: 1763949535`.",
        },
      },
    ],
    passing: [
      { name: "Half a minute back" },
      { name: "A clock that is behind", evidence: { clockOffset: -20 } },
    ],
  },
});
