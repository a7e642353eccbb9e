// What any runtime has to give, by fixed answers; plain JavaScript on the built package, so that it runs where
// the test runner does not. Prints the number of checks.
import assert from "node:assert/strict";
import { createSigner, inspect, parseMeetingNumber, verify } from "@countersign/core";

const NOW = 1_795_500_000;
const sdkKey = "Ab3xK9_mQ2ySTUvWcD4eFg";
const sdkSecret = "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e";
const signer = createSigner({ sdkKey, sdkSecret, now: () => NOW });

// Made with node:crypto's createHmac from the claims written out, and accepted by jose.
const WEB =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJBYjN4SzlfbVEyeVNUVXZXY0Q0ZUZnIiwic2RrS2V5IjoiQWIzeEs5X21RMnlTVFV2V2NENGVGZyIsIm1uIjoiODcyNzA2OTU1MjgiLCJyb2xlIjoxLCJpYXQiOjE3OTU0OTk5NzAsImV4cCI6MTc5NTUwNzIwMCwidG9rZW5FeHAiOjE3OTU1MDcyMDAsInZpZGVvX3dlYnJ0Y19tb2RlIjoxfQ._1yujEEzbeQDCrFLfueNdw0yr6zdQ3nurPCtjwvbWoQ";
const NATIVE =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHBLZXkiOiJBYjN4SzlfbVEyeVNUVXZXY0Q0ZUZnIiwic2RrS2V5IjoiQWIzeEs5X21RMnlTVFV2V2NENGVGZyIsImlhdCI6MTc5NTQ5OTk3MCwiZXhwIjoxNzk1NTAxODAwLCJ0b2tlbkV4cCI6MTc5NTUwMTgwMH0.-8bH0yj9u0LOLGP41phEP-dh68ULBuGG4F4obcM_xnM";

let checks = 0;
function equal(seen, expected) {
  assert.deepEqual(seen, expected);
  checks++;
}

const web = signer.sign({ meetingNumber: "872 7069 5528", role: 1, videoWebRtcMode: 1 });
equal(web.signature, WEB);
equal(signer.signNative({ expirationSeconds: 1800 }).signature, NATIVE);
equal(verify(WEB, sdkSecret, { now: NOW }).ok, true);
equal(verify(WEB, `${sdkSecret}x`, { now: NOW }).problem, "mac-mismatch");
equal(verify(WEB, sdkSecret, { now: NOW + 7200 }).problem, "expired");
equal(verify(`${WEB}=`, sdkSecret, { now: NOW }).problem, "not-canonical-base64url");
equal(inspect(NATIVE).payload.exp, NOW + 1800);
equal(parseMeetingNumber("https://us02web.zoom.us/j/87270695528?pwd=a%2Bb"), {
  meetingNumber: "87270695528",
  pwd: "a+b",
});
assert.throws(() => signer.sign({ meetingNumber: "", role: 0 }), { code: "meeting-number-invalid" });
checks++;

// A secret longer than the hash's block, and beyond ASCII, is hashed first.
const long = createSigner({ sdkKey, sdkSecret: `${sdkSecret}é漢🔑`.repeat(4), now: () => NOW }).signNative()
  .signature;
equal(long.split(".")[2], "Jxm8QVe27PnstlFJVBvMJrYgFjiki9qI2_AJj-x6k_Q");

console.log(`${checks} checks`);
