import { type Node, property, propertyNames } from "../code/node.ts";
import { type LintRule, placeOf } from "../rule.ts";

const CLIENT = {
  message: "client view knows no `password`, and refuses the join with code 3 because of it",
  help: "In client view the passcode is `passWord`, with a capital W.",
};
const COMPONENT = {
  message: "component view knows no `passWord`: it joins as if no passcode were given",
  help: "In component view the passcode is `password`, all lower case.",
};

export const passcodeMisnamed: LintRule = {
  id: "passcode-misnamed",
  title: "The passcode has the name of the other view",

  check({ joinCalls }) {
    return joinCalls.flatMap(({ module, view, options }) => {
      const names = propertyNames(options);
      const [wrong, words] = view === "client-view" ? ["password", CLIENT] : ["passWord", COMPONENT];
      const node: Node | undefined = names.includes(wrong) ? property(options, wrong) : undefined;
      // Component view passes over what it does not know: beside the right name it does no harm.
      if (!node || (view === "component-view" && names.includes("password"))) return [];
      return { certainty: view === "client-view" ? "proven" : "likely", ...placeOf(module, node), ...words };
    });
  },

  why: "The two views of the web SDK call the passcode by different names. Client view refuses names it does not know; component view ignores them.",
  sources: [
    {
      url: "https://www.npmjs.com/package/@zoom/meetingsdk/v/6.2.0",
      says: "Measured with 6.2.0 and 3.13.1: given `password`, client view answers code 3, `Join parameters: password are invalid!`.",
      read: "2026-11-24",
    },
  ],

  examples: {
    failing: [
      {
        name: "client view with the name of component view",
        files: {
          "join.js": `import { ZoomMtg } from "@zoom/meetingsdk";
ZoomMtg.join({ signature, meetingNumber, userName, password: passcode, success, error });
`,
        },
        findings: [{ certainty: "proven", file: "join.js", line: 2, column: 52, ...CLIENT }],
      },
      {
        name: "component view with the name of client view, in a class",
        files: {
          "meeting.component.ts": `import ZoomMtgEmbedded from "@zoom/meetingsdk/embedded";
export class MeetingComponent {
  client = ZoomMtgEmbedded.createClient();
  async join(signature: string) {
    await this.client.join({ signature, meetingNumber: this.number, userName: this.name, passWord: this.code });
  }
}
`,
        },
        findings: [{ certainty: "likely", file: "meeting.component.ts", line: 5, column: 90, ...COMPONENT }],
      },
      {
        name: "in a script of a page",
        files: {
          "index.html": `<!doctype html>
<!-- <script>ZoomMtg.join({ signature, password })</script> -->
<script>
  ZoomMtg.join({ signature: s, meetingNumber: n, userName: "A", password: "" });
</script>
`,
        },
        findings: [{ certainty: "proven", file: "index.html", line: 4, column: 65, ...CLIENT }],
      },
    ],
    passing: [
      {
        name: "each view with its own name",
        files: {
          "client.js": `ZoomMtg.join({ signature, meetingNumber, userName, passWord: passcode });\n`,
          "component.js": `const client = ZoomMtgEmbedded.createClient();
client.join({ signature, meetingNumber, userName, password: passcode });
`,
        },
      },
      {
        name: "something else that joins, and a client whose view the file does not tell",
        files: {
          "room.js": `import { rooms } from "./zoom-like.js";
rooms.join({ signature, password: passcode });
export const join = (client, o) => client.join({ signature: o.signature, passWord: o.passWord });
`,
        },
      },
    ],
  },
};
