export { type Dev, type DevOptions, startDev } from "./start-dev.ts";
