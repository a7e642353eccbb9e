import { BARE } from "./bare.ts";
import { COMBINATIONS, CONDITIONS } from "./conditions.ts";
import type { Ended } from "./order.ts";

export interface Measured {
  readonly id: string;
  readonly view: string;
  readonly version: string;
  readonly ended: Ended;
}

/** docs/join-conditions.md: a table of what the SDK does by itself, and what `joinMeeting` makes of it. */
export function conditionsPage(measured: readonly Measured[]): string {
  const rows = CONDITIONS.flatMap(({ id, says }) =>
    COMBINATIONS.flatMap(({ view, version }, at) => {
      const found = measured.find((one) => one.id === id && one.view === view && one.version === version);
      const bare = BARE[id]?.[at] || "not measured";
      return found ? [`| ${says} | ${version} ${view} | ${cell(bare)} | ${cell(ours(found.ended))} |`] : [];
    }),
  );
  return `${HEAD}\n${rows.join("\n")}\n`;
}

function ours({ code, cause, zoom, rule }: Ended): string {
  if (code === "joined") return "joined";
  const said = zoom ? `, SDK: ${zoom.code}` : "";
  return `\`${code}\`, cause \`${cause}\`${rule ? `, rule \`${rule}\`` : ""}${said}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}

const HEAD = `# A join in conditions that make it fail

What Zoom's Meeting SDK for Web does by itself, and how the same ends through \`joinMeeting\`. Both were measured by
running the shipped SDK in headless Chromium against this project's sandbox, a stand-in; no server of Zoom's was
asked. "No call back" means neither success nor error. Where the SDK alone shows 3712 it had checked nothing: the
stand-in of that measurement refused every signature; where \`joinMeeting\` joins in the same condition, the
stand-in had nothing against it.

\`COUNTERSIGN_LONG=1 npx vitest run --project browser test/join\` measures the last column and writes this page.

| condition | SDK | by itself | through \`joinMeeting\` |
|---|---|---|---|`;
