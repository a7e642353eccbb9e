import type { ProblemCode } from "./problems.ts";

/** `application/json`, with no parameter but a charset that says UTF-8. */
const JSON_TYPE = /^application\/json[\t ]*(?:;[\t ]*(?:charset=(?:utf-8|"utf-8")[\t ]*)?)?$/i;

export type BodyProblem = Extract<
  ProblemCode,
  | "body-too-large"
  | "body-unreadable"
  | "content-encoding-unsupported"
  | "content-type-unsupported"
  | "json-invalid"
  | "request-malformed"
>;

export type Body = { readonly text: string } | { readonly problem: BodyProblem };

/**
 * Reads a body of JSON as text: bounded, uncompressed, UTF-8 without errors. A byte order mark stays in it.
 *
 * @param bytesMax What the route reads at most.
 */
export async function readBody(request: Request, bytesMax: number): Promise<Body> {
  const { headers } = request;
  if (!JSON_TYPE.test(headers.get("content-type") ?? "")) return { problem: "content-type-unsupported" };
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    return { problem: "content-encoding-unsupported" };
  }
  const declared = headers.get("content-length");
  if (declared !== null && !/^[0-9]{1,15}$/.test(declared)) return { problem: "request-malformed" };
  if (declared !== null && Number(declared) > bytesMax) return { problem: "body-too-large" };

  let bytes: Uint8Array | undefined;
  try {
    // A declared length bounds what the HTTP server hands over, so counting on the way is for the others. It costs.
    bytes =
      declared === null
        ? await readCounted(request.body, bytesMax)
        : new Uint8Array(await request.arrayBuffer());
  } catch {
    return { problem: "body-unreadable" };
  }
  if (bytes === undefined || bytes.length > bytesMax) return { problem: "body-too-large" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: "json-invalid" };
  }
}

/** @returns nothing where there is too much */
async function readCounted(body: Request["body"], bytesMax: number): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const whole = new Uint8Array(bytesMax);
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return whole.subarray(0, length);
    if (length + value.length > bytesMax) {
      await reader.cancel();
      return undefined;
    }
    whole.set(value, length);
    length += value.length;
  }
}
