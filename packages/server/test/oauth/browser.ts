/** What a browser keeps and shows of one answer. */
export interface Shown {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly headers: Headers;
}

export interface Browser {
  readonly open: (url: string, headers?: Readonly<Record<string, string>>) => Promise<Shown>;
  /** By name. */
  readonly cookies: Map<string, string>;
}

/** Keeps cookies as a browser does, follows no redirect by itself. Every answer of `origin` goes to `saw`. */
export function newBrowser(origin: string, saw: (shown: Shown) => void): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async open(url, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const own = url.startsWith(origin) && cookie !== "" ? { cookie } : {};
      const response = await fetch(url, { redirect: "manual", headers: { ...own, ...headers } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/; Max-Age=0(?:;|$)/.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const location = response.headers.get("location") ?? "";
      const shown = {
        status: response.status,
        location,
        text: await response.text(),
        headers: response.headers,
      };
      if (url.startsWith(origin)) saw(shown);
      return shown;
    },
  };
}
