import type { Module } from "../code/module.ts";
import {
  calledName,
  child,
  children,
  isMember,
  keyOf,
  type Node,
  nameOf,
  plain,
  textOf,
} from "../code/node.ts";
import { firstOfEach, type LintRule, type Observation, placeOf } from "../rule.ts";
import { looksLikeSecret, masked } from "../words.ts";

const HELP =
  "Read it from the environment, have Zoom make a new one, and put that nowhere near the source: what was committed once stays in the history.";
const message = (name: string, secret: string) => `\`${name}\` is written out: ${masked(secret)}`;

export const secretInSource: LintRule = {
  id: "secret-in-source",
  title: "The secret stands in the source",

  check({ modules }) {
    const found = modules.flatMap((module) =>
      [...named(module), ...givenToSigners(module)].flatMap(({ name, value }) => {
        const text = textOf(value);
        return value && text !== undefined && looksLikeSecret(text) ? [{ name, text, module, value }] : [];
      }),
    );
    return firstOfEach(found, ({ text }) => text).map(
      ({ name, text, module, value }): Observation => ({
        certainty: "likely",
        ...placeOf(module, value),
        message: message(name, text),
        help: HELP,
      }),
    );
  },

  why: "Whoever reads the repository, a copy of it or the page it is built into can sign for any of your meetings.",
  sources: [
    {
      url: "https://developers.zoom.us/docs/meeting-sdk/auth/",
      says: "The secret stays on the server.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "a constant, with a variable before it",
        files: {
          "config.js": `exports.zoom = {\n  sdkKey: process.env.ZOOM_KEY,\n  sdkSecret: process.env.ZOOM_SECRET || "n0tAr34lS3cr3tOfAnybody000000000",\n};\n`,
        },
        findings: [
          {
            certainty: "likely",
            file: "config.js",
            line: 3,
            column: 41,
            message: message("sdkSecret", "n0tAr34lS3cr3tOfAnybody000000000"),
            help: HELP,
          },
        ],
      },
      {
        name: "given to the library as it is",
        files: {
          "sign.ts": `import jwt from "jsonwebtoken";\nexport const token = jwt.sign({ appKey: "k", mn: meeting, role: 0 }, "n0tAr34lS3cr3tOfAnybody000000001");\n`,
        },
        findings: [
          {
            certainty: "likely",
            file: "sign.ts",
            line: 2,
            column: 70,
            message: message("sign()", "n0tAr34lS3cr3tOfAnybody000000001"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "blanks, names and the environment",
        files: {
          "config.js": `const SDK_SECRET = "YOUR_ZOOM_SDK_SECRET";\nconst zoomClientSecret = process.env.ZOOM_CLIENT_SECRET;\nconst sdkSecret = "projects/zoom/secrets/sdk-secret-2";\nconst zoomSecret = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";\n`,
        },
      },
      {
        name: "the client secret of something else in a file that speaks of Zoom",
        files: {
          "auth.js": `import { ZoomMtg } from "@zoom/meetingsdk";\nexport const google = { clientId: "1", clientSecret: "n0tAr34lS3cr3tOfAnybody000000002" };\n`,
        },
      },
    ],
  },
};

interface Named {
  readonly name: string;
  readonly value: Node | undefined;
}

const SECRET_NAME = /secret(?:_?key|_?value)?$/i;
const OF_ZOOM = /zoom|sdk/i;

/** Variables, properties and fields whose name, or the name of what they stand in, says that it is Zoom's secret. */
function named(module: Module): readonly Named[] {
  const declared = module
    .all("VariableDeclarator")
    .map((node) => ({ node, name: nameOf(child(node, "id")), value: child(node, "init") }));
  const held = module
    .all("ObjectProperty", "ClassProperty")
    .map((node) => ({ node, name: keyOf(node), value: child(node, "value") }));
  const assigned = module.all("AssignmentExpression").map((node) => {
    const left = child(node, "left");
    return { node, name: isMember(left) ? keyOf(left) : nameOf(left), value: child(node, "right") };
  });
  return [...declared, ...held, ...assigned].flatMap(({ node, name, value }): Named[] => {
    if (name === undefined || !SECRET_NAME.test(name)) return [];
    return OF_ZOOM.test(name) || standsIn(node, module) ? [{ name, value: fallback(value) }] : [];
  });
}

/** `process.env.X || "…"`: the text that is used where there is none. */
function fallback(value: Node | undefined): Node | undefined {
  const inner = plain(value);
  return inner?.type === "LogicalExpression" ? plain(child(inner, "right")) : inner;
}

function standsIn(node: Node, module: Module): boolean {
  for (let up = module.parentOf(node); up !== undefined; up = module.parentOf(up)) {
    const name = up.type === "VariableDeclarator" ? nameOf(child(up, "id")) : keyOf(up);
    if (name !== undefined && OF_ZOOM.test(name)) return true;
  }
  return false;
}

/** The secret as an argument: `jwt.sign(claims, secret)`, `JWS.sign(alg, header, claims, secret)`, `createHmac(hash, secret)`. */
function givenToSigners(module: Module): readonly Named[] {
  if (!/app_?key|sdk_?key|\bmn\b/i.test(module.text)) return [];
  return module.all("CallExpression").flatMap((call): Named[] => {
    const name = calledName(call);
    if (!["sign", "createHmac", "HmacSHA256"].includes(name ?? "")) return [];
    return children(call, "arguments").map((value) => ({ name: `${name}()`, value: plain(value) }));
  });
}
