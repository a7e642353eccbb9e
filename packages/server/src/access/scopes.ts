import { refuseToStart } from "../errors.ts";
import { SCOPES, type Scope } from "./caller.ts";

/** @throws StartUpError `setting-invalid` for anything that is not a list of scopes */
export function checkScopes(scopes: unknown, of: string): ReadonlySet<Scope> {
  const set = new Set<Scope>();
  for (const scope of Array.isArray(scopes) || scopes instanceof Set ? scopes : [undefined]) {
    const known = SCOPES.find((one) => one === scope);
    if (known === undefined) {
      return refuseToStart(
        "setting-invalid",
        "scopes",
        `the scopes of ${of} are not a list of known ones`,
        `The scopes are ${SCOPES.join(", ")}.`,
      );
    }
    set.add(known);
  }
  return set;
}
