export { type FactSource, JOIN_FACTS, type JoinFact, type JoinFactId } from "../zoom/join-facts.ts";
export {
  type ClientViewParameters,
  type ComponentViewParameters,
  type JoinTokens,
  joinParameters,
} from "./parameters.ts";
export { planJoin } from "./plan.ts";
export type {
  HowToGet,
  JoinItem,
  JoinItemName,
  JoinPlan,
  Need,
  ParameterNames,
  PlanCondition,
  PlanNoteId,
  PlanRefusal,
  PlanRefusalCode,
  PlanUnknown,
} from "./result.ts";
export { type JoinWish, OTHER_ACCOUNTS_RULE_SINCE, type WholeWish, WISH_VALUES } from "./wish.ts";
