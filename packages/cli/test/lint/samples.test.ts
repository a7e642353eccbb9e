import { describe, expect, test } from "vitest";
import { lint } from "./files.ts";

/** Projects of the kind people begin with, written for this test, and the rules that rightly see something. */
const SAMPLES: readonly {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly found: readonly string[];
}[] = [
  {
    name: "an open signing endpoint of two files",
    files: {
      ".gitignore": "node_modules\n.env\n",
      ".env": "ZOOM_MEETING_SDK_KEY=abcdefghij\nZOOM_MEETING_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000010\n",
      ".env.example": "ZOOM_MEETING_SDK_KEY=\nZOOM_MEETING_SDK_SECRET=\n",
      "package.json": `{ "dependencies": { "cors": "^2.8.5", "express": "^4.21.2", "jsrsasign": "^11.1.0" } }`,
      "src/server.js": `import cors from "cors";
import express from "express";
import { KJUR } from "jsrsasign";
import { checked, numbers } from "./checks.js";

const app = express();
app.use(express.json(), cors());

app.post("/", (request, response) => {
  const sent = numbers(request.body);
  const problems = checked(sent);
  if (problems.length > 0) return response.status(400).json({ errors: problems });
  const { meetingNumber, role, expirationSeconds } = sent;
  const iat = Math.floor(Date.now() / 1000);
  const exp = expirationSeconds ? iat + expirationSeconds : iat + 60 * 60 * 2;
  const claims = {
    appKey: process.env.ZOOM_MEETING_SDK_KEY,
    sdkKey: process.env.ZOOM_MEETING_SDK_KEY,
    mn: meetingNumber,
    role,
    iat,
    exp,
    tokenExp: exp,
  };
  const header = JSON.stringify({ alg: "HS256", typ: "JWT" });
  const signature = KJUR.jws.JWS.sign("HS256", header, JSON.stringify(claims), process.env.ZOOM_MEETING_SDK_SECRET);
  return response.json({ signature, sdkKey: process.env.ZOOM_MEETING_SDK_KEY });
});
app.listen(process.env.PORT || 4000);
`,
      "src/checks.js": `export const checked = (body) => (body.meetingNumber === undefined ? [{ property: "meetingNumber" }] : []);
export const numbers = (body) => ({ ...body, role: parseInt(body.role) });
`,
    },
    found: ["cors-open-on-signing", "role-from-request", "signs-with-jsrsasign"],
  },
  {
    name: "a React app in client view",
    files: {
      "package.json": `{ "dependencies": { "@zoom/meetingsdk": "^5.0.0" } }`,
      "package-lock.json": `{ "packages": { "node_modules/@zoom/meetingsdk": { "version": "6.2.0" } } }`,
      "src/App.tsx": `import { ZoomMtg } from "@zoom/meetingsdk";
ZoomMtg.preLoadWasm();
ZoomMtg.prepareWebSDK();
function App(): JSX.Element {
  const start = async () => {
    const answer = await fetch(import.meta.env.VITE_AUTH_ENDPOINT as string, {
      method: "POST",
      body: JSON.stringify({ meetingNumber, role, videoWebRtcMode: 1 }),
    });
    const { signature } = (await answer.json()) as { signature: string };
    ZoomMtg.init({
      leaveUrl,
      success: () => ZoomMtg.join({ signature, meetingNumber, passWord, userName, userEmail, tk, zak, success: console.log }),
    });
  };
  return <button onClick={start}>Join</button>;
}
export default App;
`,
    },
    found: [],
  },
  {
    name: "component view in Vue",
    files: {
      "yarn.lock": `"@zoom/meetingsdk@^6.0.0":\n  version "6.0.2"\n`,
      "src/Meeting.vue": `<template><div id="meeting"></div></template>
<script setup lang="ts">
import ZoomMtgEmbedded from "@zoom/meetingsdk/embedded";
const client = ZoomMtgEmbedded.createClient();
async function join(signature: string): Promise<void> {
  await client.init({ zoomAppRoot: document.getElementById("meeting")!, language: "en-US" });
  await client.join({ signature, meetingNumber: props.number, password: props.passcode, userName: props.name });
}
</script>
`,
    },
    found: [],
  },
  {
    name: "a page that loads 4.0.0",
    files: {
      "index.html": `<!doctype html>
<link rel="stylesheet" href="https://source.zoom.us/4.0.0/css/bootstrap.css" />
<script src="https://source.zoom.us/4.0.0/lib/vendor/react.min.js"></script>
<script src="https://source.zoom.us/zoom-meeting-4.0.0.min.js"></script>
<script src="join.js"></script>
`,
      "join.js": `ZoomMtg.setZoomJSLib("https://source.zoom.us/4.0.0/lib", "/av");
fetch(endpoint, { method: "POST" })
  .then((answer) => answer.json())
  .then(({ signature }) => ZoomMtg.join({ signature, meetingNumber, userName, passWord: "" }));
`,
    },
    found: ["sdk-older-than-advised"],
  },
  {
    name: "signing with this project, and by hand in TypeScript",
    files: {
      "sign.ts": `import { createSigner } from "@countersign/core";
const signer = createSigner({ sdkKey: process.env.ZOOM_SDK_KEY!, sdkSecret: process.env.ZOOM_SDK_SECRET! });
export const sign = (meetingNumber: string) => signer.sign({ meetingNumber, role: 0 });
`,
      "by-hand.ts": `import { createHmac } from "node:crypto";
export function signature(meetingNumber: string, host: boolean): string {
  const iat = Math.floor(Date.now() / 1000) - 30;
  const exp = iat + 2 * 60 * 60;
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { appKey: env.ZOOM_KEY, mn: meetingNumber, role: host ? 1 : 0, iat, exp, tokenExp: exp };
  const input = \`\${part({ alg: "HS256", typ: "JWT" })}.\${part(claims)}\`;
  return \`\${input}.\${createHmac("sha256", env.ZOOM_SECRET).update(input).digest("base64url")}\`;
}
`,
    },
    found: [],
  },
  {
    name: "a back end in Python: its .env only",
    files: {
      "app.py": `claims = {"appKey": key, "iat": int(time.time() * 1000)}\n`,
      ".env": "NEXT_PUBLIC_ZOOM_SDK_SECRET=n0tAr34lS3cr3tOfAnybody000000011\n",
    },
    found: ["secret-in-public-variable"],
  },
];

describe("what people begin with", () => {
  test.each(SAMPLES)("$name", async ({ files, found }) => {
    const { findings } = await lint(files);
    expect(findings.map(({ rule }) => rule)).toEqual(found);
  });
});
