import { type ErrorSurface, isOnSurface, type ZoomError } from "../zoom/error-book/index.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceOf } from "./example.ts";
import { RULES } from "./rules/index.ts";

/** Ids of the rules with an example in which Zoom answered with this error: the ones that look into it. */
export function rulesOfError(error: ZoomError): readonly string[] {
  return RULES.filter(({ examples }) =>
    examples.failing.some((example) => isShownIn(error, evidenceOf(example))),
  ).map(({ id }) => id);
}

function isShownIn(error: ZoomError, { error: seen, client }: Evidence): boolean {
  return (
    Number(seen?.code) === error.code && surfacesOf(client).some((surface) => isOnSurface(error, surface))
  );
}

/** Where a code that this client shows can stand in the book. Desktop SDKs show codes of three lists. */
function surfacesOf(client: Evidence["client"]): readonly ErrorSurface[] {
  switch (client?.platform) {
    case "android":
    case "ios":
      return [client.platform];
    case "linux":
    case "macos":
    case "native":
    case "windows":
      return ["native-auth", "native-meeting", "native-sdkerr"];
    default:
      if (client?.view === "client") return ["client-view"];
      return client?.view === "component" ? ["component-view"] : ["web"];
  }
}
