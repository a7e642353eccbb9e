import { BARE } from "./bare.ts";
import { COMBINATIONS, type Condition, ELSEWHERE, GROUPS } from "./conditions/index.ts";
import type { Measured } from "./measured.ts";

const SDKS = COMBINATIONS.map(({ view, version }) => `${version} ${view}`);

/** docs/join-conditions.md: what the SDK does by itself in each condition, and what `joinMeeting` makes of it. */
export function conditionsPage(measured: readonly Measured[]): string {
  const parts = GROUPS.flatMap(({ title, conditions }) => [
    `## ${title}`,
    "",
    TABLE,
    ...conditions.flatMap((condition) => rowsOf(condition, measured)),
    "",
  ]);
  const elsewhere = Object.entries(ELSEWHERE).map(
    ([id, why]) => `| \`${id}\` | ${cell((BARE.get(id) ?? []).map(bareText).join(" / "))} | ${cell(why)} |`,
  );
  return [
    HEAD,
    "",
    extent(measured),
    "",
    ...parts,
    LEFT_OUT,
    "",
    "| condition | by itself | why |",
    "|---|---|---|",
    ...elsewhere,
    "",
  ].join("\n");
}

/** One row for all combinations that behave alike. */
function rowsOf({ id, says }: Condition, measured: readonly Measured[]): string[] {
  const groups = new Map<string, string[]>();
  SDKS.forEach((sdk, at) => {
    const found = measured.find((one) => one.id === id && one.sdk === sdk);
    const row = `${cell(bareText(BARE.get(id)?.[at] ?? "-"))} | ${found ? cell(ours(found)) : "not run"}`;
    groups.set(row, [...(groups.get(row) ?? []), sdk]);
  });
  return [...groups].map(([row, sdks]) => {
    const which = sdks.length === SDKS.length ? "all four" : sdks.join(", ");
    return `| ${says} | ${which} | ${row} |`;
  });
}

const bareText = (text: string): string => (text === "-" ? "not measured" : text);

function ours({ code, cause, zoom, rule, message = "" }: Measured): string {
  if (code === "joined") return "joined";
  const said = zoom ? `, the SDK's ${zoom}` : "";
  const ends = `\`${code}\`, \`${cause}\`${said}`;
  // Where a rule is the whole reason, its page says it; where it is how far the join came, the message does.
  const words = message.replace(/^.*?: (?=\S)/, "");
  return `${ends}: ${code === "rejected-before-join" && rule ? `[${rule}](rules/${rule}.md)` : words}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}

const TABLE = "| condition | SDK | by itself | through `joinMeeting` |\n|---|---|---|---|";

const HEAD = `# A join in conditions that make it fail

What Zoom's Meeting SDK for Web does by itself, and how the same ends through \`joinMeeting\`, in component and client
view of 6.2.0 and of 3.13.1. Both were measured by running the shipped SDK in headless Chromium against a stand-in; no
server of Zoom's was asked.

"By itself" is what \`join()\` gave back; "no call back" means neither success nor error, in the time waited. That
stand-in refused every signature: where the SDK shows 3712 it had checked nothing and sent it. "Through \`joinMeeting\`"
is the error's \`code\` and \`cause\`, the SDK's own code if it gave one, and what the message names; this
stand-in (the project's sandbox) accepts what is right, so that a condition which does no harm joins. A silence was cut
short here after 15 to 25 s; the library itself waits a minute unless told otherwise, in which some of these end in
the SDK's own "connection error", as \`zoom-unreachable\`.

\`npm run test:long\` measures the last column and writes this page; a test keeps it and the results together.`;

/** How much of the table was run. Only of a whole one is it said that nothing hung. */
function extent(measured: readonly Measured[]): string {
  const ids = new Set(GROUPS.flatMap(({ conditions }) => conditions.map(({ id }) => id)));
  const all = ids.size * SDKS.length;
  const ran = measured.filter(({ id, sdk }) => ids.has(id) && SDKS.includes(sdk)).length;
  return ran === all
    ? `All ${all} joins of the table were run: none hung, and no promise of the library's was left rejected. Where its files or\nZoom's answer are not usable, client view leaves rejections of its own, which nobody else can handle.`
    : `So far ${ran} of the ${all} joins of the table were run, some with an earlier version of the library, which said some of the failures in other words. The rest says "not run".`;
}

const LEFT_OUT = `## Left out

Conditions of the SDK alone that cannot come about through \`joinMeeting\`, or that another row covers.`;
