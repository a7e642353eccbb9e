/** Words that blanks are made of. No word is another two, so that a text is read as words in one way only. */
const WORD =
  "(?:sdk|client|api|app|zoom|meeting|my|your|the|secret|key|id|test|example|here|goes|value|token|me|this|with|in|change|insert|enter|replace|paste|put|add|password|undefined|null|none|abc|1234?)";

/** Texts that stand where a key or secret should be: the blanks of samples and tutorials, and what a failed look-up leaves. */
const PLACEHOLDERS: readonly RegExp[] = [
  new RegExp(`^(?:${WORD}[-_ ]?)+$`, "i"),
  // A sentence that begins so may go on as it likes; a random key may begin with "myApp", but not with "my-app-".
  new RegExp(`^(?:your|my|insert|enter|replace|paste|put|add|change)[-_ ]${WORD}[-_ ]`, "i"),
  /^123456(?:78(?:90)?)?$/,
  /^(.)\1*$/,
  /^[<[{(].*[>\]})]$/,
  /^[$%]\{?\w+[}%]?$/,
  /process\.env|import\.meta|os\.environ|getenv|\.{3}$|…$/,
];

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((placeholder) => placeholder.test(text));
}
