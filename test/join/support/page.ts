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

function optionsOf(order: Order, signal: AbortSignal, told: JoinOptions["onStep"]): JoinOptions {
  const { view, version, give, meetingNumber = "87270695528", userName = "Ada Lovelace" } = order;
  const { passcode, role, zak, obfToken, webEndpoint, init, deadlines } = order;
  return {
    view,
    userName,
    meetingNumber,
    signal,
    sdk: { version, from: "npm", baseUrl: `${location.origin}/sdk/${version}` },
    root: order.noRoot ? null : document.getElementById("root"),
    ...("endpoint" in give
      ? { endpoint: give.endpoint }
      : { getSignature: () => ("special" in give ? SPECIAL[give.special]("eyJ.eyJ.MAC") : give.signature) }),
    ...(passcode !== undefined && { passcode }),
    ...(role !== undefined && { role }),
    ...(zak !== undefined && { zak }),
    ...(obfToken !== undefined && { obfToken }),
    ...(webEndpoint !== undefined && { webEndpoint }),
    ...(init !== undefined && { init }),
    ...(deadlines !== undefined && { deadlines }),
    ...(order.withUndefined && { userEmail: undefined, tk: undefined, customerKey: undefined }),
    ...(told && { onStep: told }),
  };
}

async function run(order: Order): Promise<Ended> {
  const { error: consoleBefore } = console;
  const control = new AbortController();
  const steps: string[] = [];
  const started = performance.now();
  const options = optionsOf(order, control.signal, ({ step, state, attempt }) => {
    if (state !== "started") steps.push(`${attempt} ${step} ${state}`);
    else if (step === order.abortAt) setTimeout(() => control.abort(), 50);
  });
  const end = await joinMeeting(options).then(
    async (joined) => {
      if (order.leave) await joined.leave();
      return { code: "joined", ...(joined.sdkVersion !== undefined && { sdkVersion: joined.sdkVersion }) };
    },
    (error: unknown) => {
      if (!JoinError.is(error)) return { code: `not a JoinError: ${error}` };
      const { code, cause, message, help, docs, report, zoom, evidence } = error;
      const rule = report?.verdict?.rule;
      const { console: lines, requests, blocked } = evidence;
      return {
        ...{ code, cause, message, help, docs },
        ...(rule !== undefined && { rule }),
        ...(zoom && { zoom }),
        evidence: { console: [...lines], requests: [...requests], blocked: [...blocked] },
      };
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const consoleIsBack = console.error === consoleBefore;
  // A rejection that nobody handles is told after the microtasks.
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { ...end, steps, seconds, unhandled, consoleIsBack };
}

Object.assign(globalThis, { runJoin: run });
