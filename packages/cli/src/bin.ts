#!/usr/bin/env node
import { processIo } from "./io.ts";
import { main } from "./main.ts";

// Whoever read our output may have gone, as in `countersign explain | head`: no reason for a stack trace.
for (const output of [process.stdout, process.stderr]) output.on("error", () => {});

// Not process.exit(): what was written to a pipe would be cut.
process.exitCode = await main(process.argv.slice(2), processIo());
