/** The examples, built by their own command and used by a person: the real SDK joins the stand-in. */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Stand } from "./support/stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await Stand.open();
});
afterAll(async () => {
  await stand?.close();
});

// By selector: the SDK's own dialog hides the rest of the page from the tree of roles while it is open.
it.each([
  { example: "plain", joined: "Joined." },
  { example: "react", joined: "joined" },
])("examples/$example is built, and joins", async ({ example, joined }) => {
  const build = ["run", "--silent", "build", "-w", `@countersign/example-${example}`];
  execFileSync("npm", [...build, "--", "--conditions=countersign-source", "--log-level=warning"], {
    stdio: "pipe",
  });
  const context = await stand.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stand.url}/examples/${example}/index.html`);
  await page.getByLabel("Meeting number").fill("872 7069 5529");
  await page.getByLabel("Passcode").fill("000000");
  await page.getByLabel("Your name").fill("Grace Hopper");
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator("[role=status]").getByText("3004").waitFor({ timeout: 60_000 });

  await page.reload();
  await page.getByLabel("Meeting number").fill("872 7069 5529");
  await page.getByLabel("Passcode").fill("314159");
  await page.getByLabel("Your name").fill("Grace Hopper");
  await page.getByRole("button", { name: "Join" }).click();
  await page.locator("[role=status]").getByText(joined, { exact: true }).waitFor({ timeout: 60_000 });
  const { userName, outcome } = stand.sandbox.joins.at(-1) ?? {};
  expect({ userName, outcome }).toEqual({ userName: "Grace Hopper", outcome: "joined" });
  await context.close();
});
