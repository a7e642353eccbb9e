import { takesLegacySignature } from "@countersign/core/diagnose";
import type { Module } from "../code/module.ts";
import {
  calledName,
  child,
  children,
  isCall,
  isMember,
  keyOf,
  type Node,
  nameOf,
  textOf,
} from "../code/node.ts";
import { agreed } from "../project/sdks.ts";
import { type LintRule, placeOf } from "../rule.ts";

const MESSAGE =
  "this makes the base64 signature of key, meeting, time, role and hash, which is no longer taken";
const HELP =
  "Make a JWT instead: header, claims and HMAC-SHA256, with the client id and client secret of a Meeting SDK app. `countersign sign` and `@countersign/core` do.";

export const legacySignatureMade: LintRule = {
  id: "legacy-signature-made",
  title: "The retired base64 signature is made",

  check({ modules, sdks }) {
    if (agreed(sdks, takesLegacySignature) === true) return [];
    return modules.flatMap((module) => {
      const hashes = module
        .all("CallExpression", "OptionalCallExpression")
        .some((call) => ["createHmac", "HmacSHA256"].includes(calledName(call) ?? ""));
      if (!hashes) return [];
      const node = module
        .all("TemplateLiteral", "BinaryExpression", "CallExpression")
        .find((each) => isLegacy(partsOf(each), module));
      return node ? { certainty: "proven", ...placeOf(module, node), message: MESSAGE, help: HELP } : [];
    });
  },

  why: "From 2.7.0 on the web SDK takes a JWT only. Given the old format, client view calls nothing back, ever, and component view fails with a TypeError that names nothing.",
  sources: [
    {
      url: "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      says: "Measured with 6.2.0; it says itself that `apiKey` is gone from 2.7.0 on.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "in a template",
        files: {
          "sign.js": `const crypto = require("crypto");
function make(apiKey, apiSecret, meetingNumber, role) {
  const timestamp = new Date().getTime() - 30000;
  const msg = Buffer.from(apiKey + meetingNumber + timestamp + role).toString("base64");
  const hash = crypto.createHmac("sha256", apiSecret).update(msg).digest("base64");
  return Buffer.from(\`\${apiKey}.\${meetingNumber}.\${timestamp}.\${role}.\${hash}\`).toString("base64");
}
`,
        },
        findings: [
          { certainty: "proven", file: "sign.js", line: 6, column: 22, message: MESSAGE, help: HELP },
        ],
      },
      {
        name: "in a list",
        files: {
          "sign.ts": `import { createHmac } from "node:crypto";
const hash = createHmac("sha256", env.zoomSecret).update(message).digest("base64");
export const signature = btoa([env.zoomKey, mn, String(time), role, hash].join("."));
`,
        },
        findings: [
          { certainty: "proven", file: "sign.ts", line: 3, column: 31, message: MESSAGE, help: HELP },
        ],
      },
    ],
    passing: [
      {
        name: "other texts with points in them",
        files: {
          "name.js": `import { createHmac } from "node:crypto";
export const zoomFile = \`\${a.key}.\${meetingNumber}.\${time}.\${part}.\${ending}\`;
export const jwt = \`\${header}.\${claims}.\${createHmac("sha256", secret).update(input).digest("base64url")}\`;
`,
        },
      },
      {
        name: "an SDK that still takes it",
        files: {
          "package.json": `{ "dependencies": { "@zoomus/websdk": "2.4.5" } }\n`,
          "sign.js": `const { createHmac } = require("crypto");
const hash = createHmac("sha256", apiSecret).update(message).digest("base64");
module.exports = btoa(\`\${apiKey}.\${meetingNumber}.\${timestamp}.\${role}.\${hash}\`);
`,
        },
        also: ["sdk-older-than-advised"],
      },
    ],
  },
};

/** What is joined by points: in a template, by `+`, or by `join(".")`. */
function partsOf(node: Node): readonly Node[] {
  if (node.type === "TemplateLiteral") {
    const texts = children(node, "quasis").map(({ value }) =>
      typeof value === "object" && value !== null && "raw" in value ? value.raw : undefined,
    );
    return texts.join("|") === "|.|.|.|.|" ? children(node, "expressions") : [];
  }
  if (isCall(node)) {
    const callee = child(node, "callee");
    const isJoin = calledName(node) === "join" && textOf(children(node, "arguments")[0]) === ".";
    return isJoin ? children(child(callee, "object"), "elements") : [];
  }
  const sums: Node[] = [];
  let left: Node | undefined = node;
  while (left?.type === "BinaryExpression" && left.operator === "+" && sums.length < 16) {
    sums.unshift(...[child(left, "right")].filter((each) => each !== undefined));
    left = child(left, "left");
  }
  const all = left ? [left, ...sums] : sums;
  const points = all.filter((_, index) => index % 2 === 1);
  return all.length === 9 && points.every((each) => textOf(each) === ".")
    ? all.filter((_, index) => index % 2 === 0)
    : [];
}

/** Five parts, of which the first is a key and the fourth a role. */
function isLegacy(parts: readonly Node[], module: Module): boolean {
  const named = (node: Node | undefined, words: RegExp) =>
    node !== undefined &&
    (words.test(nameOf(node) ?? (isMember(node) ? keyOf(node) : undefined) ?? "") ||
      words.test(module.text.slice(node.start, node.end)));
  return parts.length === 5 && named(parts[0], /key/i) && named(parts[3], /role|^['"`]?[01]['"`]?$/i);
}
