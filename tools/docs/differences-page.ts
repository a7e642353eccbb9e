import { DIFFERENCES } from "../../packages/server/test/contract/differences.ts";

/** docs/differences.md, from the table that the contract tests hold the server to. */
export function differencesPage(): string {
  const rows = DIFFERENCES.map(
    ({ what, sample, here, why }) => `| ${[what, sample, here, why].map(cell).join(" | ")} |`,
  );
  return `# How the server differs from Zoom's sample

\`POST /\` takes and gives what
[meetingsdk-auth-endpoint-sample](https://github.com/zoom/meetingsdk-auth-endpoint-sample) does: \`meetingNumber\`, \`role\`,
\`expirationSeconds\` and \`videoWebRtcMode\`, numbers also as text; \`{ signature, sdkKey }\`; \`errors: [{ property, reason }]\`.
Beside them an answer carries \`meetingNumber\`, \`role\`, \`expiresAt\` and \`expiresIn\`, and an error carries what RFC 9457 asks
for. These are all the places where it answers otherwise. A test sends the requests that show it.

| | the sample | here | because |
|---|---|---|---|
${rows.join("\n")}
`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
