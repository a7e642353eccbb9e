import type { JoinFactId } from "../zoom/join-facts.ts";
import { joinsByScriptRequest, takesObfToken, wantsSdkKeyInJoin } from "../zoom/sdk-versions.ts";
import { told } from "./facts.ts";
import type { JoinItem, JoinItemName, PlanCondition } from "./result.ts";
import type { WholeWish } from "./wish.ts";

/** What has to hold beside the tokens, or is to be known before they are sent. */
export function conditionsOf(
  { meetingOf, platform, sdkVersion, role }: WholeWish,
  { zak, obfToken }: Readonly<Record<JoinItemName, JoinItem>>,
): readonly PlanCondition[] {
  const web = platform === "web";
  const obf = obfToken.need === "needed" || obfToken.need === "optional";
  const facts: (JoinFactId | false)[] = [
    meetingOf !== "own-account" && "app-reviewed",
    obf && "obf-joins-beside-user",
    (zak.need === "needed" || obf) && "user-oauth-elsewhere",
    role === 1 && zak.need !== "not-used" && "zak-starts",
    obf && web && (sdkVersion === undefined || takesObfToken(sdkVersion) === false) && "obf-web-version",
    obf && platform === "native" && "obf-native-version",
    zak.need === "optional" && obfToken.need === "optional" && "zak-or-obf",
    web && sdkVersion !== undefined && wantsSdkKeyInJoin(sdkVersion) === true && "sdk-key-parameter",
    web &&
      sdkVersion !== undefined &&
      joinsByScriptRequest(sdkVersion, "client-view") === true &&
      "tokens-in-address",
  ];
  return facts.filter((id) => id !== false).map(told);
}
