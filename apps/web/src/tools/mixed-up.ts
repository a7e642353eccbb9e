/** A Zoom client secret is 32 letters and digits; older ones have up to 40. */
export function looksLikeSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{28,64}$/.test(text.trim()) && !text.trim().startsWith("eyJ");
}

export function looksLikeToken(text: string): boolean {
  return /^\s*["']?(?:bearer\s+)?eyJ[\w-]+\.[\w-]+/i.test(text);
}
