import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

const DEPLOY = resolve(import.meta.dirname, "../../../deploy");

export interface Named {
  readonly name: string;
  readonly expr: string;
}

export interface Alert extends Named {
  readonly runbook: string;
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

/** Each query of the dashboard as Grafana sends it, for every instance. */
export function panelExpressions(): readonly Named[] {
  const { panels } = JSON.parse(readFileSync(`${DEPLOY}/grafana/countersign.json`, "utf8")) as {
    readonly panels: readonly Panel[];
  };
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, refId }) => ({
      name: targets.length === 1 ? title : `${title}, ${refId}`,
      expr: expr.replaceAll("$__rate_interval", "1m").replaceAll("$instance", ".*"),
    })),
  );
}

export function alerts(): readonly Alert[] {
  const { groups } = parse(readFileSync(`${DEPLOY}/prometheus/alerts.yml`, "utf8")) as {
    readonly groups: readonly {
      readonly rules: readonly {
        readonly alert: string;
        readonly expr: string;
        readonly annotations: Readonly<Record<string, string>>;
      }[];
    }[];
  };
  return groups.flatMap(({ rules }) =>
    rules.map(({ alert, expr, annotations }) => ({
      name: alert,
      expr,
      runbook: annotations.runbook ?? "",
    })),
  );
}

/** What an alert looks at, without what it compares that with. */
export function measuredBy({ name, expr }: Named): readonly Named[] {
  return expr.split(" and ").map((part) => ({ name, expr: part.replace(/ (?:==|>|<) [\d.e]+$/, "") }));
}

/** Each metric of an expression, with the names of the labels that it is chosen and grouped by. */
export function selectorsOf(
  expr: string,
): readonly { readonly metric: string; readonly labels: readonly string[] }[] {
  const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = ""]) => names.split(/\s*,\s*/));
  return [...expr.matchAll(/\b((?:countersign|process)_\w+|up)\b(?:\{([^}]*)\})?/g)].map(
    ([, metric = "", matchers = ""]) => ({
      metric,
      labels: [
        ...new Set([...[...matchers.matchAll(/(\w+)\s*[!=]/g)].map(([, label = ""]) => label), ...grouped]),
      ],
    }),
  );
}
