import { dirname, normalize } from "node:path/posix";
import { expect, test } from "vitest";
import { files, read } from "./workspace.ts";

interface Link {
  readonly page: string;
  readonly target: string;
}

const PAGES = files().filter((file) => file.endsWith(".md"));
const TRACKED = new Set(files());

/** Without what is shown and not read: fenced blocks and code. */
const prose = (page: string): string =>
  read(page)
    .replace(/^(\s*)(`{3,}|~{3,})[\s\S]*?^\1\2\s*$/gm, "")
    .replace(/(`+)[^`][\s\S]*?\1/g, "code");

function links(page: string): Link[] {
  const text = prose(page);
  const inline = [...text.matchAll(/\]\(([^()\s]+(?:\([^()]*\)[^()\s]*)?)(?:\s+"[^"]*")?\)/g)];
  const defined = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  return [...inline, ...defined].map(([, target = ""]) => ({ page, target: target.replace(/^<|>$/g, "") }));
}

const here = (link: Link): boolean => !/^[a-z][a-z+.-]*:/i.test(link.target);
const all = PAGES.flatMap(links);

/** Of a file, from the root, without a slash at the end. */
function pathOf({ page, target }: Link): string {
  const [path = ""] = target.split("#");
  return path === "" ? page : normalize(`${dirname(page)}/${decodeURI(path)}`).replace(/\/$/, "");
}

/** As GitHub makes them of headings: letters, numbers, dashes and underscores, each space a dash. */
function anchors(page: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ""] of read(page)
    .replace(/^(\s*)(`{3,}|~{3,})[\s\S]*?^\1\2\s*$/gm, "")
    .matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
    let [unique, count] = [anchor, 0];
    while (found.has(unique)) unique = `${anchor}-${++count}`;
    found.add(unique);
  }
  for (const [, id = ""] of read(page).matchAll(/<a (?:id|name)="([^"]+)"/g)) found.add(id);
  return found;
}

test("links are found, and headings' anchors made", () => {
  expect(links("README.md").length).toBeGreaterThan(10);
  expect([...anchors("docs/server.md")]).toEqual(
    expect.arrayContaining(["joins", "who-gets-a-zak-or-an-obf-token"]),
  );
});

test("every link to a file leads to one that is in the repository", () => {
  const folders = new Set(
    [...TRACKED].flatMap((file) => file.split("/").map((_, at, parts) => parts.slice(0, at).join("/"))),
  );
  const dead = all.filter(here).filter((link) => !TRACKED.has(pathOf(link)) && !folders.has(pathOf(link)));
  expect(dead.map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
});

test("every link to a heading leads to one", () => {
  const known = new Map<string, Set<string>>();
  const dead = all
    .filter((link) => here(link) && link.target.includes("#") && pathOf(link).endsWith(".md"))
    .filter((link) => TRACKED.has(pathOf(link)))
    .filter((link) => {
      const path = pathOf(link);
      known.set(path, known.get(path) ?? anchors(path));
      return !known.get(path)?.has(link.target.slice(link.target.indexOf("#") + 1));
    });
  expect(dead.map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
});

test("links to other places are whole https addresses; http is for this machine", () => {
  const odd = all
    .filter((link) => !here(link) && !link.target.startsWith("mailto:"))
    .filter(({ target }) => {
      const url = URL.canParse(target) ? new URL(target) : undefined;
      return url === undefined || (url.protocol !== "https:" && url.hostname !== "localhost");
    });
  expect(odd.map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
});

test("who begins at the README comes to every page of the documentation", () => {
  const reached = new Set<string>(["README.md"]);
  for (const page of reached) {
    for (const link of links(page).filter(here)) {
      const path = pathOf(link);
      if (TRACKED.has(path) && path.endsWith(".md")) reached.add(path);
      else if (TRACKED.has(`${path}/README.md`)) reached.add(`${path}/README.md`);
    }
  }
  expect(PAGES.filter((page) => page.startsWith("docs/") && !reached.has(page))).toEqual([]);
});
