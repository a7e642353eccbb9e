/** What a `curl` command asks for. Only what documentation needs; any other flag is refused. */
export function requestOf(words: readonly string[], origin: string): Request {
  let method: string | undefined;
  let url: string | undefined;
  let body: string | undefined;
  const headers = new Headers();
  const values = [...words];
  const value = (flag: string): string => {
    const next = values.shift();
    if (next === undefined) throw new Error(`curl ${flag} needs a value`);
    return next;
  };
  for (let word = values.shift(); word !== undefined; word = values.shift()) {
    if (["-s", "-S", "-sS", "-f", "-fsS", "--silent", "--fail"].includes(word)) continue;
    if (word === "-X" || word === "--request") method = value(word);
    else if (word === "-H" || word === "--header") {
      const [name = "", ...rest] = value(word).split(":");
      headers.append(name.trim(), rest.join(":").trim());
    } else if (word === "-d" || word === "--data" || word === "--json") {
      body = value(word);
      if (word === "--json") headers.set("content-type", "application/json");
      else if (!headers.has("content-type")) headers.set("content-type", "application/x-www-form-urlencoded");
    } else if (!word.startsWith("-") && url === undefined) url = word;
    else throw new Error(`curl ${word} is not understood here`);
  }
  if (url === undefined) throw new Error("curl without a URL");
  const { pathname, search } = new URL(url);
  return new Request(new URL(pathname + search, origin), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers,
    ...(body !== undefined && { body }),
  });
}
