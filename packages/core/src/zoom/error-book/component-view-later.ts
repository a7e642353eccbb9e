import { BUNDLE } from "./sources.ts";
import type { ZoomError } from "./types.ts";

type Row = readonly [code: number, name: string, means: string, cause: string, help: string];

const ASK_HOST = "Have the host do it, or grant the role first.";
const RETRY = "Wait for the first call to settle.";

const ROWS: readonly Row[] = [
  [
    5006,
    "CLIENT_HOST_OR_MANAGER_PERMISSION_REQUIRED",
    "Only host or co-host may do this.",
    "The caller is a participant.",
    ASK_HOST,
  ],
  [
    5007,
    "CLIENT_HOST_PERMISSION_REQUIRED",
    "Only the host may do this.",
    "The caller is not the host.",
    ASK_HOST,
  ],
  [
    5008,
    "CLIENT_ORIGIN_HOST_PERMISSION_REQUIRED",
    "Only the original host may do this.",
    "The host's role was passed on.",
    ASK_HOST,
  ],
  [
    5009,
    "CLIENT_ATTENDEE_APPLICABLE_ONLY",
    "This applies to webinar attendees only.",
    "The target is no attendee.",
    "Choose an attendee.",
  ],
  [
    5010,
    "CLIENT_PARTICIPANT_APPLICABLE_ONLY",
    "This applies to participants only.",
    "The target is an attendee.",
    "Choose a participant or panelist.",
  ],
  [
    5014,
    "CLIENT_HOST_DISALLOW_RENAME",
    "The host does not allow renaming.",
    "A setting of the meeting.",
    "Have the host allow it.",
  ],
  [
    6000,
    "STREAM_MISMATCH_DEVICE",
    "No such device.",
    "The device was unplugged, or its id is old.",
    "List the devices again.",
  ],
  [
    6001,
    "STREAM_MISMATCH_USER",
    "No such participant.",
    "The participant left.",
    "Take the id from the current list.",
  ],
  [
    6002,
    "STREAM_SESSION_JOIN_REQUIRED",
    "Media needs a joined meeting.",
    "Called too early.",
    "Wait until `join()` resolves.",
  ],
  [
    6003,
    "STREAM_MISMATCH_RENDER_ELEMENT",
    "The element to draw in does not fit.",
    "Another element than the one started with.",
    "Use the same element.",
  ],
  [
    6010,
    "AUDIO_CAPTURE_FAILED",
    "The microphone could not be opened.",
    "Permission denied, or another program has it.",
    "Allow the microphone for this page; close the other program.",
  ],
  [6011, "AUDIO_CAPTURE_LOADING", "The microphone is being opened already.", "Called twice.", RETRY],
  [6015, "AUDIO_NOT_STARTED", "Audio has not been started.", "Called too early.", "Join audio first."],
  [
    6100,
    "VIDEO_CAMERA_PERMISSION_DENIED",
    "The camera is not allowed.",
    "The person or a permissions policy said no.",
    'Allow the camera for this page, and `allow="camera; microphone"` on a frame.',
  ],
  [6101, "VIDEO_NO_CAMERA", "There is no camera.", "No device.", "Join without video."],
  [6102, "VIDEO_MISMATCH_CAMERA", "No such camera.", "It was unplugged.", "List the devices again."],
  [
    6103,
    "VIDEO_CAMERA_TAKEN",
    "Another program uses the camera.",
    "The device serves one program.",
    "Close the other program.",
  ],
  [6105, "VIDEO_CAPTURE_LOADING", "The camera is being opened already.", "Called twice.", RETRY],
  [6106, "VIDEO_MUTED_BY_HOST", "The host stopped the video.", "The host's choice.", "Ask the host."],
];

const toEntry = ([code, name, means, cause, help]: Row): ZoomError => ({
  code,
  surface: "component-view",
  name,
  shows: [],
  means,
  causes: [{ cause, help }],
  notes: [],
  sources: [BUNDLE],
  knownFrom: "sdk",
});

const SIGN_IN_OR_AUDIO: ZoomError = {
  code: 6024,
  surface: "component-view",
  name: "AUDIO_ALLOW_TALK_UNSUPPORTED",
  shows: ["Require login"],
  means:
    "At the join: sign-in by the company's provider is wanted. Later: attendees cannot be allowed to talk here.",
  causes: [
    {
      cause: "The meeting's authentication profile asks for single sign-on and no ZAK was given.",
      help: "Pass the ZAK of the user who joins.",
    },
    { cause: "Later: the webinar does not support it.", help: "Promote the attendee to panelist." },
  ],
  notes: [
    "The bundle uses one number for two things, in two lists; in the join's list it is called SsoLoginWindow.",
  ],
  sources: [BUNDLE],
  knownFrom: "sdk",
};

/** After the join: permissions (5006 to 5014) and media (6000 on), as far as people meet them. */
export const COMPONENT_VIEW_LATER_ERRORS: readonly ZoomError[] = [...ROWS.map(toEntry), SIGN_IN_OR_AUDIO];
