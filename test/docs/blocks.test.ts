import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Block } from "./markdown.ts";
import { masked, shows } from "./mask.ts";
import { type Page, pages, planOf } from "./pages.ts";
import { Shell } from "./shell.ts";
import { removeScripts, runScript, type Script, startServer, typeErrors } from "./typescript.ts";

/** What the pages say a reader has set: credentials of the shape of Zoom's, and one token made with them. */
const CREDENTIALS = {
  ZOOM_MEETING_SDK_KEY: "dOcUmEnTaTiOnKeY12345",
  ZOOM_MEETING_SDK_SECRET: "dOcUmEnTaTiOnSeCrEt1234567890abc",
};

const ALL = pages();

function nameOf(page: Page, block: Block): string {
  return `${page.path.replace(/\W+/g, "_")}_${block.line}`;
}

/** Where it does not, the difference is shown whole. */
function expectShown(output: string, shown: string): void {
  if (!shows(output, shown)) expect(masked(shown)).toBe(masked(output));
}

const scriptsOf = (page: Page): readonly (Script & { readonly block: Block })[] =>
  page.blocks
    .filter((block) => ["script", "server", "types-only"].includes(planOf(block).kind))
    .map((block) => ({ name: nameOf(page, block), text: block.text, block }));

afterAll(removeScripts);

test("every block is marked as something that is done with it", () => {
  const wrong = ALL.flatMap((page) =>
    page.blocks.flatMap((block) => {
      const plan = planOf(block);
      return plan.kind === "wrong" ? [`${page.path}:${block.line} ${plan.why}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test("what is not run is npm, docker or git, and says why", () => {
  const notRun = ALL.flatMap((page) =>
    page.blocks.flatMap((block) => {
      const plan = planOf(block);
      return plan.kind === "not-run" ? [`${page.path}:${block.line} (${plan.reason}) ${block.text}`] : [];
    }),
  );
  console.log(`${notRun.length} blocks are not run here:\n${notRun.join("\n")}`);
  expect(notRun.filter((line) => !/\) (?:#|npm|npx playwright|docker|podman|git|cd)/.test(line))).toEqual([]);
});

test("every script type-checks", { timeout: 60_000 }, async () => {
  expect(await typeErrors(ALL.flatMap(scriptsOf))).toBe("");
});

/** Hundreds of generated pages only show something: no shell is started for them. */
const runs = (page: Page): boolean => page.blocks.some((block) => planOf(block).kind !== "shown");

describe.each(ALL.filter(runs))("$path", (page) => {
  // One reader, from the top of the page to its end: what a block sets and starts is there for the next.
  let shell: Shell;

  beforeAll(async () => {
    // Stands still from here on. Taken now and not when the pages were read: tokens that others issue are of now.
    const now = Math.floor(Date.now() / 1000);
    shell = new Shell(CREDENTIALS, () => now);
    const { stdout } = await shell.run('countersign sign -m "872 7069 5528" -r 0 --token-only');
    await shell.run(`export TOKEN=${stdout.trim()}`);
  });

  afterAll(async () => {
    const ends = await shell.close();
    expect(ends.filter((exit) => exit !== 0)).toEqual([]);
  });

  test.each(page.blocks.map((block) => ({ ...block, plan: planOf(block) })))(
    "line $line: $language $info",
    { timeout: 30_000 },
    async ({ plan, ...block }) => {
      const env = { PATH: process.env.PATH, ...CREDENTIALS };
      const script = { name: nameOf(page, block), text: block.text };
      switch (plan.kind) {
        case "shell": {
          const { exit, shown } = await shell.run(block.text);
          expect({ exit, shown: exit === plan.exit ? "" : shown }).toEqual({ exit: plan.exit, shown: "" });
          if (block.output !== undefined) expectShown(block.output, shown);
          break;
        }
        case "refused": {
          const { shown, status } = await shell.run(block.text);
          expect({ status, shown: status === plan.status ? "" : shown }).toEqual({
            status: plan.status,
            shown: "",
          });
          if (block.output !== undefined) expectShown(block.output, shown);
          break;
        }
        case "file":
          expect(() => JSON.parse(block.text)).not.toThrow();
          shell.write(plan.name, block.text);
          break;
        case "script": {
          const { exit, shown } = await runScript(script, env, shell.folder);
          expect({ exit, shown: exit === 0 ? "" : shown }).toEqual({ exit: 0, shown: "" });
          if (block.output !== undefined) expectShown(block.output, shown);
          break;
        }
        case "server": {
          const { port } = plan;
          const { url, stop } = await startServer(script, env, shell.folder, port);
          shell.addServer({ url, stop: () => stop().then(() => 0 as const), ...(port !== 4000 && { port }) });
          break;
        }
        case "json":
          expect(() => JSON.parse(block.text)).not.toThrow();
          break;
        case "wrong":
          expect.fail(plan.why);
          break;
        case "types-only":
        case "not-run":
        case "shown":
          break;
      }
    },
  );
});
