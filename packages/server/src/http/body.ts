import type { ProblemCode } from "./problems.ts";

/** `application/json`, with no parameter but a charset that says UTF-8. */
const JSON_TYPE = /^application\/json[\t ]*(?:;[\t ]*(?:charset=(?:utf-8|"utf-8")[\t ]*)?)?$/i;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export type BodyProblem = Extract<
  ProblemCode,
  | "body-too-large"
  | "body-unreadable"
  | "content-encoding-unsupported"
  | "content-type-unsupported"
  | "json-invalid"
  | "request-malformed"
>;

export type Bytes = Uint8Array<ArrayBuffer>;
export type Body = { readonly text: string } | { readonly problem: BodyProblem };

/**
 * Reads a body of JSON as text: bounded, uncompressed, UTF-8 without errors. A byte order mark stays in it.
 *
 * @param bytes The body, where it was read already.
 * @param bytesMax What the route reads at most.
 */
export async function readBody(
  request: Request,
  bytes: Promise<Bytes | BodyProblem> | undefined,
  bytesMax: number,
): Promise<Body> {
  if (!JSON_TYPE.test(request.headers.get("content-type") ?? ""))
    return { problem: "content-type-unsupported" };
  const read = await (bytes ?? readBytes(request, bytesMax));
  if (typeof read === "string") return { problem: read };
  try {
    return { text: UTF8.decode(read) };
  } catch {
    return { problem: "json-invalid" };
  }
}

/** Reads a body as it was sent: bounded and uncompressed. */
export async function readBytes(request: Request, bytesMax: number): Promise<Bytes | BodyProblem> {
  const { headers } = request;
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") return "content-encoding-unsupported";
  const declared = headers.get("content-length");
  if (declared !== null && !/^[0-9]{1,15}$/.test(declared)) return "request-malformed";
  if (declared !== null && Number(declared) > bytesMax) return "body-too-large";
  try {
    // A declared length bounds what the HTTP server hands over, so counting on the way is for the others. It costs.
    const bytes =
      declared === null
        ? await readCounted(request.body, bytesMax)
        : new Uint8Array(await request.arrayBuffer());
    return bytes === undefined || bytes.length > bytesMax ? "body-too-large" : bytes;
  } catch {
    return "body-unreadable";
  }
}

/** @returns nothing where there is too much */
async function readCounted(body: Request["body"], bytesMax: number): Promise<Bytes | undefined> {
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
