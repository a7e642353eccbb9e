import { sourcesOf } from "./facts.ts";
import { getRegistrantToken } from "./get.ts";
import { identityOf, notUsed } from "./identity.ts";
import type { JoinItem, JoinItemName } from "./result.ts";
import type { WholeWish } from "./wish.ts";

/** Everything a join can carry, and whether this one does. */
export function itemsOf(wish: WholeWish): Readonly<Record<JoinItemName, JoinItem>> {
  const { zak, obfToken } = identityOf(wish);
  return {
    signature: signature(wish),
    zak,
    obfToken,
    tk: registrantToken(wish),
    userEmail: userEmail(wish),
    passcode: passcode(wish),
  };
}

function signature({ platform, role }: WholeWish): JoinItem {
  return platform === "web"
    ? {
        need: "needed",
        why: `Every join carries one: with this meeting's number and role ${role}.`,
        sources: sourcesOf("signature-always"),
      }
    : {
        need: "needed",
        why: "The SDK is authorised with it, once for the app: without meeting number and role.",
        sources: sourcesOf("signature-always", "native-signature-is-the-apps"),
      };
}

function registrantToken(wish: WholeWish): JoinItem {
  if (!wish.registration) return notUsed("There is no registration.");
  if (wish.role === 1) return notUsed("Registration is for those who attend.");
  return {
    need: "needed",
    why: "It says which registrant this is: the `tk` in the registrant's own `join_url`.",
    get: getRegistrantToken(wish),
    sources: sourcesOf("registrant-token"),
  };
}

function userEmail({ registration, kind, role }: WholeWish): JoinItem {
  if (role === 1) {
    return kind === "webinar"
      ? {
          need: "needed",
          why: "A webinar is started with the address of its host or an alternative host.",
          sources: sourcesOf("webinar-host-email"),
        }
      : { need: "optional", why: "It is shown to others as given.", sources: [] };
  }
  if (registration) {
    return {
      need: "needed",
      why: "It has to be the address that was registered.",
      sources: sourcesOf("registrant-token", ...(kind === "webinar" ? (["webinar-email"] as const) : [])),
    };
  }
  return kind === "webinar"
    ? { need: "needed", why: "A webinar asks for it.", sources: sourcesOf("webinar-email") }
    : { need: "optional", why: "It is shown to others as given.", sources: [] };
}

function passcode({ passcode: has, platform }: WholeWish): JoinItem {
  const sources = platform === "web" ? sourcesOf("passcode-name") : [];
  if (has === "set") return { need: "needed", why: "The meeting has one.", sources };
  if (has === "none") return { need: "not-used", why: "The meeting has none.", sources };
  return { need: "optional", why: "Needed where the meeting has one, which is not known here.", sources };
}
