import { sourcesOf } from "./facts.ts";
import { GET_OBF, getZak } from "./get.ts";
import type { JoinItem } from "./result.ts";
import { OTHER_ACCOUNTS_RULE_SINCE, type WholeWish } from "./wish.ts";

/** Which Zoom user, if any, the join is to be known by. */
export interface Identity {
  readonly zak: JoinItem;
  readonly obfToken: JoinItem;
}

/** Whether the rule about meetings of other accounts applies. What is not known is taken for another account's. */
export function isOutside({ meetingOf, on }: WholeWish): boolean {
  return meetingOf !== "own-account" && on >= OTHER_ACCOUNTS_RULE_SINCE;
}

/** ZAK and OBF token: one of them, or none, never both. */
export function identityOf(wish: WholeWish): Identity {
  if (wish.role === 1) return hostIdentity(wish);
  if (wish.signInRequired) {
    return wish.participant === "guest"
      ? {
          zak: noUser(),
          obfToken: notUsed("Zoom's staff names a ZAK for such meetings, and a guest has none."),
        }
      : byZak(
          wish,
          "Only people who are signed in to Zoom may join, and a ZAK is how the SDK signs one in.",
          [...sourcesOf("sign-in-needs-zak")],
        );
  }
  if (isOutside(wish)) return outsideIdentity(wish);
  return wish.meetingOf === "own-account" ? insideIdentity(wish) : beforeTheRule(wish);
}

function hostIdentity(wish: WholeWish): Identity {
  const obfToken: JoinItem = {
    need: "refused",
    why: "An OBF token joins; it never starts a meeting.",
    sources: sourcesOf("obf-joins-only"),
  };
  if (wish.participant === "guest") return { zak: noUser(), obfToken };
  const maySkip =
    wish.meetingOf === "own-account" &&
    wish.platform === "web" &&
    wish.kind === "meeting" &&
    !wish.signInRequired;
  if (!maySkip) {
    const why =
      "Role 1 starts the meeting as its host: the ZAK of the host or of an alternative host says who that is.";
    const sources = sourcesOf("zak-starts", ...(wish.signInRequired ? (["sign-in-needs-zak"] as const) : []));
    return { zak: { need: "needed", why, get: getZak(wish), sources }, obfToken };
  }
  const why =
    "In a meeting of the app's own account one of Zoom's pages asks for none and another does; with the host's ZAK both are right.";
  const sources = sourcesOf("role-1-contradiction");
  return { zak: { need: "optional", advised: true, why, get: getZak(wish), sources }, obfToken };
}

function outsideIdentity(wish: WholeWish): Identity {
  if (wish.participant === "signed-in") {
    return byZak(
      wish,
      wish.meetingOf === "unknown"
        ? "The meeting may be of another account, and there the person's ZAK is needed; elsewhere it does no harm."
        : "The meeting is of another account: a person joins it as the Zoom user they are.",
      sourcesOf("other-account-needs-user", "zak-acts-as-user"),
    );
  }
  const guest = wish.participant === "guest";
  const who = guest ? "a guest has no ZAK" : "the app comes along with a Zoom user";
  const maybe = wish.meetingOf === "unknown" ? "may be" : "is";
  return {
    zak: exclusive("ZAK", "OBF token"),
    obfToken: {
      need: "needed",
      why: `The meeting ${maybe} of another account and ${who}: the OBF token of a user who is in the meeting brings it in.`,
      get: GET_OBF,
      sources: sourcesOf("other-account-needs-user", "obf-joins-beside-user"),
    },
  };
}

function insideIdentity(wish: WholeWish): Identity {
  const obfToken = notUsed(
    "A meeting of the app's own account needs none.",
    sourcesOf("own-account-needs-none"),
  );
  if (wish.participant === "guest") return { zak: noUser(), obfToken };
  const why = "Without it the join is nobody's in particular; with it, it is that Zoom user's.";
  const sources = sourcesOf("own-account-needs-none", "zak-acts-as-user");
  return { zak: { need: "optional", why, get: getZak(wish), sources }, obfToken };
}

/** Before 2026-03-02 a signature alone opened another account's meeting. */
function beforeTheRule(wish: WholeWish): Identity {
  const why = `Before ${OTHER_ACCOUNTS_RULE_SINCE} the signature alone opens the meeting.`;
  const sources = sourcesOf("other-account-needs-user");
  const zak: JoinItem = { need: "optional", why, get: getZak(wish), sources };
  const obfToken: JoinItem = { need: "optional", why, get: GET_OBF, sources };
  if (wish.participant === "signed-in")
    return { zak, obfToken: notUsed("A person comes with their own ZAK.") };
  return wish.participant === "guest" ? { zak: noUser(), obfToken } : { zak, obfToken };
}

function byZak(wish: WholeWish, why: string, sources: JoinItem["sources"]): Identity {
  return {
    zak: { need: "needed", why, get: getZak(wish), sources },
    obfToken: exclusive("OBF token", "ZAK"),
  };
}

function exclusive(this_: string, other: string): JoinItem {
  return {
    need: "refused",
    why: `The ${other} is needed, and with ${this_ === "ZAK" ? "a" : "an"} ${this_} beside it the SDK refuses the call.`,
    sources: sourcesOf("zak-or-obf"),
  };
}

function noUser(): JoinItem {
  return notUsed(
    "A guest is no Zoom user, so there is nobody to have a ZAK of.",
    sourcesOf("zak-acts-as-user"),
  );
}

export function notUsed(why: string, sources: JoinItem["sources"] = []): JoinItem {
  return { need: "not-used", why, sources };
}
