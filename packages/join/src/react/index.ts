export { type UseZoomMeeting, useZoomMeeting, type ZoomMeetingState } from "./use-zoom-meeting.ts";
export { ZoomMeeting, type ZoomMeetingProps } from "./zoom-meeting.ts";
