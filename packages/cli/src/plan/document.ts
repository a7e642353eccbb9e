import type { Block, Document, Tone } from "@countersign/core/diagnose";
import type { HowToGet, JoinItem, JoinItemName, JoinPlan, ParameterNames } from "@countersign/core/plan";
import { ITEM_NAMES, listed, NEEDS, outcomeLine, wishSentences } from "./sentence.ts";
import { Sources } from "./sources.ts";
import type { View } from "./wish.ts";

const TONES: Readonly<Record<JoinPlan["outcome"], Tone>> = {
  possible: "good",
  refused: "bad",
  unknown: "doubtful",
};

/** A plan for a person to read; with a view only that view's names. */
export function planDocument(plan: JoinPlan, view?: View): Document {
  const sources = new Sources();
  const { refusals, unknowns, conditions, outcome, items } = plan;
  const blocks: readonly Block[] = [
    { kind: "title", tone: TONES[outcome], text: outcomeLine(plan) },
    text(wishSentences(plan.wish)),
    ...section(
      "Refused, and the way out",
      refusals.map(
        ({ message, help, sources: from }) => `${sentence(message)}${sources.marks(from)} ${help}`,
      ),
    ),
    ...(Object.entries(items) as [JoinItemName, JoinItem][]).flatMap(([name, one]) =>
      itemBlocks(name, one, plan, view, sources),
    ),
    ...sdkKeyBlocks(plan, view),
    ...section(
      "What has to hold beside it",
      conditions.map(({ says, sources: from }) => says + sources.marks(from)),
    ),
    ...section(
      "Not known",
      unknowns.map(
        ({ says, decides, sources: from }) =>
          `${decides ? "The join stands or falls with it: " : ""}${says}${sources.marks(from)}`,
      ),
    ),
  ];
  return [
    ...blocks,
    ...section("Known from", sources.lines()),
    text("Nothing of it was tried against Zoom."),
  ];
}

function itemBlocks(
  name: JoinItemName,
  one: JoinItem,
  plan: JoinPlan,
  view: View | undefined,
  sources: Sources,
): Block[] {
  const advised = one.advised ? ", and better given" : "";
  const names = plan.parameters[name];
  const why = one.why + sources.marks(one.sources);
  const getting = one.need === "needed" || one.need === "optional" ? waysTo(name, one, plan, sources) : [];
  return [
    { kind: "heading", text: `${ITEM_NAMES[name]}: ${NEEDS[one.need]}${advised}` },
    text(why),
    ...[...getting, ...(names ? [`name: ${parameterNames(names, plan, view)}`] : [])].map(item),
  ];
}

/** How an item is had. What Zoom's API does not give has no request in the plan. */
function waysTo(name: JoinItemName, { get }: JoinItem, plan: JoinPlan, sources: Sources): string[] {
  if (name === "signature") {
    const flags = plan.wish.platform === "web" ? `-m NUMBER -r ${plan.wish.role}` : "--native";
    return [`how: \`countersign sign ${flags}\`, or the server: \`POST /v1/signature\``];
  }
  if (name === "passcode") {
    return [
      "how: whoever invites has it; of a meeting of the app's own account, `GET /v2/meetings/{meetingNumber}` says it as `password`",
    ];
  }
  return get === undefined
    ? []
    : [
        `how: \`${get.request}\`${sources.marks(get.sources)}`,
        `access token: ${accessToken(get)}`,
        scopes(get),
      ];
}

const GRANTS: Readonly<Record<HowToGet["oauth"][number], string>> = {
  user: "of the user, who consents to the app (user OAuth)",
  "server-to-server": "Server-to-Server OAuth",
};

function accessToken({ oauth }: HowToGet): string {
  return listed(
    oauth.map((one) => GRANTS[one]),
    "or",
  );
}

function scopes({ scopes: granular, classicScopes: classic }: HowToGet): string {
  if (granular.length === 0) return "scopes: not known, no page was read that names them";
  const quoted = (names: readonly string[]) =>
    listed(
      names.map((one) => `\`${one}\``),
      "or",
    );
  return `scopes: ${quoted(granular)}; classic: ${quoted(classic)}`;
}

function parameterNames(names: ParameterNames, plan: JoinPlan, view: View | undefined): string {
  if (plan.wish.platform !== "web") {
    return names.native === undefined ? "none in this SDK's `join`" : `\`${names.native}\``;
  }
  if (view !== undefined) return `\`${names[view]}\` in \`join()\` of ${view} view`;
  return names.client === names.component
    ? `\`${names.client}\` in \`join()\` of both views`
    : `\`${names.client}\` in \`join()\` of client view, \`${names.component}\` in component view's`;
}

/** Beside the items, since it is no secret and has nothing to be got. */
function sdkKeyBlocks(plan: JoinPlan, view: View | undefined): Block[] {
  const names = plan.parameters.sdkKey;
  if (names === undefined) return [];
  return [
    { kind: "heading", text: "SDK key: needed" },
    text("This version wants the app's client id as a parameter, too."),
    item(`name: ${parameterNames(names, plan, view)}`),
  ];
}

function section(title: string, lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: "heading", text: title }, ...lines.map(item)];
}

function text(words: string): Block {
  return { kind: "text", text: words };
}

function item(words: string): Block {
  return { kind: "item", text: words };
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
