import type { JoinFactId } from "../zoom/join-facts.ts";
import { sourcesOf, told } from "./facts.ts";
import { isAtMost } from "./refusals.ts";
import type { JoinItem, JoinItemName, PlanNoteId, PlanUnknown } from "./result.ts";
import type { WholeWish } from "./wish.ts";

type Items = Readonly<Record<JoinItemName, JoinItem>>;

/** What is not established about this very join. */
export function unknownsOf(wish: WholeWish, items: Items): readonly PlanUnknown[] {
  const { meetingOf, role, participant, registration, signInRequired, kind, platform, sdkVersion } = wish;
  const web = platform === "web";
  const obf = items.obfToken.need === "needed";
  const found: (PlanUnknown | false)[] = [
    meetingOf === "unknown" && {
      id: "whose-meeting",
      says: "Whose meeting it is decides; this plan is made as for another account's. `GET /v2/meetings/{meetingNumber}` finds a meeting of the app's own account and says who hosts it.",
      decides: role === 1 && participant === "guest",
      sources: sourcesOf("own-account-needs-none", "other-account-needs-user"),
    },
    role === 1 &&
      meetingOf !== "other-account" &&
      items.zak.need !== "needed" &&
      fact("role-1-without-zak", "role-1-contradiction", items.zak.need === "not-used"),
    obf && fact("obf-single-use", "obf-single-use-contradiction"),
    obf &&
      participant === "guest" && {
        id: "obf-for-a-guest",
        says: "Zoom's pages speak of an app that accompanies a user. That a person who is no Zoom user may come in by an OBF token is said nowhere.",
        decides: false,
        sources: sourcesOf("obf-joins-beside-user"),
      },
    signInRequired &&
      participant === "app" &&
      role === 0 && {
        id: "obf-and-sign-in",
        says: "Whether an OBF token serves where people have to be signed in is said nowhere; the plan takes a ZAK.",
        decides: false,
        sources: sourcesOf("sign-in-needs-zak"),
      },
    obf &&
      platform === "react-native" &&
      (sdkVersion === undefined || !isAtMost(sdkVersion, "6.6.0")) && {
        id: "react-native-obf",
        says: "Whether a React Native SDK later than 6.6.0 takes an OBF token was not read.",
        decides: true,
        sources: sourcesOf("obf-react-native"),
      },
    registration &&
      role === 1 && {
        id: "registration-of-a-host",
        says: "That a host needs no `tk` is said nowhere; registration is described for those who attend.",
        decides: false,
        sources: sourcesOf("registrant-token"),
      },
    web && kind === "webinar" && role === 1 && fact("webinar-start", "webinar-start-contradiction", true),
    web &&
      kind === "webinar" &&
      registration &&
      role === 0 &&
      fact("webinar-registration", "webinar-registration-contradiction"),
  ];
  return found.filter((unknown) => unknown !== false);
}

function fact(id: PlanNoteId, from: JoinFactId, decides = false): PlanUnknown {
  return { id, decides, ...told(from) };
}
