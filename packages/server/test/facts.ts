import type { Caller } from "../src/access/caller.ts";

/** What most tests speak of. By itself, so that a test of one file does not load the whole server. */

export const NOW = 1_763_949_600;
export const CREDENTIALS = { sdkKey: "kQ3vT8mZ1xWc5Lr7", sdkSecret: "q8Zr4Lw1Vt6Yp3Nx0Cm9Bk5Jh2Gf7Ds" };
export const MEETING = "87270695528";
export const ALICE: Caller = {
  id: "session:alice",
  method: "session",
  tenant: "default",
  scopes: new Set(["join:mint"]),
  claims: {},
};
