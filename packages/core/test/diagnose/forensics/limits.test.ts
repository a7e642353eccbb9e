import { createHmac, randomBytes } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";

const counted = vi.hoisted(() => ({ blocks: 0 }));

// Nothing is replaced: the real functions run, and the blocks that go through them are counted.
vi.mock("../../../src/token/sha256.ts", async (original) => {
  const real = await original<typeof import("../../../src/token/sha256.ts")>();
  const finish: typeof real.finish = (state, already, rest) => {
    counted.blocks += Math.ceil((rest.length + 9) / 64);
    real.finish(state, already, rest);
  };
  const compress: typeof real.compress = (state, bytes, offset) => {
    counted.blocks++;
    real.compress(state, bytes, offset);
  };
  const sha256: typeof real.sha256 = (message) => {
    counted.blocks += Math.ceil((message.length + 9) / 64);
    return real.sha256(message);
  };
  return { ...real, finish, compress, sha256 };
});

const { explainMac } = await import("../../../src/diagnose/forensics/index.ts");

const SECRET = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF";
const text = (characters: number): string =>
  randomBytes(characters).toString("base64url").slice(0, characters);
const input = (bytes: number): string =>
  `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url")}.${Buffer.from(
    JSON.stringify({ note: text(Math.floor(bytes * 0.75) - 48) }),
  ).toString("base64url")}`;
const mac = (of: string, hash = "sha256"): Buffer =>
  createHmac(hash, "some other secret").update(of).digest();

beforeEach(() => {
  counted.blocks = 0;
});

const small = input(300);
const large = input(65_536);
const others = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`app ${i}`, text(32)]));

test.each([
  ["a token of the usual size", { signingInput: small, macText: mac(small).toString("base64url") }, 100_000],
  ["a token of 64 kB", { signingInput: large, macText: mac(large).toString("base64url") }, 1_000_000],
  ["64 kB with the MAC in hex", { signingInput: large, macText: mac(large).toString("hex") }, 250_000],
  [
    "64 kB and a secret of 64 kB",
    { signingInput: large, macText: mac(large).toString("base64url"), sdkSecret: text(65_536) },
    1_000_000,
  ],
  [
    "64 kB and 500 other secrets",
    { signingInput: large, macText: mac(large).toString("base64url"), others },
    1_000_000,
  ],
  ["64 kB of text for a MAC", { signingInput: small, macText: large }, 0],
])(
  "%s: the blocks hashed stay below a limit",
  (_, given, most) => {
    const answer = explainMac({ sdkKey: text(22), sdkSecret: SECRET, ...given });
    expect(answer.matches).toBe(false);
    expect(counted.blocks).toBeLessThanOrEqual(most);
    expect(counted.blocks > 0).toBe(most > 0);
  },
  60_000,
);

test("says so when the work ran out before all pairs were tried, and when nothing could be tried", () => {
  const said = (signingInput: string, macText: string): string | undefined => {
    const answer = explainMac({ signingInput, macText, sdkSecret: SECRET });
    return answer.matches ? "a match" : answer.families.at(-1);
  };
  expect(said(small, mac(small).toString("base64url"))).toBe("pairs of these");
  expect(said(large, mac(large).toString("base64url"))).toBe(
    "some pairs of these, for the token or the secret is too long to try them all",
  );
  expect(said(small, "not a MAC")).toBe(undefined);
}, 60_000);
