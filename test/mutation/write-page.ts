// Writes docs/mutation.md from what was recorded, for when a reason was added. Runs do it themselves.
//   node test/mutation/write-page.ts
import { writeFileSync } from "node:fs";
import { mutationPage } from "./page.ts";
import { PAGE, readResults } from "./results.ts";

writeFileSync(PAGE, mutationPage(readResults()));
