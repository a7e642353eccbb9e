const SHORTEST = 4;
const SHOWN = 200;

/** Takes what is secret out of text that others wrote, and cuts it. */
export function cleaner(secrets: () => readonly unknown[]): (text: string) => string {
  return (text) => {
    const found = secrets().filter((one): one is string => typeof one === "string" && one.length >= SHORTEST);
    const longestFirst = [...new Set(found)].sort((a, b) => b.length - a.length);
    const clean = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
    return clean.length > SHOWN ? `${clean.slice(0, SHOWN - 1)}…` : clean;
  };
}
