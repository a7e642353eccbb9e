import type { JoinItem, JoinItemName, JoinPlan, Need, WholeWish } from "@countersign/core/plan";

/** What each item is called in a sentence. */
export const ITEM_NAMES: Readonly<Record<JoinItemName, string>> = {
  signature: "signature",
  zak: "ZAK",
  obfToken: "OBF token",
  tk: "registrant token",
  userEmail: "e-mail address",
  passcode: "passcode",
};

export const NEEDS: Readonly<Record<Need, string>> = {
  needed: "needed",
  optional: "optional",
  "not-used": "not used",
  refused: "refused",
};

/** The outcome in one line. */
export function outcomeLine({ outcome, items, refusals }: JoinPlan): string {
  const named = namesOf(items, ({ need }) => need === "needed");
  switch (outcome) {
    case "possible":
      return `Possible, with ${listed(named)}`;
    case "refused":
      return `Refused: ${refusals.map(({ message }) => message).join("; ")}`;
    case "unknown":
      return `Not known whether it is possible; if it is, with ${listed(named)}`;
  }
}

export function namesOf(items: JoinPlan["items"], is: (item: JoinItem) => boolean): string[] {
  return Object.entries(items)
    .filter(([, item]) => is(item))
    .map(([name]) => ITEM_NAMES[name as JoinItemName]);
}

const PARTICIPANTS: Readonly<Record<WholeWish["participant"], string>> = {
  guest: "A person who is no Zoom user",
  "signed-in": "A person, as the Zoom user they are,",
  app: "A program",
};

const WHOSE: Readonly<Record<WholeWish["meetingOf"], string>> = {
  "own-account": "of the account that owns the app",
  "other-account": "of another account than the app's",
  unknown: "of an account that is not known",
};

const SDKS: Readonly<Record<WholeWish["platform"], string>> = {
  web: "the web SDK",
  native: "a native SDK",
  "react-native": "the React Native SDK",
};

/** What the plan is for, so that a reader sees what was understood. */
export function wishSentences(wish: WholeWish): string {
  const { participant, role, kind, meetingOf, registration, signInRequired, passcode, platform } = wish;
  const verb = role === 1 ? "starts, as its host (role 1)," : "takes part (role 0) in";
  const traits = [
    ...(registration ? ["It wants registration."] : []),
    ...(signInRequired ? ["Only people who are signed in to Zoom may join."] : []),
    ...(passcode === "set" ? ["It has a passcode."] : []),
    ...(passcode === "none" ? ["It has no passcode."] : []),
  ];
  const version = wish.sdkVersion === undefined ? ", a recent version" : ` ${wish.sdkVersion}`;
  return [
    `${PARTICIPANTS[participant]} ${verb} a ${kind} ${WHOSE[meetingOf]}, by ${SDKS[platform]}${version}, under the rules of ${wish.on}.`,
    ...traits,
  ].join(" ");
}

export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2
    ? (words[0] ?? "nothing")
    : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
