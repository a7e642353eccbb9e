import { createElement, type HTMLAttributes, type ReactElement, useEffect, useRef } from "react";
import type { JoinError } from "../error.ts";
import type { Joined } from "../join.ts";
import type { JoinOptions } from "../options.ts";
import { useZoomMeeting, type ZoomMeetingState } from "./use-zoom-meeting.ts";

export interface ZoomMeetingProps extends Omit<JoinOptions, "root" | "signal" | "view"> {
  readonly onJoined?: (joined: Joined) => void;
  readonly onFailed?: (error: JoinError) => void;
  readonly onState?: (state: ZoomMeetingState) => void;
  /** Of the element that the SDK draws into. */
  readonly container?: HTMLAttributes<HTMLDivElement>;
}

/**
 * A meeting in the component view: joins when it appears, leaves when it goes. It joins once, with what it was given
 * then; give it another `key` to join anew.
 */
export function ZoomMeeting(props: ZoomMeetingProps): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const { state, join } = useZoomMeeting();

  useEffect(() => {
    const { onJoined: _, onFailed: __, onState: ___, container: ____, ...options } = latest.current;
    join({ ...options, view: "component", root: root.current });
  }, [join]);

  useEffect(() => {
    const { onJoined, onFailed, onState } = latest.current;
    onState?.(state);
    if (state.status === "joined") onJoined?.(state.joined);
    if (state.status === "failed") onFailed?.(state.error);
  }, [state]);

  return createElement("div", { ...props.container, ref: root });
}
