import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Failure } from "@countersign/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteGrants } from "../../src/grants/sqlite.ts";
import { type Flow, sealed } from "../../src/oauth/sealed.ts";
import { found, pieces } from "../pieces.ts";
import { SECRETS, world } from "./world.ts";

const FAILURES: readonly (Failure & { readonly at: "oauth/token" | "oauth/revoke" | "users/me" })[] = [
  { at: "oauth/token", kind: "status", status: 500, done: true, times: 1 },
  { at: "oauth/token", kind: "truncated", times: 1 },
  { at: "oauth/token", kind: "wrong-types", times: 1 },
  { at: "oauth/token", kind: "without", name: "refresh_token", times: 1 },
  { at: "oauth/token", kind: "oauth-error", error: "invalid_grant", times: 1 },
  { at: "users/me", kind: "rest-error", status: 400, code: 4711, times: 1 },
  { at: "users/me", kind: "html", times: 4 },
  { at: "oauth/revoke", kind: "status", status: 500, times: 2 },
];

test("no code, token, verifier, state or secret stands in an answer, a report or the database's files", {
  timeout: 30_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-oauth-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openSqliteGrants(join(folder, "grants.db"));
  const w = await world(store, {}, 1000);
  const secrets = new Set<string>(Object.values(SECRETS));
  const states = new Set<string>();
  const flows = sealed<Flow>(w.keys, "oauth-flow", `${w.url}/oauth/callback`);
  for (const failure of [undefined, ...FAILURES]) {
    const browser = w.browser();
    if (failure) w.sandbox.zoom.fail(failure.at, failure);
    const address = await w.consented(browser, await w.link({ zoomUser: w.ada }));
    const flow = await flows.open([...browser.cookies.values()][0] ?? "");
    secrets.add(flow?.verifier ?? "").add(new URL(address).searchParams.get("code") ?? "");
    states.add(flow?.state ?? "");
    await browser.open(address);
    const row = await w.row();
    secrets
      .add(w.atZoom()?.refreshToken ?? "")
      .add(row?.refreshToken ?? "")
      .add(row?.accessToken ?? "");
    await w.post("/oauth/revoke", { zoomUser: w.ada });
    w.sandbox.zoom.heal();
  }
  // Nothing was moved out of the journal yet, so each row that ever was still stands in it.
  const stored = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .join("\n");
  await store.close();
  secrets.delete("");

  const reports = JSON.stringify(w.reports);
  const answers = w.answers.map(({ text, headers }) => text + JSON.stringify([...headers])).join("\n");
  const elsewhere = w.answers
    .map(({ text, headers }) => JSON.stringify([text, [...headers].filter(([name]) => name !== "location")]))
    .join("\n");
  const secretPieces = new Set([...secrets].flatMap((secret) => [...pieces(secret)]));
  const statePieces = new Set([...states].flatMap((state) => [...pieces(state)]));
  expect([secrets.size > 20, states.size, stored.length > 10_000]).toEqual([true, FAILURES.length + 1, true]);
  expect([found(reports, secretPieces), found(answers, secretPieces), found(stored, secretPieces)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(found(answers, statePieces), "the scan sees what is there").toBeDefined();
  // The way to Zoom is the one place where the state has to stand.
  expect([found(reports, statePieces), found(elsewhere, statePieces), found(stored, statePieces)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(reports).not.toContain(w.ada);
});
