import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { decodeBase64url } from "../../src/token/base64url.ts";
import { hmac, hmacKey } from "../../src/token/hmac.ts";
import { hs256Verifier } from "../../src/token/hs256.ts";
import { bytesOfHex, hexOf } from "../hex.ts";

// C2SP/wycheproof, testvectors_v1. Not copied into this repository: looked for beside the checkout, skipped when
// it is not there. RFC 4231, RFC 7515 and this folder's own tables hold in any case.
const FOLDER = fileURLToPath(new URL("../../../../../shared/vectors/wycheproof/", import.meta.url));

interface MacVectors {
  readonly testGroups: readonly {
    readonly tagSize: number;
    readonly tests: readonly {
      readonly tcId: number;
      readonly key: string;
      readonly msg: string;
      readonly tag: string;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

interface Jwk {
  readonly alg?: string;
  readonly k?: string;
  readonly kty?: string;
}

interface JwsVectors {
  readonly testGroups: readonly {
    readonly private?: Jwk;
    readonly public?: Jwk;
    readonly tests: readonly {
      readonly tcId: number;
      readonly jws: unknown;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(FOLDER + file, "utf8")) as T;
}

describe.skipIf(!existsSync(FOLDER))("Wycheproof", () => {
  test("all of HMAC-SHA256, cut tags by their beginning", () => {
    const wrong: number[] = [];
    let seen = 0;
    for (const { tagSize, tests } of read<MacVectors>("hmac_sha256_test.json").testGroups) {
      for (const { tcId, key, msg, tag, result } of tests) {
        seen++;
        const made = hexOf(hmac(hmacKey(bytesOfHex(key)), bytesOfHex(msg)));
        if ((made.slice(0, tagSize / 4) === tag) !== (result === "valid")) wrong.push(tcId);
      }
    }
    expect({ seen, wrong }).toEqual({ seen: 174, wrong: [] });
  });

  test("JWS with HS256: alike except for four vectors that are wrong themselves", () => {
    // 367 and 370 are marked invalid and are byte for byte the valid 357; 372 and 373 are marked valid and
    // hold a `?`, which is not base64url.
    expect(jws((key) => key.alg === "HS256")).toEqual({ seen: 40, different: [367, 370, 372, 373] });
  });

  test("JWS with any other algorithm: all refused, with the group's key and without", () => {
    const accepted: number[] = [];
    let seen = 0;
    for (const { key, tcId, jws } of jwsVectors()) {
      if (key.alg === "HS256") continue;
      seen++;
      if (accepts(jws, key)) accepted.push(tcId);
    }
    expect({ seen: seen > 300, accepted }).toEqual({ seen: true, accepted: [] });
  });
});

interface JwsVector {
  readonly key: Jwk;
  readonly tcId: number;
  readonly jws: unknown;
  readonly valid: boolean;
}

function jwsVectors(): JwsVector[] {
  return read<JwsVectors>("json_web_signature_test.json").testGroups.flatMap((group) =>
    group.tests.map(({ tcId, jws, result }) => ({
      key: group.private ?? group.public ?? {},
      tcId,
      jws,
      valid: result === "valid",
    })),
  );
}

function jws(wanted: (key: Jwk) => boolean): { seen: number; different: number[] } {
  const vectors = jwsVectors().filter(({ key }) => wanted(key));
  const different = vectors.filter(({ jws, key, valid }) => accepts(jws, key) !== valid);
  return { seen: vectors.length, different: different.map(({ tcId }) => tcId) };
}

function accepts(token: unknown, { k }: Jwk): boolean {
  const secret = k === undefined ? new Uint8Array(32) : decodeBase64url(k);
  if (!secret) throw new Error("a vector's key is not base64url");
  return typeof token === "string" && typeof hs256Verifier([hmacKey(secret)])(token) !== "string";
}
