import { wantsSdkKeyInJoin } from "../zoom/sdk-versions.ts";
import type { JoinItem, JoinItemName, JoinPlan, ParameterNames } from "./result.ts";
import type { WholeWish } from "./wish.ts";

/** Each item's name in `join()`. Native names are iOS's and the desktop's; Android and React Native differ in part. */
const NAMES: Readonly<Record<JoinItemName, ParameterNames>> = {
  signature: { client: "signature", component: "signature" },
  zak: { client: "zak", component: "zak", native: "userZAK" },
  obfToken: { client: "obfToken", component: "obfToken", native: "onBehalfToken" },
  tk: { client: "tk", component: "tk", native: "webinarToken" },
  userEmail: { client: "userEmail", component: "userEmail" },
  passcode: { client: "passWord", component: "password", native: "password" },
};

/** React Native's own. It has none for an OBF token in 6.6.0. */
const REACT_NATIVE: Partial<Record<JoinItemName, string>> = {
  zak: "zoomAccessToken",
  tk: "webinarToken",
  passcode: "password",
};

const SDK_KEY: ParameterNames = { client: "sdkKey", component: "sdkKey" };

export function parametersOf(
  wish: WholeWish,
  items: Readonly<Record<JoinItemName, JoinItem>>,
): Readonly<Record<string, ParameterNames>> {
  const used = Object.entries(NAMES).filter(([name]) => {
    const { need } = items[name as JoinItemName];
    return need === "needed" || need === "optional";
  });
  return Object.fromEntries([
    ...used.map(([name, names]) => [name, forPlatform(name as JoinItemName, names, wish)] as const),
    ...(wantsSdkKey(wish) ? [["sdkKey", SDK_KEY] as const] : []),
  ]);
}

function forPlatform(name: JoinItemName, names: ParameterNames, { platform }: WholeWish): ParameterNames {
  const { client, component } = names;
  if (platform !== "react-native") return names;
  const native = REACT_NATIVE[name];
  return { client, component, ...(native !== undefined && { native }) };
}

function wantsSdkKey({ platform, sdkVersion }: WholeWish): boolean {
  return platform === "web" && sdkVersion !== undefined && wantsSdkKeyInJoin(sdkVersion) === true;
}

/** What was fetched for one join. */
export interface JoinTokens {
  readonly signature: string;
  readonly passcode?: string;
  readonly zak?: string;
  readonly obfToken?: string;
  readonly tk?: string;
  readonly userEmail?: string;
  /** Only for versions up to 3.x, which want it as a parameter. */
  readonly sdkKey?: string;
}

/** For client view. `passWord` is always there, empty where the meeting has none: the view wants the name. */
export interface ClientViewParameters extends Omit<JoinTokens, "passcode"> {
  readonly passWord: string;
}

export interface ComponentViewParameters extends Omit<JoinTokens, "passcode"> {
  readonly password: string;
}

const GIVEN = ["signature", "passcode", "zak", "obfToken", "tk", "userEmail", "sdkKey"] as const;

/**
 * The parameters as the web SDK's `join()` of that view names them, to be spread into its argument. What the plan does
 * not use is left out.
 *
 * @throws TypeError where something needed is missing or empty, something refused is given, both a ZAK and an OBF
 *   token are given, or the plan is refused or not for the web
 */
export function joinParameters(plan: JoinPlan, tokens: JoinTokens, view: "client"): ClientViewParameters;
export function joinParameters(
  plan: JoinPlan,
  tokens: JoinTokens,
  view: "component",
): ComponentViewParameters;
export function joinParameters(
  plan: JoinPlan,
  tokens: JoinTokens,
  view: "client" | "component",
): ClientViewParameters | ComponentViewParameters;
export function joinParameters(
  plan: JoinPlan,
  tokens: JoinTokens,
  view: "client" | "component",
): ClientViewParameters | ComponentViewParameters {
  if (view !== "client" && view !== "component") throw new TypeError("view is client or component");
  if (plan.wish.platform !== "web") throw new TypeError("the plan is not for the web");
  if (plan.outcome === "refused") throw new TypeError("the plan is refused: there is no such join");
  for (const name of GIVEN) {
    const value: unknown = tokens[name];
    if (value !== undefined && typeof value !== "string") throw new TypeError(`${name} is a text`);
  }
  if (tokens.zak && tokens.obfToken) throw new TypeError("zak and obfToken exclude each other: give one");
  const { passcode = "" } = tokens;
  const rest = Object.fromEntries(
    GIVEN.filter((name) => name !== "passcode").flatMap((name) => {
      const value = tokens[name];
      const need = name === "sdkKey" ? needOfSdkKey(plan.wish) : plan.items[name].need;
      check(name, need, value);
      // An undefined value is left out: client view never answers a call with `userEmail: undefined`.
      return value && need !== "not-used" ? [[name, value]] : [];
    }),
  ) as unknown as Omit<JoinTokens, "passcode">;
  check("passcode", plan.items.passcode.need, passcode);
  const secret = plan.items.passcode.need === "not-used" ? "" : passcode;
  return view === "client" ? { ...rest, passWord: secret } : { ...rest, password: secret };
}

function needOfSdkKey(wish: WholeWish): "needed" | "not-used" {
  return wantsSdkKey(wish) ? "needed" : "not-used";
}

function check(name: string, need: JoinItem["need"], value: string | undefined): void {
  if (need === "needed" && !value) throw new TypeError(`the plan needs ${name}`);
  if (need === "refused" && value) throw new TypeError(`with ${name} this join is refused`);
}
