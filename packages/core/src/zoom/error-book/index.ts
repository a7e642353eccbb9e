import { ANDROID_ERRORS } from "./android.ts";
import { CLIENT_VIEW_ERRORS } from "./client-view.ts";
import { COMPONENT_VIEW_ERRORS } from "./component-view.ts";
import { COMPONENT_VIEW_CLIENT_ERRORS } from "./component-view-client.ts";
import { COMPONENT_VIEW_LATER_ERRORS } from "./component-view-later.ts";
import { IOS_ERRORS } from "./ios.ts";
import { NATIVE_AUTH_ERRORS } from "./native-auth.ts";
import { NATIVE_MEETING_ERRORS } from "./native-meeting.ts";
import { NATIVE_SDKERR_ERRORS } from "./native-sdkerr.ts";
import { OAUTH_ERRORS } from "./oauth.ts";
import { REST_ERRORS } from "./rest.ts";
import type { ErrorSurface, ZoomError } from "./types.ts";
import { WEB_ADMISSION_ERRORS } from "./web-admission.ts";
import { WEB_COMPANION_ERRORS } from "./web-companion.ts";
import { WEB_ENVIRONMENT_ERRORS } from "./web-environment.ts";
import { WEB_GATEWAY_ERRORS } from "./web-gateway.ts";
import { WEB_MEETING_ERRORS } from "./web-meeting.ts";
import { WEB_PEOPLE_ERRORS } from "./web-people.ts";
import { WEB_REFUSED_ERRORS } from "./web-refused.ts";
import { WEB_SIGNATURE_ERRORS } from "./web-signature.ts";
import { WEB_SIGNATURE_CLAIM_ERRORS } from "./web-signature-claims.ts";

export {
  codeForServerText,
  GATEWAY_REASONS,
  type GatewayReason,
  SERVER_TEXTS,
  type ServerText,
} from "./answers.ts";
export type { ErrorCause, ErrorSource, ErrorSurface, KnownFrom, ZoomError } from "./types.ts";

/** Web first, for that is where most people meet a code; the same number can mean several things. */
export const ZOOM_ERRORS: readonly ZoomError[] = [
  ...WEB_SIGNATURE_ERRORS,
  ...WEB_SIGNATURE_CLAIM_ERRORS,
  ...WEB_MEETING_ERRORS,
  ...WEB_ADMISSION_ERRORS,
  ...WEB_REFUSED_ERRORS,
  ...WEB_PEOPLE_ERRORS,
  ...WEB_ENVIRONMENT_ERRORS,
  ...WEB_GATEWAY_ERRORS,
  ...WEB_COMPANION_ERRORS,
  ...CLIENT_VIEW_ERRORS,
  ...COMPONENT_VIEW_ERRORS,
  ...COMPONENT_VIEW_CLIENT_ERRORS,
  ...COMPONENT_VIEW_LATER_ERRORS,
  ...NATIVE_AUTH_ERRORS,
  ...NATIVE_MEETING_ERRORS,
  ...NATIVE_SDKERR_ERRORS,
  ...ANDROID_ERRORS,
  ...IOS_ERRORS,
  ...REST_ERRORS,
  ...OAUTH_ERRORS,
];

const NUMBER = /^[-\u2212]?[0-9]{1,6}$/;

/**
 * Every entry for a code (3712, "3712", "-3000") or for a name of Zoom's ("MEETING_NOT_START", in any case).
 * An unknown code, and anything that is neither, gives an empty list.
 */
export function findZoomErrors(code: number | string): readonly ZoomError[] {
  const text = String(code).trim();
  if (NUMBER.test(text)) {
    const wanted = Number(text.replace("\u2212", "-"));
    return ZOOM_ERRORS.filter((error) => error.code === wanted);
  }
  const name = text.toUpperCase();
  return ZOOM_ERRORS.filter((error) => error.name?.toUpperCase() === name);
}

/** Entries that are shown with this text, literally; case, white space around it and a final full stop do not matter. */
export function findZoomErrorsByText(text: string): readonly ZoomError[] {
  const wanted = plain(text);
  if (wanted === "") return [];
  return ZOOM_ERRORS.filter((error) => error.shows.some((shown) => plain(shown) === wanted));
}

/** Whether an entry of this surface is about the given one: `web` is about both views. */
export function isOnSurface(error: ZoomError, surface: ErrorSurface): boolean {
  if (error.surface === surface) return true;
  if (surface === "web") return error.surface === "client-view" || error.surface === "component-view";
  return error.surface === "web" && (surface === "client-view" || surface === "component-view");
}

function plain(text: string): string {
  return text.trim().replace(/\.$/, "").toLowerCase();
}
