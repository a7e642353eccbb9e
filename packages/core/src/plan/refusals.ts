import { compareVersions, parseVersion, takesObfToken } from "../zoom/sdk-versions.ts";
import { sourcesOf } from "./facts.ts";
import { isOutside } from "./identity.ts";
import type { JoinItem, JoinItemName, PlanRefusal } from "./result.ts";
import type { WholeWish } from "./wish.ts";

type Items = Readonly<Record<JoinItemName, JoinItem>>;

/** What no token mends. Empty: nothing that is known stands in the way. */
export function refusalsOf(wish: WholeWish, items: Items): readonly PlanRefusal[] {
  return [hostWithoutUser(wish), guestAmongUsers(wish), obfTooEarly(wish, items), outsideTooOld(wish)].filter(
    (refusal) => refusal !== undefined,
  );
}

function hostWithoutUser({ role, participant, meetingOf }: WholeWish): PlanRefusal | undefined {
  if (role !== 1 || participant !== "guest" || meetingOf !== "other-account") return undefined;
  return {
    code: "host-needs-zak",
    field: "participant",
    message: "role 1 in another account's meeting needs the host's ZAK, and a guest has none",
    help: "Join with role 0, or as the host: a signed-in user whose ZAK can be had.",
    sources: sourcesOf("host-elsewhere-refused", "zak-starts"),
  };
}

function guestAmongUsers({ signInRequired, participant }: WholeWish): PlanRefusal | undefined {
  if (!signInRequired || participant !== "guest") return undefined;
  return {
    code: "guest-cannot-sign-in",
    field: "signInRequired",
    message: "the meeting admits only who is signed in to Zoom, and a guest is not",
    help: "Let the person sign in to Zoom and pass their ZAK, or switch the requirement off for this meeting.",
    sources: sourcesOf("sign-in-needs-zak"),
  };
}

function obfTooEarly(wish: WholeWish, { obfToken }: Items): PlanRefusal | undefined {
  const { platform, sdkVersion, participant } = wish;
  if (obfToken.need !== "needed" || sdkVersion === undefined) return undefined;
  const way = participant === "guest" ? "" : ", or join as a Zoom user with that user's ZAK";
  const refusal = (
    version: string,
    help: string,
    fact: "obf-web-version" | "obf-react-native",
  ): PlanRefusal => ({
    code: "sdk-without-obf-token",
    field: "sdkVersion",
    message: `an OBF token is needed, and ${version} does not take one`,
    help,
    sources: sourcesOf(fact),
  });
  if (platform === "web" && takesObfToken(sdkVersion) === false) {
    return refusal(
      `version ${sdkVersion.trim()} of the web SDK`,
      `Update \`@zoom/meetingsdk\` to 5.0.0 or later${way}.`,
      "obf-web-version",
    );
  }
  if (platform === "react-native" && isAtMost(sdkVersion, "6.6.0")) {
    return refusal(
      `version ${sdkVersion.trim()} of the React Native SDK`,
      `Try a later version${way}.`,
      "obf-react-native",
    );
  }
  return undefined;
}

function outsideTooOld(wish: WholeWish): PlanRefusal | undefined {
  const { platform, sdkVersion, role } = wish;
  if (platform !== "native" || !isOutside(wish) || role === 1 || sdkVersion === undefined) return undefined;
  if (wish.meetingOf !== "other-account" || isAtMost("5.17.5", sdkVersion)) return undefined;
  return {
    code: "sdk-too-old-for-other-accounts",
    field: "sdkVersion",
    message: `meetings of other accounts need a native SDK of 5.17.5 or later, and this is ${sdkVersion.trim()}`,
    help: "Update the SDK; from 6.6.10 on its errors say more.",
    sources: sourcesOf("other-account-needs-user", "obf-native-version"),
  };
}

export function isAtMost(version: string, most: string): boolean {
  const [one, other] = [parseVersion(version), parseVersion(most)];
  return one !== undefined && other !== undefined && compareVersions(one, other) <= 0;
}
