import { publicPrefixOf } from "@countersign/core";
import type { Module } from "../code/module.ts";
import { child, children, keyOf, type Node, pathOf } from "../code/node.ts";
import { firstOfEach, type LintRule, type Observation, placeOf } from "../rule.ts";
import { namesZoomSecret } from "../words.ts";

const HELP =
  "Take the prefix off its name and read it on the server only. If the page was ever published, have Zoom make a new secret.";
const message = (name: string) =>
  `\`${name}\` is for the page: build tools copy every variable that begins with \`${publicPrefixOf(name)}\` into what browsers load`;

export const secretInPublicVariable: LintRule = {
  id: "secret-in-public-variable",
  title: "The secret stands in a variable for the page",

  check({ variables, modules }) {
    const set = variables
      .filter(({ name, value }) => value !== "" && isPublicSecret(name))
      .map(({ name, file, at }) => ({ name, file, at }));
    const read = modules.flatMap((module) =>
      namesRead(module)
        .filter(({ name }) => isPublicSecret(name))
        .map(({ name, node }) => ({ name, ...placeOf(module, node) })),
    );
    // Set in one file and read in another is one mistake; where it is set, it is mended.
    return firstOfEach([...set, ...read], ({ name }) => name).map(
      ({ name, file, at }): Observation => ({
        certainty: "likely",
        file,
        at,
        message: message(name),
        help: HELP,
      }),
    );
  },

  why: "The prefix is how one tells a build tool that a value may be public. Every visitor can then read the secret and sign for any of your meetings.",
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
        name: "set in .env, read in the page: one mistake",
        files: {
          ".env": `# local\nVITE_ZOOM_SDK_KEY=abc\nexport VITE_ZOOM_SDK_SECRET="k3yM4t3r1alThatIsNotReal00000000"\n`,
          "src/sign.ts": `export const secret = import.meta.env.VITE_ZOOM_SDK_SECRET;\n`,
        },
        findings: [
          {
            certainty: "likely",
            file: ".env",
            line: 3,
            column: 8,
            message: message("VITE_ZOOM_SDK_SECRET"),
            help: HELP,
          },
        ],
      },
      {
        name: "read only",
        files: {
          "app/meeting.tsx": `const { NEXT_PUBLIC_ZOOM_CLIENT_SECRET: s } = process.env;\nexport const other = process.env["REACT_APP_SDK_SECRET"];\n`,
        },
        findings: [
          {
            certainty: "likely",
            file: "app/meeting.tsx",
            line: 1,
            column: 9,
            message: message("NEXT_PUBLIC_ZOOM_CLIENT_SECRET"),
            help: HELP,
          },
          {
            certainty: "likely",
            file: "app/meeting.tsx",
            line: 2,
            column: 22,
            message: message("REACT_APP_SDK_SECRET"),
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "the key may be public, an address of a secret is none, and a blank is not set",
        files: {
          ".env": "VITE_ZOOM_SDK_KEY=abc\nVITE_ZOOM_SECRET_URL=https://vault.example\nZOOM_SDK_SECRET=x\n",
          ".env.example": "VITE_ZOOM_SDK_SECRET=\n",
          "src/sign.ts": `export const secret = process.env.ZOOM_SDK_SECRET;\nexport const { VITE_ZOOM_SDK_SECRET } = options;\n`,
        },
      },
      {
        name: "somebody else's secret",
        files: { "src/pay.ts": `export const zoomed = import.meta.env.VITE_STRIPE_SECRET;\n` },
      },
    ],
  },
};

function isPublicSecret(name: string): boolean {
  return publicPrefixOf(name) !== undefined && namesZoomSecret(name);
}

const ENVIRONMENTS = ["import.meta.env", "process.env"];

/** `process.env.NAME`, `process.env["NAME"]` and `const { NAME } = process.env`. */
function namesRead(module: Module): readonly { readonly name: string; readonly node: Node }[] {
  const members = module.all("MemberExpression", "OptionalMemberExpression").flatMap((node) => {
    const name = keyOf(node);
    return name !== undefined && ENVIRONMENTS.includes(pathOf(child(node, "object")) ?? "")
      ? [{ name, node }]
      : [];
  });
  const taken = module
    .all("VariableDeclarator")
    .filter((node) => ENVIRONMENTS.includes(pathOf(child(node, "init")) ?? ""))
    .flatMap((node) => children(child(node, "id"), "properties"))
    .flatMap((node) => {
      const name = keyOf(node);
      return name === undefined ? [] : [{ name, node }];
    });
  return [...taken, ...members];
}
