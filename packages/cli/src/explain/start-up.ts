import type { StartUpCode } from "@countersign/server";
import type { Explanation } from "./explainer.ts";

/** Every reason of `@countersign/server` not to start. */
export const START_UP_REFUSALS: Readonly<Record<StartUpCode, Explanation>> = {
  "access-missing": {
    title: "Nothing says who may have a signature",
    see: "The server does not start: neither API keys nor the development mode are set.",
    why: "A server that signs for whoever asks lets strangers into every meeting, as its host too. So there is no default.",
    todo: "Make a key with `countersign key create --file api-keys.json` and set `COUNTERSIGN_API_KEYS_FILE` to that file. On your own machine `COUNTERSIGN_DEVELOPMENT=1` with `COUNTERSIGN_MEETINGS` does.",
  },
  "access-twice": {
    title: "Two ways to be allowed are set at once",
    see: "`COUNTERSIGN_DEVELOPMENT` and `COUNTERSIGN_API_KEYS_FILE` are both set.",
    why: "One asks callers for a key and the other asks them nothing. Which of them was meant would be a guess.",
    todo: "Keep `COUNTERSIGN_API_KEYS_FILE` where others can reach the server, and `COUNTERSIGN_DEVELOPMENT` on your own machine.",
  },
  "address-in-use": {
    title: "Something else listens there already",
    see: "The port is taken, most often by a server that was started before.",
    why: "Two programs cannot listen on one port of one address.",
    todo: "End the other one, or set `PORT` (or `--port`) to another number.",
  },
  "address-not-available": {
    title: "This machine has no such address",
    see: "`HOST` names an address or a host that is not this machine's.",
    why: "A server can only listen on an address that its machine has.",
    todo: "Set `HOST` to 127.0.0.1 for this machine only, or to 0.0.0.0 for every network it is on.",
  },
  "address-not-permitted": {
    title: "This user may not listen on that port",
    see: "The port is below 1024, or something forbids it.",
    why: "Most systems leave the low ports to the administrator.",
    todo: "Set `PORT` to 1024 or more, and let a proxy take the low port.",
  },
  "api-keys-invalid": {
    title: "The list of API keys cannot be read as one",
    see: "The message names the record and what is wrong with it.",
    why: "A key whose rights cannot be read must not be given any.",
    todo: "Let `countersign key create --file` write the list. A record is `{ id, sha256, meetings, maxRole, native }`.",
  },
  "audit-missing": {
    title: "Somebody may host, and nothing would record it",
    see: "Callers may have role 1 or native signatures, and the server has no audit.",
    why: "With such a signature somebody can host. It is recorded before it is given, so that one found later can be traced.",
    todo: "Set `COUNTERSIGN_AUDIT_FILE` and `COUNTERSIGN_AUDIT_KEYS_FILE`, or `state.audit` in the configuration file or of `createApp`; or take the right to host and to native signatures away from these callers.",
  },
  "clock-wrong": {
    title: "The clock is wrong",
    see: "The machine's clock says a time from before this program was written.",
    why: "Times in a signature come from this clock. Zoom refuses what is from the past.",
    todo: "Set the clock, best by NTP. On small machines without a battery it starts in 1970 until the network is there.",
  },
  "cors-origin-invalid": {
    title: "An origin is not written as a browser sends it",
    see: "`CORS_ALLOW_ORIGIN` holds `*`, a path, a final slash, or something that is no origin.",
    why: "Origins are compared letter by letter. One that is written otherwise never matches, and `*` would let every page read signatures.",
    todo: "Write scheme, host and port, as in `https://app.example.com`, with commas between several.",
  },
  "development-in-production": {
    title: "The development mode is on where NODE_ENV says production",
    see: "`COUNTERSIGN_DEVELOPMENT` is set, and `NODE_ENV` is `production`.",
    why: "In development mode callers are not asked who they are.",
    todo: "Set `COUNTERSIGN_API_KEYS_FILE` instead.",
  },
  "development-not-loopback": {
    title: "The development mode would be open to other machines",
    see: "`COUNTERSIGN_DEVELOPMENT` is set, and `HOST` is an address that others can reach.",
    why: "In development mode callers are not asked who they are, so only this machine may call.",
    todo: "Set `HOST` to 127.0.0.1, or use API keys.",
  },
  "file-not-readable": {
    title: "A file that a setting names cannot be read",
    see: "The message names the file and what the system says.",
    why: "The file is missing, or the user that the server runs as may not read it.",
    todo: "Check the path and its permissions. A relative path is seen from the working directory.",
  },
  "file-readable-by-others": {
    title: "A file with a secret can be read by every user of the machine",
    see: "The permissions of the file let others read it.",
    why: "A secret that everybody on the machine can read is none.",
    todo: "`chmod o= FILE`. For a mounted secret set its mode to 0400 where it is mounted.",
  },
  "policy-invalid": {
    title: "The list of rules cannot be read as a policy",
    see: "The message names the place in the list.",
    why: "A rule that is not understood must not allow anything.",
    todo: 'Write each rule as `{ "callers", "meetings", "maxRole" }`, or as `{ "callers", "native": true }`.',
  },
  "request-keys-invalid": {
    title: "The list of keys for signed requests cannot be read as one",
    see: "The message names the key and what is wrong with it. It shows nothing of the key's secret.",
    why: "A key that two callers share, or that can be guessed, says nothing about who calls.",
    todo: "Let `createRequestKey` make each key. A record is `{ id, secret, scopes, tenant }`.",
  },
  "setting-invalid": {
    title: "A setting has a value that it cannot have",
    see: "The message names the setting, shows the value and says what is allowed.",
    why: "A value that is not understood is not replaced by a guess.",
    todo: "Correct the setting, or leave it out.",
  },
  "setting-unknown": {
    title: "A setting of this name does not exist",
    see: "A variable begins with `COUNTERSIGN_` and is none that the server knows.",
    why: "It is a known one with a typing error, most likely, and without it the server would run otherwise than meant.",
    todo: "Compare it with the list in the message.",
  },
  "tenant-invalid": {
    title: "Callers and Zoom apps do not fit together",
    see: "A caller's credential names a tenant that the server does not have, or a tenant is named `default`.",
    why: "Which Zoom app signs is said by the caller's credential alone. A tenant for all who name none would mix them.",
    todo: "Give each Zoom app a name of its own, and name it where its callers are set up.",
  },
};
