import type { JoinWish } from "@countersign/core/plan";

type Field = Exclude<keyof JoinWish, "sdkVersion" | "on">;

export interface Answer<Value> {
  /** As it is typed behind the flag. */
  readonly word: string;
  readonly value: Value;
  /** As it is offered to a person. */
  readonly label: string;
}

/** One field of the wish, as a flag and as a question. */
export interface Question<Name extends Field = Field> {
  readonly field: Name;
  readonly flag: string;
  readonly question: string;
  readonly answers: readonly Answer<NonNullable<JoinWish[Name]>>[];
  /** The word that is taken where nobody answers. */
  readonly usual: string;
  /** Whether a person is asked; the rest is taken as usual, which is right or harmless for most. */
  readonly asked: boolean;
}

const YES_OR_NO: Question<"registration">["answers"] = [
  { word: "no", value: false, label: "no" },
  { word: "yes", value: true, label: "yes" },
];

type Questions = { readonly [Name in Field]: Question<Name> };

const BY_FIELD: Questions = {
  meetingOf: {
    field: "meetingOf",
    flag: "meeting-of",
    question: "Whose meeting is it?",
    answers: [
      { word: "unknown", value: "unknown", label: "not known, or now this and now that" },
      { word: "own-account", value: "own-account", label: "of the account that owns the Zoom app" },
      { word: "other-account", value: "other-account", label: "of another account" },
    ],
    usual: "unknown",
    asked: true,
  },
  role: {
    field: "role",
    flag: "role",
    question: "In which role?",
    answers: [
      { word: "participant", value: 0, label: "participant (role 0)" },
      { word: "host", value: 1, label: "host, who starts the meeting (role 1)" },
    ],
    usual: "participant",
    asked: true,
  },
  participant: {
    field: "participant",
    flag: "participant",
    question: "Who joins?",
    answers: [
      { word: "guest", value: "guest", label: "a person who is no Zoom user here" },
      { word: "signed-in", value: "signed-in", label: "a person, as the Zoom user they are" },
      { word: "app", value: "app", label: "a program: a bot, a recorder" },
    ],
    usual: "guest",
    asked: true,
  },
  kind: {
    field: "kind",
    flag: "kind",
    question: "Meeting or webinar?",
    answers: [
      { word: "meeting", value: "meeting", label: "meeting" },
      { word: "webinar", value: "webinar", label: "webinar" },
    ],
    usual: "meeting",
    asked: true,
  },
  registration: {
    field: "registration",
    flag: "registration",
    question: "Does it want registration?",
    answers: YES_OR_NO,
    usual: "no",
    asked: true,
  },
  signInRequired: {
    field: "signInRequired",
    flag: "sign-in-required",
    question: "May only people join who are signed in to Zoom?",
    answers: YES_OR_NO,
    usual: "no",
    asked: true,
  },
  passcode: {
    field: "passcode",
    flag: "passcode",
    question: "Has it a passcode?",
    answers: [
      { word: "unknown", value: "unknown", label: "not known" },
      { word: "set", value: "set", label: "yes" },
      { word: "none", value: "none", label: "no" },
    ],
    usual: "unknown",
    asked: false,
  },
  platform: {
    field: "platform",
    flag: "platform",
    question: "Which SDK?",
    answers: [
      { word: "web", value: "web", label: "web" },
      { word: "native", value: "native", label: "iOS, Android, macOS, Windows, Linux" },
      { word: "react-native", value: "react-native", label: "React Native" },
    ],
    usual: "web",
    asked: false,
  },
};

export const QUESTIONS: readonly Question[] = Object.values(BY_FIELD) as readonly Question[];
