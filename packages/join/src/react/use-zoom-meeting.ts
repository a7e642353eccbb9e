import { useCallback, useEffect, useRef, useState } from "react";
import { JoinError } from "../error.ts";
import { type Joined, joinMeeting } from "../join.ts";
import type { JoinOptions } from "../options.ts";
import type { StepName } from "../steps.ts";

/** Where the meeting of this component stands. */
export type ZoomMeetingState =
  | { readonly status: "idle" }
  | { readonly status: "joining"; readonly step: StepName | undefined }
  | { readonly status: "joined"; readonly joined: Joined }
  | { readonly status: "failed"; readonly error: JoinError };

export interface UseZoomMeeting {
  readonly state: ZoomMeetingState;
  /** Joins; while a join runs or a meeting is on, it does nothing. */
  readonly join: (options: Omit<JoinOptions, "signal">) => void;
  /** Leaves the meeting, or stops joining. */
  readonly leave: () => void;
}

const IDLE: ZoomMeetingState = { status: "idle" };

/**
 * One meeting for the life of a component: joined when you say so, left when it goes away.
 * A wrong argument is thrown while rendering, for an error boundary to catch.
 */
export function useZoomMeeting(): UseZoomMeeting {
  const [state, setState] = useState<ZoomMeetingState>(IDLE);
  const [mistake, setMistake] = useState<unknown>();
  const running = useRef<AbortController | undefined>(undefined);
  const meeting = useRef<Joined | undefined>(undefined);
  if (mistake !== undefined) throw mistake;

  const stop = useCallback((): void => {
    running.current?.abort();
    running.current = undefined;
    // Leaving may fail where the SDK has left already; then there is nothing left to do.
    meeting.current?.leave().catch(() => {});
    meeting.current = undefined;
  }, []);

  const leave = useCallback((): void => {
    stop();
    setState(IDLE);
  }, [stop]);

  const join = useCallback((options: Omit<JoinOptions, "signal">): void => {
    if (running.current) return;
    const control = new AbortController();
    running.current = control;
    /** Whether this join is still the component's. */
    const isOurs = (): boolean => running.current === control;
    setState({ status: "joining", step: undefined });
    const onStep: JoinOptions["onStep"] = (event) => {
      if (isOurs() && event.state === "started") setState({ status: "joining", step: event.step });
      options.onStep?.(event);
    };
    joinMeeting({ ...options, signal: control.signal, onStep }).then(
      (joined) => {
        if (!isOurs()) return void joined.leave().catch(() => {});
        meeting.current = joined;
        setState({ status: "joined", joined });
      },
      (error: unknown) => {
        if (!isOurs()) return;
        running.current = undefined;
        if (JoinError.is(error)) setState({ status: "failed", error });
        else setMistake(error);
      },
    );
  }, []);

  useEffect(() => stop, [stop]);
  return { state, join, leave };
}
