/** Texts that stand where a key or secret should be: the blanks of samples and tutorials, and what a failed look-up leaves. */
const PLACEHOLDERS: readonly RegExp[] = [
  /^(?:undefined|null|none|nil|true|false|nan|\[object object\])$/i,
  /^(?:sdk|client|api|app|zoom|meeting|my|your|the|secret|key|id|test|example|sample|dummy|foo|bar|todo)(?:[-_ ]?(?:sdk|client|api|app|zoom|meeting|secret|key|id|here|goes|value|token|123|1234))*$/i,
  /^(?:your|my|insert|enter|replace|paste|put|add|change)[-_ ](?:me|this|with|in|your|the|zoom|sdk|client|api|app|meeting|secret|key)/i,
  // Written together only without digits: a random key may begin with "myApp".
  /^(?:your|my|insert|enter|replace|paste|put|add|change)(?:zoom|sdk|client|api|app|meeting|secret|key)[a-z]*$/i,
  /(?:secret|key|id|value|token)[-_ ](?:goes[-_ ])?here$/i,
  /^(?:changeme|change[-_ ]me|password|passw0rd|secret)$/i,
  /^(?:1234|123456|12345678|1234567890|abc123|abcdef|qwerty)$/i,
  /^(.)\1*$/,
  /^[<[{(].*[>\]})]$/,
  /^\$\{?[A-Za-z_][A-Za-z0-9_]*\}?$/,
  /^%[A-Za-z_][A-Za-z0-9_]*%$/,
  /process\.env|import\.meta|os\.environ|getenv/,
  /\.\.\.$|…$/,
];

export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  return PLACEHOLDERS.some((placeholder) => placeholder.test(trimmed));
}
