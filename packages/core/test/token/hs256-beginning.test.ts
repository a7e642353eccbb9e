import { createHmac } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { hmacKey, hmacPrefix } from "../../src/token/hmac.ts";
import { hs256Verifier } from "../../src/token/hs256.ts";
import { utf8 } from "../../src/token/platform.ts";

// How often a beginning is hashed is counted: without that nobody would see that it is hashed each time.
vi.mock("../../src/token/hmac.ts", { spy: true });
beforeEach(() => vi.clearAllMocks());

const SECRET = "abcdefghijklmnopqrstuvwxyz0123456789";
const KEY = hmacKey(utf8(SECRET));
const HEADER = '{"alg":"HS256","typ":"JWT"}';
const CLAIMS = `{"appKey":"${"k".repeat(90)}","n":`;

function token(payload: string, { secret = SECRET, header = HEADER } = {}): string {
  const input = [header, payload].map((text) => Buffer.from(text).toString("base64url")).join(".");
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

test.each<[name: string, tokens: readonly [token: string, told: number | string, hashed: number][]]>([
  [
    "one beginning, hashed once",
    [
      [token(`${CLAIMS}1}`), 0, 1],
      [token(`${CLAIMS}2}`), 0, 0],
      [token(`${CLAIMS}2}`), 0, 0],
      [token(`${CLAIMS}${"3".repeat(900)}}`), 0, 0],
    ],
  ],
  [
    "two that take turns, of which the last is known",
    [
      [token(`${CLAIMS}1}`), 0, 1],
      [token(`${CLAIMS.replace("k", "l")}1}`), 0, 1],
      [token(`${CLAIMS.replace("k", "l")}2}`), 0, 0],
      [token(`${CLAIMS}2}`), 0, 1],
    ],
  ],
  [
    "one that another key made, which is not remembered",
    [
      [token(`${CLAIMS}1}`, { secret: "another" }), "mac-mismatch", 1],
      [token(`${CLAIMS}1}`, { secret: "another" }), "mac-mismatch", 1],
      [token(`${CLAIMS}1}`), 0, 1],
      [token(`${CLAIMS}2}`, { secret: "another" }), "mac-mismatch", 0],
      [token(`${CLAIMS.replace("k", "l")}1}`, { secret: "another" }), "mac-mismatch", 1],
      [token(`${CLAIMS}2}`), 0, 0],
    ],
  ],
  [
    "one that is shorter than the beginning, and is whole its own",
    [
      [token('{"n":1}'), 0, 1],
      [token('{"n":1}'), 0, 0],
      [token(`${CLAIMS}1}`), 0, 1],
      [token('{"n":1}'), 0, 1],
    ],
  ],
  [
    "alike in the first 128 letters, and in all but the last of them",
    [
      [at128("a"), 0, 1],
      [at128("b"), 0, 0],
      [at128("!"), 0, 1],
    ],
  ],
])("%s", (_name, tokens) => {
  const verify = hs256Verifier([KEY]);
  for (const [at, [made, told, hashed]] of tokens.entries()) {
    vi.mocked(hmacPrefix).mockClear();
    const verified = verify(made);
    expect({
      at,
      told: typeof verified === "string" ? verified : verified.keyIndex,
      hashed: vi.mocked(hmacPrefix).mock.calls.length,
    }).toEqual({ at, told, hashed });
  }
});

/** A token whose payload has this character where the 128th letter of the token ends and the 129th begins. */
function at128(character: string): string {
  return token(`"${"0".repeat(67)}${character}000"`);
}

test("a token that has no letter in common with the one before", () => {
  const verify = hs256Verifier([KEY]);
  const one = token(`"${"0".repeat(90)}"`, { header: '{"alg":"HS256"}' });
  const other = token(`"${"0".repeat(90)}"`, { header: ' { "alg":"HS256"}' });
  expect([...one.slice(0, 128)].filter((letter, at) => letter === other[at])).toEqual([]);
  for (const each of [one, other, one]) expect(verify(each)).toMatchObject({ keyIndex: 0 });
});
