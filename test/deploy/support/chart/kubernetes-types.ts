import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../repo/workspace.ts";
import type { Resource } from "./chart.ts";

/** Of the Prometheus Operator, as far as the chart uses it. */
const SERVICE_MONITOR = `interface Endpoint {
  port: string;
  path: string;
  interval: string;
  authorization?: { type?: string; credentials: { name: string; key: string } };
}
interface ServiceMonitor {
  apiVersion: "monitoring.coreos.com/v1";
  kind: "ServiceMonitor";
  metadata: ObjectMeta;
  spec: { jobLabel: string; selector: LabelSelector; endpoints: Endpoint[] };
}`;

/** Where each kind's type is. */
const HOMES: Readonly<Record<string, string>> = {
  ConfigMap: "core/v1",
  Deployment: "apps/v1",
  HorizontalPodAutoscaler: "autoscaling/v2",
  NetworkPolicy: "networking/v1",
  PodDisruptionBudget: "policy/v1",
  Service: "core/v1",
};

/**
 * Holds resources against the types that are made from Kubernetes' own description of its API: a field that is not
 * known, is missing or is of another type is told by the compiler.
 *
 * @returns What the compiler says; nothing where all is right.
 */
export function kubernetesErrors(resources: readonly Resource[]): string {
  // Below the workspace, where the compiler finds the types.
  const cache = join(ROOT, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "chart-"));
  try {
    const imports = Object.entries(HOMES).map(
      ([kind, home]) => `import type { ${kind} } from "kubernetes-types/${home}";`,
    );
    const constants = resources.map(
      (resource, index) => `export const _${index}: ${resource.kind} = ${JSON.stringify(resource, null, 1)};`,
    );
    const meta = 'import type { LabelSelector, ObjectMeta } from "kubernetes-types/meta/v1";';
    const text = [...imports, meta, SERVICE_MONITOR, ...constants].join("\n");
    writeFileSync(join(folder, "resources.ts"), `${text}\n`);
    const settings = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      "preserve",
      "--types",
      "",
      "--ignoreConfig",
    ];
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    return spawnSync(tsc, [...settings, "resources.ts"], { cwd: folder, encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
