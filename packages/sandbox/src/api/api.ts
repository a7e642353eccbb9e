import type { SandboxMeeting } from "../assumptions.ts";
import { readText } from "../read-text.ts";
import type { Answer } from "./answer.ts";
import { Counters } from "./calls.ts";
import type { Companions } from "./companions.ts";
import { controlOf, type ZoomControl } from "./control.ts";
import { Faults } from "./faults.ts";
import type { ApiOptions } from "./options.ts";
import { type Route, routeOf } from "./routes.ts";
import { spoil } from "./spoil.ts";
import { newState } from "./state.ts";
import { respond, write } from "./write.ts";

export interface ApiEvent {
  readonly host: string;
  readonly endpoint: string;
  /** None where a failure took the call. */
  readonly status?: number;
  /** The failure that took it. */
  readonly failure?: string;
}

export interface Api {
  readonly control: ZoomControl;
  /** What a join asks about the tokens that came along. */
  readonly companions: Companions;
  /** Answers what belongs to the API, and nothing (`undefined`) for any other path. */
  readonly fetch: (request: Request) => Promise<Response | undefined>;
}

const BODY_MAX = 64 * 1024;

/** OAuth and REST as Zoom documents them, with failures on demand. */
export function createApi(
  options: ApiOptions,
  meetings: readonly SandboxMeeting[],
  now: () => number,
  log: (event: ApiEvent) => void,
): Api {
  const state = newState(options, meetings, now);
  const faults = new Faults();
  const counters = new Counters();

  async function answer(route: Route, host: string): Promise<Response> {
    const { names, work } = route;
    const does = async (): Promise<Answer> => {
      const done = await work(state);
      if (done.status < 400) counters.add(names, "done");
      return done;
    };
    counters.add(names, "received");
    const failure = faults.next(names);
    if (failure) {
      counters.add(names, "spoiled");
      log({ host, endpoint: names[0], failure: failure.kind });
    }
    const response = failure ? await spoil(failure, does, now()) : write(await does());
    counters.answered(names, response.status);
    if (!failure) log({ host, endpoint: names[0], status: response.status });
    return response;
  }

  return {
    control: controlOf(state, faults, counters),
    companions: state.companions,
    async fetch(request) {
      const url = new URL(request.url);
      if (!/^\/(?:oauth\/|v2\/|elsewhere$)/.test(url.pathname)) return undefined;
      const body = request.method === "POST" ? await readText(request, BODY_MAX) : "";
      if (body === undefined) return respond(413, null);
      const route = routeOf(request, url, new URLSearchParams(body));
      return route && answer(route, url.hostname);
    },
  };
}
