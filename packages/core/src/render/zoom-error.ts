import { code } from "../diagnose/words.ts";
import type { ErrorSurface, KnownFrom, ZoomError } from "../zoom/error-book/types.ts";
import { type Block, type Document, heading, item, text } from "./document.ts";

export const SURFACES: { readonly [S in ErrorSurface]: string } = {
  web: "Web, both views",
  "client-view": "Web, client view",
  "component-view": "Web, component view",
  "native-auth": "desktop SDKs, authentication",
  "native-meeting": "desktop SDKs, meeting",
  "native-sdkerr": "desktop SDKs, calls of the SDK",
  android: "Android",
  ios: "iOS",
  rest: "Zoom's REST API",
  oauth: "Zoom's OAuth",
};

const KNOWN: { readonly [K in KnownFrom]: string } = {
  "zoom-page": "Zoom documents it",
  sdk: "it stands in the SDK as shipped",
  observed: "the SDK was seen to show it",
  reports: "users met it",
};

const VIEWS = { "client-view": "Client view", "component-view": "Component view" } as const;

/**
 * The page of a code: each thing it can mean, by where it is shown.
 *
 * @param rulesOf The ids of the rules that look into an error, as `rulesOfError` gives them. A page that carries no rules leaves it out.
 */
export function errorDocument(
  errors: readonly ZoomError[],
  rulesOf: (error: ZoomError) => readonly string[] = () => [],
): Document {
  const [first] = errors;
  if (!first) return [];
  const title: Block = { kind: "title", tone: "plain", text: `Zoom's error ${first.code}` };
  return [title, ...errors.flatMap((error) => sectionOf(error, rulesOf(error)))];
}

function sectionOf(error: ZoomError, rules: readonly string[]): Block[] {
  const { surface, name, shows, silentIn = [], means, causes, versions, notes, sources } = error;
  return [
    heading(`${SURFACES[surface]}${name === undefined ? "" : `: ${name}`}`),
    text(means),
    shows.length > 0
      ? text(`What is shown: ${shows.map(code).join(" or ")}`)
      : text("No text is known to be shown with it."),
    ...silentIn.map((view) =>
      text(`${VIEWS[view]} says nothing at all: neither success nor error comes back.`),
    ),
    text(causes.length > 1 ? "Why, most likely first, and the way out:" : "Why, and the way out:"),
    ...causes.map(({ cause, help }) => item(`${cause} ${help}`)),
    ...(versions === undefined ? [] : [text(`Versions: ${versions}`)]),
    ...notes.map(text),
    ...(rules.length > 0
      ? [text(`\`countersign doctor\` looks into it with ${rules.map((id) => `\`${id}\``).join(", ")}.`)]
      : []),
    text(`Known: ${KNOWN[error.knownFrom]}.`),
    ...sources.map(({ url, says, read }) => item(`${says} ${url} (read ${read})`)),
  ];
}
