import { readFileSync } from "node:fs";
import type { Instruments } from "./instruments.ts";

/** This package's. The manifest lies two folders above, of sources and of what is built alike. */
export function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}

export function buildMetrics(meter: Instruments): void {
  const labels = Object.freeze({ version: versionOf(), node: process.versions.node });
  const info = meter.createObservableGauge("countersign.build.info", {
    description: "1, with the version of this server and of Node.",
  });
  info.addCallback((result) => result.observe(1, labels));
}
