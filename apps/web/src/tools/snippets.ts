/** What a snippet is filled with. Key and number are checked before: they end in code. */
export interface SnippetRequest {
  readonly kind: "web" | "native";
  readonly key: string;
  readonly meetingNumber: string;
  readonly role: 0 | 1;
  readonly lifetime: number;
  readonly mode?: 0 | 1;
}

/**
 * A template with its values in. A line that begins with `web|`, `native|` or `mode|` stands only in code for
 * the Web SDK, for native SDKs, or with a choice of WebRTC.
 */
export function filled(template: string, request: SnippetRequest): string {
  const { kind, key, meetingNumber, role, lifetime, mode } = request;
  const has: { readonly [condition: string]: boolean } = {
    web: kind === "web",
    native: kind === "native",
    mode: kind === "web" && mode !== undefined,
  };
  const values: { readonly [name: string]: string } = {
    KEY: key,
    MN: meetingNumber,
    ROLE: String(role),
    // Half a minute lies before now, so that the whole lifetime is still ahead; Zoom's limit counts from `iat`.
    LIFE: String(Math.min(lifetime + 30, 172_800)),
    MODE: String(mode),
  };
  return template
    .split("\n")
    .flatMap((line) => {
      const [, condition, rest = ""] = /^(web|native|mode)\|(.*)$/.exec(line) ?? [];
      if (condition === undefined) return [line];
      return has[condition] ? [rest] : [];
    })
    .join("\n")
    .replace(/%(KEY|MN|ROLE|LIFE|MODE)%/g, (_, name: string) => values[name] ?? "");
}
