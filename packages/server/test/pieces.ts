const WINDOW = 12;

/** Every piece of 12 characters of a text, as it is and as base64 (in its three alignments), hex and in a URL. */
export function* pieces(text: string): Generator<string> {
  const bytes = Buffer.from(text);
  const encodings = [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    bytes.toString("hex"),
    ...[0, 1, 2].flatMap((skip) => {
      const rest = bytes.subarray(skip);
      // The last characters depend on what follows in the text around.
      const whole = rest.subarray(0, rest.length - (rest.length % 3));
      return [whole.toString("base64"), whole.toString("base64url")];
    }),
  ];
  for (const encoded of encodings) {
    for (let from = 0; from + WINDOW <= encoded.length; from += 1) yield encoded.slice(from, from + WINDOW);
  }
}

/** A piece of a text that is one of those. */
export function found(haystack: string, needles: ReadonlySet<string>): string | undefined {
  for (let from = 0; from + WINDOW <= haystack.length; from += 1) {
    const piece = haystack.slice(from, from + WINDOW);
    if (needles.has(piece)) return piece;
  }
  return undefined;
}
