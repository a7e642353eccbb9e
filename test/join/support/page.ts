/** Runs in the browser: takes an order, joins with the library, and says how it ended. */
import { JoinError, type JoinOptions, joinMeeting } from "@countersign/join";
import type { Ended, Order } from "./order.ts";

const unhandled: string[] = [];
addEventListener("unhandledrejection", ({ reason }) => {
  unhandled.push(reason instanceof Error ? `${reason.name}: ${reason.message}` : JSON.stringify(reason));
});

const SPECIAL = {
  undefined: () => undefined,
  null: () => null,
  object: (text: string) => ({ data: { signature: text } }),
  promise: (text: string) => `${Promise.resolve(text)}`,
  function: (text: string) => () => text,
};

function sdkOf({ version, files }: Order): JoinOptions["sdk"] {
  if (files === "a module, not loaded") return () => Promise.reject(new Error("it was loaded"));
  if (files === "cdn") return { version, from: "cdn" };
  const path = `/sdk/${version}${files === "trailing slash" ? "/" : ""}`;
  return { version, from: "npm", baseUrl: files === "relative address" ? path : location.origin + path };
}

function optionsOf(order: Order, signal: AbortSignal, told: JoinOptions["onStep"]): JoinOptions {
  const { view, give, meetingNumber = "87270695528", userName = "Ada Lovelace" } = order;
  const { passcode, role, tk, zak, obfToken, webEndpoint, init, deadlines, reactVersion } = order;
  const optional = { passcode, role, tk, zak, obfToken, webEndpoint, init, deadlines, reactVersion };
  return {
    view,
    userName,
    signal,
    sdk: sdkOf(order),
    root: order.noRoot ? null : document.getElementById("root"),
    ...("joinEndpoint" in give ? give : { meetingNumber, ...sourceOf(give) }),
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<JoinOptions>),
    ...(order.files === "a module, not loaded" && { sdkVersion: order.version }),
    ...(order.withUndefined && { userEmail: undefined, tk: undefined, customerKey: undefined }),
    ...(told && { onStep: told }),
  };
}

type Given = Exclude<Order["give"], { readonly joinEndpoint: string }>;

function sourceOf(give: Given): Pick<JoinOptions, "endpoint" | "getSignature"> {
  if ("endpoint" in give) return { endpoint: give.endpoint };
  return { getSignature: () => ("special" in give ? SPECIAL[give.special]("eyJ.eyJ.MAC") : give.signature) };
}

async function run(order: Order): Promise<Omit<Ended, "asked">> {
  unhandled.length = 0;
  const { error: consoleBefore } = console;
  const control = new AbortController();
  const steps: string[] = [];
  const started = performance.now();
  const options = optionsOf(order, control.signal, ({ step, state, attempt }) => {
    if (state !== "started") steps.push(`${attempt} ${step} ${state}`);
    else if (step === order.abortAt) setTimeout(() => control.abort(), 50);
  });
  const first = order.again ? joinMeeting(optionsOf(order, control.signal, undefined)) : undefined;
  first?.catch(() => {});
  if (order.again === "after") await first?.catch(() => {});
  const end = await joinMeeting(options).then(
    async (joined) => {
      if (order.leave) await joined.leave();
      return { code: "joined", ...(joined.sdkVersion !== undefined && { sdkVersion: joined.sdkVersion }) };
    },
    (error: unknown) => {
      if (!JoinError.is(error)) return { code: `not a JoinError: ${error}` };
      const { code, cause, message, help, docs, report, zoom, evidence } = error;
      const rule = report?.verdict?.rule;
      const { console: lines, requests, blocked, shown } = evidence;
      return {
        ...{ code, cause, message, help, docs },
        ...(rule !== undefined && { rule }),
        ...(zoom && { zoom }),
        evidence: { console: [...lines], requests: [...requests], blocked: [...blocked], shown: [...shown] },
      };
    },
  );
  const seconds = (performance.now() - started) / 1000;
  await first?.catch(() => {});
  const consoleIsBack = console.error === consoleBefore;
  // A rejection that nobody handles is told after the microtasks.
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { ...end, steps, seconds, unhandled: [...unhandled], consoleIsBack };
}

Object.assign(globalThis, { runJoin: run });
