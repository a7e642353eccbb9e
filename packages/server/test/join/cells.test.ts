import { readFileSync } from "node:fs";
import type { Permission, Scope } from "@countersign/server";
import { describe, expect, test } from "vitest";
import { ZoomUnavailable } from "../../src/companion/companion.ts";
import { MEETING } from "../support.ts";
import { codesOf, HOSTS, OBF_TOKEN, type Says, serverWith, ZAK, ZOOM_USER, zoomThat } from "./support.ts";

const SCOPES: Readonly<Record<string, readonly Scope[]>> = {
  neither: [],
  "zak:read": ["zak:read"],
  "obf:read": ["obf:read"],
  both: ["obf:read", "zak:read"],
};
const down = new ZoomUnavailable("zoom-unavailable", "no answer", 17);
const SAYS: Readonly<Record<string, Says | undefined>> = {
  none: undefined,
  own: { meeting: HOSTS },
  other: { meeting: undefined },
  down: { meeting: down, zak: down, obfToken: down },
};

interface Meaning {
  readonly status: number;
  readonly code?: string;
  readonly zak?: string;
  readonly obfToken?: string;
}

/** The words of the table. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  plain: { status: 200 },
  zak: { status: 200, zak: ZAK },
  obf: { status: 200, obfToken: OBF_TOKEN },
  api: { status: 422, code: "zoom-api-missing" },
  user: { status: 422, code: "zoom-user-missing" },
  never: { status: 422, code: "join-refused" },
  "no-zak": { status: 403, code: "zak-not-allowed" },
  down: { status: 503, code: "zoom-unavailable" },
};

interface Cell {
  readonly role: 0 | 1;
  readonly user: boolean;
  readonly account: Permission["account"];
  readonly scopes: string;
  readonly says: string;
  readonly word: string;
}

function read(text: string): readonly Cell[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const [over = "", names = "", ...rows] = lines;
  const groups = (line: string): readonly string[] => line.split("|").map((part) => part.trim());
  const words = (part = ""): readonly string[] => part.split(/ +/);
  const [, ...scopes] = groups(over);
  const [, ...states] = groups(names);
  return rows.flatMap((line) => {
    const [head, ...cells] = groups(line);
    const [role, user, account] = words(head);
    return scopes.flatMap((scope, group) =>
      words(states[group]).map((says, place): Cell => {
        const word = words(cells[group])[place] ?? "missing";
        return {
          role: role === "1" ? 1 : 0,
          user: user === "yes",
          account: account === "own" || account === "other" ? account : undefined,
          scopes: scope,
          says,
          word,
        };
      }),
    );
  });
}

const CELLS = read(readFileSync(new URL("cells.txt", import.meta.url), "utf8"));

test("the table has each cell once, and no other", () => {
  const key = ({ word: _, ...where }: Cell): string => JSON.stringify(where);
  expect(new Set(CELLS.map(key)).size).toBe(CELLS.length);
  expect(CELLS.length).toBe(2 * 2 * 3 * Object.keys(SCOPES).length * Object.keys(SAYS).length);
  expect([...new Set(CELLS.map(({ word }) => word))].sort()).toEqual(Object.keys(MEANINGS).sort());
});

describe.each([0, 1] as const)("role %i", (role) => {
  test.each(Object.keys(SCOPES))("%s", async (scopes) => {
    for (const cell of CELLS.filter((one) => one.role === role && one.scopes === scopes)) {
      const { user, account, says, word } = cell;
      const meaning = MEANINGS[word];
      if (meaning === undefined) throw new Error(`the table says ${word}`);
      const said = SAYS[says];
      const zoom = said && zoomThat(said);
      const { join, rows } = serverWith({
        scopes: ["host:mint", "join:mint", ...(SCOPES[scopes] ?? [])],
        // With a passcode Zoom is asked only for whose meeting it is.
        permission: { account, passcode: "o4en", ...(user && { zoomUser: ZOOM_USER }) },
        zoom,
      });
      const answer = await join({ meetingNumber: MEETING, role });
      const given = answer.status === 200;
      expect({
        cell,
        status: answer.status,
        codes: given ? [] : codesOf(answer),
        zak: answer.json.join?.zak,
        obfToken: answer.json.join?.obfToken,
        signed: [typeof answer.json.signature, typeof answer.json.join?.signature],
        audit: rows.map(({ action }) => action),
        retryAfter: answer.headers.get("retry-after"),
      }).toEqual({
        cell,
        status: meaning.status,
        codes: meaning.code === undefined ? [] : [meaning.code],
        zak: meaning.zak,
        obfToken: meaning.obfToken,
        signed: given ? ["string", "string"] : ["undefined", "undefined"],
        audit: [
          ...(given && role === 1 ? ["host-signature"] : []),
          ...(meaning.zak === undefined ? [] : ["zak"]),
          ...(meaning.obfToken === undefined ? [] : ["obf-token"]),
        ],
        retryAfter: word === "down" ? "17" : null,
      });
      // A token that is not given was not asked for either, but where Zoom had none to give.
      const tokens = (zoom?.asked ?? [])
        .flatMap((one) => Object.keys(one as object))
        .filter((one) => one !== "meeting");
      const scope = { zak: "zak:read", obfToken: "obf:read" } as const;
      expect(tokens.filter((one) => !SCOPES[scopes]?.includes(scope[one as keyof typeof scope]))).toEqual([]);
      if (word !== "down") expect(tokens.length).toBe(meaning.zak || meaning.obfToken ? 1 : 0);
    }
  });
});
