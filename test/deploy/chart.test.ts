/** The Helm chart: rendered by Go's own templates where Go is installed. `helm` itself is not among Debian's packages. */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createApiKey } from "@countersign/server";
import { main } from "countersign";
import { afterAll, describe, expect, test } from "vitest";
import { type Manifest, ROOT, read as readFile } from "../repo/workspace.ts";
import {
  hasGo,
  type Rendered,
  type Resource,
  read,
  removeRenderer,
  render,
  schemaErrors,
  type Values,
  valuesWith,
  yaml,
} from "./support/chart/chart.ts";
import { kubernetesErrors } from "./support/chart/kubernetes-types.ts";
import { instructionsOf } from "./support/dockerfile.ts";

afterAll(removeRenderer);
if (!hasGo) console.log("Go is not installed: the chart's templates are not rendered");

const manifest = JSON.parse(readFile("package.json")) as Manifest;
const TEMPLATES = readdirSync(join(ROOT, "deploy/helm/countersign/templates"));
const ONE = yaml("ci/one-pod-values.yaml");
const MANY = yaml("ci/many-pods-values.yaml");
const config = ONE.config as Values;

test("the chart is one for Helm 3, of this version", () => {
  expect(yaml("Chart.yaml")).toEqual({
    apiVersion: "v2",
    name: "countersign",
    description: expect.any(String),
    type: "application",
    version: manifest.version,
    appVersion: manifest.version,
    kubeVersion: ">=1.30.0-0",
  });
});

describe("values.schema.json", () => {
  test.each([
    ["nothing beside the defaults", {}],
    ["one pod", ONE],
    ["many pods", MANY],
  ])("takes %s", (_what, over) => expect(schemaErrors(valuesWith(over))).toEqual([]));

  test.each<[what: string, over: Values]>([
    ["a misspelt name", { replica: 2 }],
    ["the tag latest", { image: { tag: "latest" } }],
    ["a digest that is cut", { image: { digest: "sha256:00" } }],
    ["no repository", { image: { repository: "" } }],
    ["a configuration with a port of its own", { config: { listen: { port: 5000 } } }],
    ["a secret's key that leads out of its folder", { secret: { keys: ["../config"] } }],
    ["a secret without keys", { secret: { keys: [] } }],
    ["replicas as text", { replicas: "2" }],
    ["a service of no known type", { service: { type: "ExternalName" } }],
    ["an interval without a unit", { serviceMonitor: { interval: "30" } }],
    ["a label that is a number", { podLabels: { tier: 1 } }],
    ["a drain without end", { drainSeconds: 3600 }],
  ])("refuses %s", (_what, over) => expect(schemaErrors(valuesWith(over))).not.toEqual([]));
});

test("every value is used, and every value that is used has a default", () => {
  const defaults = yaml("values.yaml");
  const leaves = (value: unknown, path: string): string[] =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    path !== "resources"
      ? Object.entries(value).flatMap(([name, inner]) =>
          leaves(inner, path === "" ? name : `${path}.${name}`),
        )
      : [path];
  const text = TEMPLATES.map((name) => read(`templates/${name}`)).join("\n");
  const used = new Set([...text.matchAll(/\.Values\.([\w.]+)/g)].map(([, path = ""]) => path));
  // What is in the configuration is the server's.
  const known = [...used].filter((path) => !path.startsWith("config."));
  expect(known.sort()).toEqual(leaves(defaults, "").sort());
});

const kinds = (rendered: Rendered): string[] => rendered.resources.map(({ kind }) => kind).sort();

function resource(rendered: Rendered, kind: string, name = "signer"): Resource {
  const found = rendered.resources.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

describe.runIf(hasGo)("rendered", () => {
  const one = hasGo ? render(valuesWith(ONE)) : { files: {}, resources: [] };
  const many = hasGo ? render(valuesWith(MANY)) : { files: {}, resources: [] };

  test("what is made of one pod, and of many", () => {
    expect(kinds(one)).toEqual(["ConfigMap", "Deployment", "NetworkPolicy", "Service"]);
    expect(kinds(many)).toEqual([
      "ConfigMap",
      "Deployment",
      "HorizontalPodAutoscaler",
      "NetworkPolicy",
      "PodDisruptionBudget",
      "Service",
      "Service",
      "ServiceMonitor",
    ]);
  });

  test("all of it is what Kubernetes' API describes", () => {
    expect(kubernetesErrors([...one.resources, ...many.resources])).toBe("");
  });

  test("what Kubernetes' API does not describe is told", () => {
    const deployment = structuredClone(resource(one, "Deployment"));
    deployment.spec.template.spec.containers[0].readynessProbe = {};
    expect(kubernetesErrors([deployment])).toContain("readynessProbe");
  });

  test("no two are of one name, and each carries the release", () => {
    const names = many.resources.map(({ kind, metadata: { name } }) => `${kind} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of many.resources) {
      expect(metadata.labels).toMatchObject({
        "app.kubernetes.io/name": "countersign",
        "app.kubernetes.io/instance": "signer",
        "app.kubernetes.io/version": manifest.version,
      });
    }
  });

  test("a release with a long name stays within what names may be", () => {
    const long = render(valuesWith(MANY), `a${"-b".repeat(26)}`);
    expect(
      long.resources.filter(({ metadata: { name } }) => name.length > 63 || /[^a-z0-9]$/.test(name)),
    ).toEqual([]);
  });

  describe("the pod", () => {
    const pod = one.resources.find(({ kind }) => kind === "Deployment")?.spec.template.spec;

    test("has the rights of the restricted standard and no more", () => {
      expect(pod.securityContext).toEqual({
        runAsNonRoot: true,
        runAsUser: 65_532,
        runAsGroup: 65_532,
        fsGroup: 65_532,
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(pod.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(pod.automountServiceAccountToken).toBe(false);
      const [user] = instructionsOf(readFile("Dockerfile")).filter(({ name }) => name === "USER");
      expect(user?.rest).toBe(`${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`);
    });

    test("gets none of the variables that Kubernetes makes of services: the server would refuse them", () => {
      expect(pod.enableServiceLinks).toBe(false);
    });

    test("is asked what the server answers", () => {
      const { livenessProbe, readinessProbe, startupProbe, ports } = pod.containers[0];
      expect([livenessProbe, readinessProbe, startupProbe].map(({ httpGet }) => httpGet)).toEqual([
        { path: "/healthz", port: "http" },
        { path: "/readyz", port: "http" },
        { path: "/healthz", port: "http" },
      ]);
      expect(ports).toEqual([{ name: "http", containerPort: 4000 }]);
    });

    test("has longer to end than it drains and the server takes", () => {
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
        pod.containers[0].lifecycle.preStop.sleep.seconds + 10,
      );
    });

    test("is made anew when the configuration changes", () => {
      const of = (values: Values): unknown =>
        resource(render(valuesWith(values)), "Deployment").spec.template.metadata.annotations;
      expect(of(ONE)).toEqual(of({ config }));
      expect(of({ config: { ...config, allowNative: true } })).not.toEqual(of(ONE));
    });
  });

  test("selectors find what they are for", () => {
    const { labels } = resource(many, "Deployment").spec.template.metadata;
    const selectors = [
      resource(many, "Deployment").spec.selector.matchLabels,
      resource(many, "Service").spec.selector,
      resource(many, "Service", "signer-metrics").spec.selector,
      resource(many, "NetworkPolicy").spec.podSelector.matchLabels,
      resource(many, "PodDisruptionBudget").spec.selector.matchLabels,
    ];
    for (const selector of selectors) expect(labels).toMatchObject(selector);
    const monitored = resource(many, "ServiceMonitor").spec.selector.matchLabels;
    const services = many.resources.filter(({ kind }) => kind === "Service");
    const found = services.filter(({ metadata }) =>
      Object.entries(monitored).every(([name, value]) => metadata.labels[name] === value),
    );
    expect(found.map(({ metadata: { name } }) => name)).toEqual(["signer-metrics"]);
  });

  test("the monitor's job is the one that the alerts look for", () => {
    const { jobLabel } = resource(many, "ServiceMonitor").spec;
    const job = resource(many, "Service", "signer-metrics").metadata.labels[jobLabel];
    const jobs = [...readFile("deploy/prometheus/alerts.yml").matchAll(/job="([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(new Set(jobs)).toEqual(new Set([job]));
  });

  test("the network lets in and out what the values say", () => {
    expect(resource(one, "NetworkPolicy").spec).toMatchObject({
      ingress: [{ ports: [{ port: "http" }] }],
      egress: [
        {
          ports: [
            { port: 53, protocol: "UDP" },
            { port: 53, protocol: "TCP" },
          ],
        },
        { ports: [{ port: 443 }] },
      ],
    });
    const { ingress, egress } = resource(many, "NetworkPolicy").spec;
    const namespace = (name: string): object => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
    });
    expect(ingress).toEqual([
      { ports: [{ port: "http" }], from: [namespace("backend")] },
      { ports: [{ port: "metrics" }], from: [namespace("monitoring")] },
    ]);
    expect(egress.at(-1)).toEqual({ to: [namespace("data")], ports: [{ port: 5432 }, { port: 6379 }] });
  });

  test("the number of pods is the autoscaler's where there is one", () => {
    expect(resource(one, "Deployment").spec.replicas).toBe(1);
    expect(resource(many, "Deployment").spec).not.toHaveProperty("replicas");
    expect(resource(many, "HorizontalPodAutoscaler").spec).toMatchObject({ minReplicas: 2, maxReplicas: 6 });
  });

  test.each<[what: string, values: Values, says: string]>([
    ["no configuration", {}, "config is empty"],
    ["more pods than the configuration knows of", { ...ONE, replicas: 3 }, "there may be 3 pods"],
    [
      "an autoscaler that makes more than that",
      { config: { ...config, state: { replicas: 2 } }, autoscaling: { enabled: true } },
      "there may be 6 pods",
    ],
    [
      "a monitor of metrics that are off",
      { ...ONE, serviceMonitor: { enabled: true } },
      "has no port of its own",
    ],
    [
      "a monitor of metrics that are where signatures are",
      { config: { ...config, metrics: { withApp: true } }, serviceMonitor: { enabled: true } },
      "has no port of its own",
    ],
    [
      "metrics that only the pod can read",
      { config: { ...config, metrics: { port: 9464 } } },
      "0.0.0.0 or ::",
    ],
  ])("%s is refused", (_what, values, says) => expect(() => render(valuesWith(values))).toThrow(says));

  describe("mounted as the deployment says", () => {
    const folder = mkdtempSync(join(tmpdir(), "countersign-mounted-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    test.each([
      ["one pod", one],
      ["many pods", many],
    ])("the server takes configuration and secrets of %s", async (name, rendered) => {
      const cwd = join(folder, name);
      const [{ projected }] = resource(rendered, "Deployment").spec.template.spec.volumes;
      const { record } = await createApiKey({ id: "school-backend", meetings: ["872 7069 5528"] });
      const secret: Readonly<Record<string, string>> = {
        "sdk-secret": "h7Rk2Qz9LmT4vXc8Wb1NsPd5Yg3JfA6e",
        "api-keys.json": JSON.stringify([record]),
        "audit-database": "postgres://countersign:fixture@postgres.data.svc/countersign",
        "audit-keys": randomBytes(32).toString("base64"),
        "redis-keys": randomBytes(32).toString("base64"),
        "valkey-password": randomBytes(24).toString("hex"),
        "metrics-token": randomBytes(32).toString("hex"),
      };
      const { data } = resource(rendered, "ConfigMap");
      for (const source of projected.sources) {
        for (const { key, path } of (source.configMap ?? source.secret).items) {
          const file = join(cwd, path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, (source.configMap ? data : secret)[key]);
          chmodSync(file, projected.defaultMode);
        }
      }
      let told = "";
      const output = {
        write: (text: string): void => {
          told += text;
        },
      };
      const exit = await main(["config", "check", "--config", "countersign.config.json"], {
        stdin: (async function* () {})(),
        stdout: output,
        stderr: output,
        env: {},
        cwd,
        now: () => 1_763_956_770,
        readFile: () => "",
        writeFile: () => {},
        fileMode: () => projected.defaultMode,
        stopped: () => Promise.resolve(),
      });
      expect({ exit, told }).toEqual({
        exit: 0,
        told: expect.stringContaining("key:school-backend  87270695528  as participant"),
      });
    });
  });
});
