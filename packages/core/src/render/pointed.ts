import type { Decoded } from "../diagnose/report.ts";
import type { JsonObject } from "../token/compact.ts";
import type { Pointed } from "./document.ts";

const PARTS = ["header", "payload", "mac"] as const;

/**
 * Shows where in the signature a finding is. The token itself is not shown: a claim stands in what the payload says,
 * a part as its name among the three.
 */
export function pointedAt(at: string, decoded: Decoded): Pointed | undefined {
  const [place = "", ...rest] = at.split(".");
  const name = rest.join(".");
  if (place === "joinCall" && name !== "") return around("In the call of `join()`:", "{ …, ", name, ", … }");
  if (name === "") return partOf(place);
  const object = place === "header" ? decoded.header : place === "payload" ? decoded.payload : null;
  return object ? memberOf(place, name, object) : partOf(place);
}

function partOf(place: string): Pointed | undefined {
  if (!PARTS.some((part) => part === place)) return undefined;
  const [before = "", after = ""] = PARTS.join(".").split(place);
  return around(`Of the signature's three parts, the ${place}:`, before, place, after);
}

function memberOf(place: string, name: string, object: JsonObject): Pointed {
  const names = Object.keys(object);
  const index = names.indexOf(name);
  const written = names.map((each) => `${JSON.stringify(each)}:${JSON.stringify(object[each])}`);
  if (index < 0) {
    return around(`In the ${place}, where \`${name}\` is missing:`, `{${written.join(",")}`, "}", "");
  }
  const before = written.slice(0, index).map((each) => `${each},`);
  const after = written.slice(index + 1).map((each) => `,${each}`);
  return around(
    `In the ${place}, at \`${name}\`:`,
    `{${before.join("")}`,
    written[index] ?? "",
    `${after.join("")}}`,
  );
}

function around(label: string, before: string, piece: string, after: string): Pointed {
  return { kind: "pointed", label, before, piece, after };
}
