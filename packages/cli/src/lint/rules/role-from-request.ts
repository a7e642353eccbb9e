import { decidesByRole, isFromRequest } from "../code/request.ts";
import { type LintRule, placeOf } from "../rule.ts";

const MESSAGE =
  "the caller chooses `role`: it goes from the request into the signature, and nothing here looks at it";
const HELP =
  "Let the server decide: `role: 0`, and 1 only where your own records say that this user hosts this meeting. A signature of role 1 starts the meeting for whoever asks.";

export const roleFromRequest: LintRule = {
  id: "role-from-request",
  title: "The caller chooses the role",

  check({ signings }) {
    return signings.flatMap(({ module, claim }) => {
      const role = claim("role");
      if (role === undefined || !isFromRequest(role, module) || decidesByRole(module)) return [];
      return { certainty: "likely", ...placeOf(module, role), message: MESSAGE, help: HELP };
    });
  },

  why: "Who may host is a decision of the server. An endpoint that signs the role it is sent hands out host rights to anybody who can reach it.",
  sources: [
    {
      url: "https://github.com/zoom/meetingsdk-auth-endpoint-sample",
      says: "Zoom's own sample signs the role of the request's body; it is a sample, and asks nobody who they are.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "out of the body, through a function",
        files: {
          "server.js": `const express = require("express");
const jwt = require("jsonwebtoken");
const app = express();
app.post("/signature", express.json(), (req, res) => {
  const { meetingNumber, role } = req.body;
  res.json({ signature: signatureFor(meetingNumber, Number(role)) });
});
function signatureFor(mn, role) {
  return jwt.sign({ appKey: process.env.ZOOM_KEY, mn, role }, process.env.ZOOM_SECRET, { expiresIn: "2h" });
}
`,
        },
        findings: [
          { certainty: "likely", file: "server.js", line: 9, column: 55, message: MESSAGE, help: HELP },
        ],
      },
      {
        name: "a route of the Fetch kind",
        files: {
          "app/api/zoom/route.ts": `import { SignJWT } from "jose";
export async function POST(request: Request) {
  const body = schema.parse(await request.json());
  const token = new SignJWT({ appKey: key, mn: body.meetingNumber, role: body.role ?? 0 });
  return Response.json({ signature: await token.setIssuedAt().setExpirationTime("2h").sign(secret) });
}
`,
        },
        findings: [
          {
            certainty: "likely",
            file: "app/api/zoom/route.ts",
            line: 4,
            column: 74,
            message: MESSAGE,
            help: HELP,
          },
        ],
      },
    ],
    passing: [
      {
        name: "only participants are signed for",
        files: {
          "server.js": `const jwt = require("jsonwebtoken");
app.post("/signature", (req, res) => {
  const { meetingNumber: mn, role } = req.body;
  res.json({ signature: jwt.sign({ appKey: process.env.ZOOM_KEY, mn, role: 0 }, secret, { expiresIn: "2h" }) });
});
`,
        },
      },
      {
        name: "the role is looked at first",
        files: {
          "server.js": `const jwt = require("jsonwebtoken");
app.post("/signature", async (req, res) => {
  const { meetingNumber: mn, role } = req.body;
  if (role === 1 && !(await isHostOf(req.user, mn))) return res.sendStatus(403);
  res.json({ signature: jwt.sign({ appKey: process.env.ZOOM_KEY, mn, role }, secret, { expiresIn: "2h" }) });
});
`,
        },
      },
      {
        name: "the role comes from the server's own records",
        files: {
          "server.js": `const jwt = require("jsonwebtoken");
app.post("/signature", async (req, res) => {
  const { role } = await seats.find(req.user.id, req.body.meetingNumber);
  res.json({ signature: jwt.sign({ appKey: process.env.ZOOM_KEY, mn, role }, secret, { expiresIn: "2h" }) });
});
`,
        },
      },
    ],
  },
};
