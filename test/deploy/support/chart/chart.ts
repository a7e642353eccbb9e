import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Schema, Validator } from "@cfworker/json-schema";
import { parse, parseAllDocuments } from "yaml";
import { ROOT } from "../../../repo/workspace.ts";

const CHART = join(ROOT, "deploy/helm/countersign");

export type Values = { readonly [name: string]: unknown };

export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  // Each kind has its own; the tests hold them against Kubernetes' types.
  // biome-ignore lint/suspicious/noExplicitAny: read path by path in tests
  readonly [more: string]: any;
}

export const read = (path: string): string => readFileSync(join(CHART, path), "utf8");
export const yaml = (path: string): Values => parse(read(path), { version: "1.1" }) as Values;

export const hasGo: boolean = spawnSync("go", ["version"]).status === 0;
let renderer: string | undefined;

/** Compiled once for all tests of a file. */
function compiled(): string {
  if (renderer !== undefined) return renderer;
  const folder = mkdtempSync(join(tmpdir(), "countersign-chart-"));
  renderer = join(folder, "render");
  const source = join(import.meta.dirname, "render.go");
  const { status, stderr } = spawnSync("go", ["build", "-o", renderer, source], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return renderer;
}

/** Removes what was compiled. */
export function removeRenderer(): void {
  if (renderer !== undefined) rmSync(dirname(renderer), { recursive: true, force: true });
  renderer = undefined;
}

/** The chart's values with those of `over` in their place, maps joined: as Helm does with --values. */
export function valuesWith(over: Values): Values {
  return joined(yaml("values.yaml"), over);
}

function joined(under: Values, over: Values): Values {
  const both = Object.entries(over).map(([name, value]) => {
    const below = under[name];
    return [name, isMap(below) && isMap(value) ? joined(below, value) : value];
  });
  return { ...under, ...Object.fromEntries(both) };
}

const isMap = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is wrong with these values by the chart's schema. */
export function schemaErrors(values: Values): string[] {
  const validator = new Validator(JSON.parse(read("values.schema.json")) as Schema, "7", false);
  return validator
    .validate(values)
    .errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`);
}

export interface Rendered {
  readonly files: Readonly<Record<string, string>>;
  readonly resources: readonly Resource[];
}

/** @throws Error with what a template refused. */
export function render(values: Values, release = "signer"): Rendered {
  const chart = yaml("Chart.yaml");
  const templates = readdirSync(join(CHART, "templates")).map((name) => [name, read(`templates/${name}`)]);
  const data = {
    Values: values,
    Release: { Name: release, Namespace: "meetings", Service: "Helm" },
    Chart: { Name: chart.name, Version: chart.version, AppVersion: chart.appVersion },
  };
  const input = JSON.stringify({ templates: Object.fromEntries(templates), data });
  const { status, stdout, stderr } = spawnSync(compiled(), { input, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const files = JSON.parse(stdout) as Record<string, string>;
  const resources = Object.entries(files)
    .filter(([name]) => name.endsWith(".yaml"))
    .sort(([a], [b]) => a.localeCompare(b))
    // Helm reads YAML 1.1, where 0440 is octal and `on` is true.
    .flatMap(([, text]) => parseAllDocuments(text, { version: "1.1", strict: true, uniqueKeys: true }))
    .map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return document.toJS() as Resource | null;
    })
    .filter((resource) => resource !== null);
  return { files, resources };
}
