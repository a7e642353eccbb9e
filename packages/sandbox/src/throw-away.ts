import { randomBytes } from "node:crypto";
import type { SandboxApp } from "./assumptions.ts";

/** Credentials of the shape of Zoom's, made up now and known to nobody else. */
export function throwAwayApp(): SandboxApp {
  return {
    sdkKey: `sandbox_${randomBytes(8).toString("hex")}`,
    sdkSecret: randomBytes(24).toString("base64url"),
  };
}
