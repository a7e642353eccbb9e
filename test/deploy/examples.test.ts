/** The code of the pages for Lambda and Vercel, bundled as they say and called with what those call it with. */
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { verify } from "@countersign/core";
import { createApiKey } from "@countersign/server";
import type { LambdaEvent, LambdaResult } from "@countersign/server/lambda";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KEY, SECRET } from "../../tools/vectors/public.ts";
import { exampleOf } from "../conformance/example.ts";

const CACHE = resolve(import.meta.dirname, "../../node_modules/.cache");
const MEETING = "87270695528";
const WANTED = JSON.stringify({ meetingNumber: "872 7069 5528", role: 0 });

let folder = "";
let authorization = "";

beforeAll(async () => {
  await mkdir(CACHE, { recursive: true });
  folder = await mkdtemp(join(CACHE, "deploy-"));
  const { key, record } = await createApiKey({ id: "school", meetings: [MEETING] });
  authorization = `Bearer ${key}`;
  Object.assign(process.env, {
    ZOOM_MEETING_SDK_KEY: KEY,
    ZOOM_MEETING_SDK_SECRET: SECRET,
    API_KEYS: JSON.stringify([record]),
  });
});

afterAll(() => {
  for (const name of ["ZOOM_MEETING_SDK_KEY", "ZOOM_MEETING_SDK_SECRET", "API_KEYS"])
    delete process.env[name];
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

/** The page's code, made as its command makes it, from the sources. */
async function load<Module>(page: string): Promise<{ readonly module: Module; readonly bytes: number }> {
  const { outputFiles } = await build({
    stdin: { contents: exampleOf(page), loader: "ts", resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    write: false,
    logLevel: "error",
    conditions: ["countersign-source"],
    external: ["pg", "@redis/client", "rate-limiter-flexible"],
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error("nothing was built");
  const file = join(folder, `${page}.mjs`);
  await writeFile(file, output.contents);
  return { module: (await import(pathToFileURL(file).href)) as Module, bytes: output.contents.length };
}

function expectSigned(body: string): void {
  const { signature } = JSON.parse(body) as { signature: string };
  expect(verify(signature, SECRET)).toMatchObject({
    ok: true,
    payload: { appKey: KEY, mn: MEETING, role: 0 },
  });
}

describe("AWS Lambda", () => {
  const event = (headers: Record<string, string>): LambdaEvent => ({
    version: "2.0",
    rawPath: "/prod/v1/signature",
    rawQueryString: "",
    headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.7", ...headers },
    requestContext: {
      domainName: "abcdefghij.execute-api.eu-central-1.amazonaws.com",
      stage: "prod",
      http: { method: "POST", sourceIp: "203.0.113.7" },
    },
    body: Buffer.from(WANTED).toString("base64"),
    isBase64Encoded: true,
  });

  test("signs for whoever has the key, and for nobody else", async () => {
    const { module, bytes } = await load<{ handler: (event: LambdaEvent) => Promise<LambdaResult> }>(
      "aws-lambda",
    );
    const signed = await module.handler(event({ authorization }));
    expect(signed).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expectSigned(signed.body);
    expect(await module.handler(event({}))).toMatchObject({
      statusCode: 401,
      headers: {
        "content-type": "application/problem+json",
        "www-authenticate": 'Bearer realm="countersign"',
      },
    });
    // Of 50 MB that a function may have; a start reads all of it.
    expect(bytes).toBeLessThan(1_000_000);
  });
});

describe("Vercel", () => {
  type Handler = (request: Request) => Promise<Response>;

  test("signs at whatever path the function lies", async () => {
    const { module } = await load<{ POST: Handler; OPTIONS: Handler }>("vercel");
    const request = (headers: Record<string, string>): Request =>
      new Request("https://signatures.example/api/signature?x=1", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: WANTED,
      });
    const signed = await module.POST(request({ authorization }));
    expect(signed.status).toBe(200);
    expectSigned(await signed.text());
    expect((await module.POST(request({}))).status).toBe(401);
    const preflight = new Request("https://signatures.example/api/signature", { method: "OPTIONS" });
    const { status, headers } = await module.OPTIONS(preflight);
    expect([status, headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
  });
});
