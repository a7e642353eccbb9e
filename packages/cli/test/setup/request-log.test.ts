import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const SOURCE = pathToFileURL(resolve(import.meta.dirname, "../../src/")).href;

/** What a program writes to standard output that logs one request and then does this. */
function logged(then: string): Promise<{ exit: number | null; stdout: string }> {
  const program = `
    const { requestLog } = await import("${SOURCE}/setup/request-log.ts");
    const { processIo } = await import("${SOURCE}/io.ts");
    requestLog(processIo())({ outcome: "signed" });
    ${then}`;
  const args = ["--conditions=countersign-source", "--input-type=module", "-e", program];
  return new Promise((done) => {
    const child = execFile(process.execPath, args, (_error, stdout) =>
      done({ exit: child.exitCode, stdout }),
    );
  });
}

test.each<[how: string, then: string, exit: number]>([
  ["ends", "", 0],
  ["ends itself", "process.exit(3);", 3],
  ["fails", "throw new Error('unforeseen');", 1],
])("the line of a request is written before a process %s", { timeout: 60_000 }, async (_, then, exit) => {
  expect(await logged(then)).toEqual({ exit, stdout: '{"outcome":"signed"}\n' });
});
