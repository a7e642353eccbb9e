export { EXIT, type ExitCode } from "./exit.ts";
export { type Input, type Io, type Output, processIo } from "./io.ts";
export { main } from "./main.ts";
