import type { FactSource } from "../zoom/join-facts.ts";
import type { WholeWish } from "./wish.ts";

/** What a join can carry, by the name it has in the web SDK's docs; the passcode is named by view. */
export type JoinItemName = "signature" | "zak" | "obfToken" | "tk" | "userEmail" | "passcode";

/**
 * - `needed`: without it Zoom refuses the join
 * - `optional`: the join works with it and without it
 * - `not-used`: it would change nothing, or there is none; leave it out
 * - `refused`: with it Zoom or the SDK refuses the join
 */
export type Need = "needed" | "optional" | "not-used" | "refused";

/** Where an item comes from. */
export interface HowToGet {
  /** What is asked of Zoom's API, as method and path. */
  readonly request: string;
  /** Whose consent the access token stands for. `server-to-server` reaches users of the app's own account. */
  readonly oauth: readonly ("user" | "server-to-server")[];
  /** One of these, by granular name; `:admin` where the access token is not the user's own. Empty where none was read. */
  readonly scopes: readonly string[];
  /** The same by classic name. */
  readonly classicScopes: readonly string[];
  readonly sources: readonly FactSource[];
}

export interface JoinItem {
  readonly need: Need;
  /** Optional, and better given. */
  readonly advised?: true;
  readonly why: string;
  readonly get?: HowToGet;
  readonly sources: readonly FactSource[];
}

export type PlanRefusalCode =
  | "host-needs-zak"
  | "guest-cannot-sign-in"
  | "sdk-without-obf-token"
  | "sdk-too-old-for-other-accounts";

/** Why no set of tokens makes this join possible. */
export interface PlanRefusal {
  readonly code: PlanRefusalCode;
  /** The field of the wish that stands in the way. */
  readonly field: keyof WholeWish;
  readonly message: string;
  readonly help: string;
  readonly sources: readonly FactSource[];
}

export type PlanNoteId =
  | "whose-meeting"
  | "role-1-without-zak"
  | "obf-single-use"
  | "obf-for-a-guest"
  | "obf-and-sign-in"
  | "react-native-obf"
  | "registration-of-a-host"
  | "webinar-start"
  | "webinar-registration";

/** What nobody could say without a Zoom account to try it with. */
export interface PlanUnknown {
  readonly id: PlanNoteId;
  readonly says: string;
  /** Whether the join stands or falls with it. */
  readonly decides: boolean;
  readonly sources: readonly FactSource[];
}

/** What has to hold beside the tokens. */
export interface PlanCondition {
  readonly says: string;
  readonly sources: readonly FactSource[];
}

/** A parameter's name in each view of the web SDK and in the native ones. */
export interface ParameterNames {
  readonly client: string;
  readonly component: string;
  readonly native?: string;
}

export interface JoinPlan {
  readonly schema: 1;
  /** The wish with its defaults. */
  readonly wish: WholeWish;
  /** `unknown` where the join stands or falls with something that is not established. */
  readonly outcome: "possible" | "refused" | "unknown";
  readonly items: Readonly<Record<JoinItemName, JoinItem>>;
  readonly refusals: readonly PlanRefusal[];
  readonly unknowns: readonly PlanUnknown[];
  readonly conditions: readonly PlanCondition[];
  /** Names in `join()` of what is needed or optional, and of `sdkKey` where the version wants it. */
  readonly parameters: Readonly<Record<string, ParameterNames>>;
}
