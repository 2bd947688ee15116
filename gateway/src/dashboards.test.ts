import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { newMetrics } from './metrics.js';

const FOLDER = fileURLToPath(new URL('../../network/compose/grafana/dashboards/', import.meta.url));
/** Of every series: what the registry and Prometheus add. */
const COMMON = ['org', 'job', 'instance', 'le'];
const OURS = /\b(?:cloudfed|nodejs|process)_[a-z0-9_]+/gu;

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

interface Described {
  readonly name: string;
  readonly labelNames?: readonly string[];
}

function everyMetric(): ReadonlyMap<string, Described> {
  const metrics = newMetrics('00001');
  metrics.watchReadModel(
    () => new Map(),
    () => Promise.resolve({ quotas: [], spends: [], prices: [] }),
  );
  metrics.usage.waiting(() => 0);
  metrics.alerts.standing(() => new Map());
  metrics.webhooks.standing(() => ({ waiting: 0, dead: 0, suspended: 0 }));
  return new Map((metrics.registry.getMetricsAsArray() as readonly Described[]).map((metric) => [metric.name, metric]));
}

describe('the dashboards', () => {
  const known = everyMetric();
  const metricOf = (series: string): Described | undefined =>
    known.get(series) ?? known.get(series.replace(/_(?:bucket|sum|count)$/u, ''));
  const targets = readdirSync(FOLDER).flatMap((file) =>
    (JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8')) as Dashboard).panels.flatMap(({ title, targets: all }) =>
      all.map(({ expr }) => ({ file, title, expr, series: [...expr.matchAll(OURS)].map(([name]) => name) })),
    ),
  );

  it.each(targets.filter(({ series }) => series.length > 0))('$file: $title asks for what there is', (target) => {
    for (const name of target.series) expect(metricOf(name), name).toBeDefined();
    const labels = target.series.flatMap((name) => metricOf(name)?.labelNames ?? []);
    const asked = [...target.expr.matchAll(/\bby \(([^)]*)\)|([a-z_]+)(?==~?"|!~?=?")/gu)].flatMap(
      ([, grouped, selected]) => (grouped ?? selected ?? '').split(',').map((label) => label.trim()),
    );
    for (const label of asked) expect([...COMMON, ...labels], target.expr).toContain(label);
  });
});
