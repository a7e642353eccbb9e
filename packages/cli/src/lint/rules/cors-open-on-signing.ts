import type { Module } from "../code/module.ts";
import {
  calledName,
  child,
  children,
  isMember,
  keyOf,
  type Node,
  nameOf,
  property,
  textOf,
} from "../code/node.ts";
import { firstOfEach, type LintRule, placeOf } from "../rule.ts";

const HELP =
  'Name the origins of your own pages: `origin: ["https://app.example.com"]`. And ask callers who they are: CORS keeps honest browsers out, and nobody else.';
const MESSAGES = {
  default: "answers every origin, in a file that signs: without options `cors()` allows all of them",
  any: "answers every origin, in a file that signs",
} as const;

export const corsOpenOnSigning: LintRule = {
  id: "cors-open-on-signing",
  title: "The signing endpoint answers every origin",

  check({ signings }) {
    const modules = firstOfEach(
      signings.map(({ module }) => module),
      ({ file, base }) => `${file.path}:${base}`,
    );
    return modules.flatMap((module) => {
      const [open] = [...byCors(module), ...byHeader(module)];
      if (open === undefined) return [];
      return { certainty: "proven", ...placeOf(module, open.node), message: MESSAGES[open.how], help: HELP };
    });
  },

  why: "Any page on the web can have its visitors' browsers fetch signatures, and show your meetings as its own.",
  sources: [
    {
      url: "https://github.com/zoom/meetingsdk-auth-endpoint-sample",
      says: "The sample calls `cors()` without options; run, it answered a foreign origin with a signature of role 1.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "cors() without options",
        files: {
          "server.js": `import cors from "cors";
import express from "express";
import jwt from "jsonwebtoken";
const app = express();
app.use(cors());
app.post("/", (req, res) => res.json({ signature: jwt.sign({ appKey: zoomKey, mn: req.body.mn, role: 0 }, secret) }));
`,
        },
        findings: [
          {
            certainty: "proven",
            file: "server.js",
            line: 5,
            column: 9,
            message: MESSAGES.default,
            help: HELP,
          },
        ],
      },
      {
        name: "a header with a star",
        files: {
          "api/sign.js": `const jwt = require("jsonwebtoken");
module.exports = (req, res) => {
  res.setHeader("Access-Control-Allow-Origin", "*");
  res.json({ signature: jwt.sign({ appKey: zoomKey, mn: req.body.mn, role: 0 }, secret) });
};
`,
        },
        findings: [
          { certainty: "proven", file: "api/sign.js", line: 3, column: 3, message: MESSAGES.any, help: HELP },
        ],
      },
    ],
    passing: [
      {
        name: "a list of origins",
        files: {
          "server.js": `import cors from "cors";
import jwt from "jsonwebtoken";
app.use(cors({ origin: ["https://app.example.com"] }));
app.post("/", (req, res) => res.json({ signature: jwt.sign({ appKey: zoomKey, mn: req.body.mn, role: 0 }, secret) }));
`,
        },
      },
      {
        name: "an open endpoint that signs nothing, and options from elsewhere",
        files: {
          "zoom-status.js": `import cors from "cors";\napp.use(cors());\napp.get("/zoom", (req, res) => res.json({ ok: true }));\n`,
          "server.js": `import cors from "cors";
import jwt from "jsonwebtoken";
app.use(cors(options));
app.post("/", (req, res) => res.json({ signature: jwt.sign({ appKey: zoomKey, mn: req.body.mn, role: 0 }, secret) }));
`,
        },
      },
    ],
  },
};

type Open = { readonly node: Node; readonly how: keyof typeof MESSAGES };

const CORS_MODULES = ["cors", "hono/cors", "@fastify/cors"];

function byCors(module: Module): readonly Open[] {
  if (!CORS_MODULES.some((name) => module.scopes.modules.has(name))) return [];
  return module.all("CallExpression").flatMap((call): Open[] => {
    if (nameOf(child(call, "callee")) !== "cors") return [];
    const [first] = children(call, "arguments");
    if (first === undefined) return [{ node: call, how: "default" }];
    const options = module.scopes.resolve(first);
    const origin = child(property(options, "origin"), "value");
    // `true` reflects whatever origin asks.
    const isAny = textOf(origin) === "*" || (origin?.type === "BooleanLiteral" && origin.value === true);
    return isAny ? [{ node: call, how: "any" }] : [];
  });
}

const ALLOW_ORIGIN = "access-control-allow-origin";

function byHeader(module: Module): readonly Open[] {
  const calls = module.all("CallExpression").filter((call) => {
    const [name, value] = children(call, "arguments");
    return (
      isMember(child(call, "callee")) &&
      ["setHeader", "header", "set", "append"].includes(calledName(call) ?? "") &&
      textOf(name)?.toLowerCase() === ALLOW_ORIGIN &&
      textOf(value) === "*"
    );
  });
  const properties = module
    .all("ObjectProperty")
    .filter((each) => keyOf(each)?.toLowerCase() === ALLOW_ORIGIN && textOf(child(each, "value")) === "*");
  return [...calls, ...properties].map((node) => ({ node, how: "any" }));
}
