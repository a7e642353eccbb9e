import { readFileSync } from "node:fs";
import { CountersignError, credentialsFromEnv, type Environment, type Role } from "@countersign/core";
import { SANDBOX_MEETINGS, throwAwayApp } from "@countersign/sandbox";
import { StartUpError } from "@countersign/server";

export interface World {
  readonly mode: "sandbox" | "zoom";
  readonly credentials: { readonly sdkKey: string; readonly sdkSecret: string };
  readonly credentialsFrom?: { readonly sdkKey: string; readonly sdkSecret: string };
  readonly warnings: readonly string[];
  readonly meetings: readonly string[];
  readonly maxRole: Role;
}

/** Real credentials in the environment: joins go to Zoom. None: everything is made up, and stays here. */
export function worldOf(env: Environment, readFile: (path: string) => string = readText): World {
  try {
    const { sdkKey, sdkSecret, from, warnings } = credentialsFromEnv(env, { readFile });
    const credentials = { sdkKey, sdkSecret };
    const meetings = (env.COUNTERSIGN_MEETINGS ?? "").split(",").filter((number) => number.trim() !== "");
    if (meetings.length === 0) throw noMeetings(from.sdkKey);
    const maxRole = env.COUNTERSIGN_MAX_ROLE === "1" ? 1 : 0;
    return { mode: "zoom", credentials, credentialsFrom: from, warnings, meetings, maxRole };
  } catch (error) {
    if (!CountersignError.is(error) || error.code !== "credentials-missing") throw error;
    const meetings = SANDBOX_MEETINGS.map((meeting) => meeting.meetingNumber);
    return { mode: "sandbox", credentials: throwAwayApp(), warnings: [], meetings, maxRole: 1 };
  }
}

function noMeetings(variable: string): StartUpError {
  return new StartUpError(
    "setting-invalid",
    "COUNTERSIGN_MEETINGS",
    `${variable} is set, so joins go to Zoom, but no meeting is named`,
    "Set COUNTERSIGN_MEETINGS to the meeting numbers that you develop with, or take the credentials out of the environment to use the sandbox.",
  );
}

function readText(path: string): string {
  return readFileSync(path, "utf8");
}
