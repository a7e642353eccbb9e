/** With small and capital letters and digits in it and nothing that ends a name, or hexadecimal: as secrets are. */
const LIKE_A_SECRET = /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/=_-]{20,}$|^[0-9a-f]{32,}$/;

/**
 * A name of a file, a variable or a setting, for an error. What looks like a secret may be one that was put where its
 * name belongs, so only its beginning and its length are shown.
 */
export function nameShown(name: string): string {
  return isLikeASecret(name) ? `${name.slice(0, 4)}… (${name.length} characters)` : name;
}

export function isLikeASecret(name: string): boolean {
  return LIKE_A_SECRET.test(name);
}
