/** The times in the signature of an answer. */
export function decode(text: string): { readonly iat: number; readonly exp: number } {
  const { signature } = JSON.parse(text) as { readonly signature: string };
  return JSON.parse(Buffer.from(signature.split(".")[1] ?? "", "base64url").toString("utf8"));
}
