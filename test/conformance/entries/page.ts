// For a browser: the core only, as the server is none of a page's.
import { CountersignError, createSigner, inspect, parseMeetingNumber, verify } from "@countersign/core";
import { diagnose } from "@countersign/core/diagnose";
import { runSuites } from "../suite.ts";
import { coreSuites } from "../suites/core.ts";

const core = { CountersignError, createSigner, inspect, parseMeetingNumber, verify };
const results = runSuites(coreSuites({ core, diagnosis: { diagnose }, inPage: true }));
Object.assign(globalThis, { conformance: results });
