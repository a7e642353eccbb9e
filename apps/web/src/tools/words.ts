/** Texts of rules, put beside the script when the page is built. */
export const CARRIED_TEXTS: readonly string[] = JSON.parse(
  document.getElementById("words")?.textContent ?? "[]",
) as string[];
