// Our signer behind raw `node:http`.
import { createSigner } from "@countersign/core";
import { serveRaw } from "./raw.ts";

const { ZOOM_MEETING_SDK_KEY: sdkKey = "", ZOOM_MEETING_SDK_SECRET: sdkSecret = "" } = process.env;
const signer = createSigner({ sdkKey, sdkSecret });

serveRaw((checked) => {
  const { signature, sdkKey, expiresAt, expiresIn, meetingNumber, role } = signer.sign(checked);
  return {
    signature,
    sdkKey,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    expiresIn,
    meetingNumber,
    role,
  };
});
