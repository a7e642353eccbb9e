import { checkSdkSecret } from "@countersign/core";

/** A key or secret as it may be shown: the first four characters and the length. */
export function masked(secret: string): string {
  return `\`${secret.slice(0, 4)}…\` (${secret.length} characters)`;
}

/** Zoom's secrets are 32 letters and digits or a few more; what has dashes or words in it is a name of something. */
const SECRET_SHAPE = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{20,64}$/;

/** Whether a text could be a secret that Zoom gave out, and no blank of a sample. */
export function looksLikeSecret(text: string): boolean {
  if (!SECRET_SHAPE.test(text)) return false;
  try {
    checkSdkSecret(text);
    return true;
  } catch {
    return false;
  }
}

/** `ZOOM_SDK_SECRET`, `MEETING_SDK_CLIENT_SECRET`: a variable for the secret, and not for where to find one. */
export function namesZoomSecret(variable: string): boolean {
  return /ZOOM|SDK/i.test(variable) && /SECRET(?:_?KEY|_?VALUE)?$/i.test(variable);
}
