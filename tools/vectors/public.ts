/** Public, and nobody's: they sign vectors and nothing else. */
export const KEY = "vectorKey_0123456789AB";
export const SECRET = "vectorSecretThatIsPublic00000001";
export const OLDER_SECRET = "vectorSecretThatIsPublic00000000";
