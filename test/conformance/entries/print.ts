// For runtimes with a standard output: Node, Bun and Deno. Prints the results as JSON.
import * as core from "@countersign/core";
import * as diagnosis from "@countersign/core/diagnose";
import * as server from "@countersign/server";
import { runSuites } from "../suite.ts";
import { appSuite } from "../suites/app.ts";
import { coreSuites } from "../suites/core.ts";
import { outboundSuite } from "../suites/outbound.ts";

const outbound = outboundSuite(server, process.env.PEER ?? "");
const suites = [...coreSuites({ core, diagnosis, inPage: false }), appSuite(server), outbound];
console.log(JSON.stringify(await runSuites(suites)));
