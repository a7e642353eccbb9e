/** What `GET /dev/config.json` says about where the page runs. */
export interface DevConfig {
  readonly mode: "sandbox" | "zoom";
  readonly sdkVersions: readonly string[];
  readonly installSdk: string;
  readonly meetings: readonly {
    readonly meetingNumber: string;
    readonly topic?: string;
    readonly passcode?: string;
  }[];
}

export async function readConfig(): Promise<DevConfig> {
  const response = await fetch("/dev/config.json");
  if (!response.ok) throw new Error(`the server answered ${response.status} for its own description`);
  return (await response.json()) as DevConfig;
}
