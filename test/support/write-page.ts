// Writes docs/reliability.md from what was recorded. Long runs do it themselves.
//   node test/support/write-page.ts
import { writeFileSync } from "node:fs";
import { reliabilityPage } from "./page.ts";
import { PAGE, recordedSuites } from "./record.ts";

writeFileSync(PAGE, reliabilityPage(recordedSuites()));
