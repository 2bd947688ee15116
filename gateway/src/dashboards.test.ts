import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { newMetrics } from './metrics.js';

const FOLDER = fileURLToPath(new URL('../../network/compose/grafana/dashboards/', import.meta.url));
const ALERTS = fileURLToPath(new URL('../../network/compose/alerts.yaml', import.meta.url));
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
  metrics.settlements.waiting(() => 0);
  metrics.webhooks.standing(() => ({ waiting: 0, dead: 0, suspended: 0 }));
  return new Map((metrics.registry.getMetricsAsArray() as readonly Described[]).map((metric) => [metric.name, metric]));
}

const known = everyMetric();
const metricOf = (series: string): Described | undefined =>
  known.get(series) ?? known.get(series.replace(/_(?:bucket|sum|count)$/u, ''));
const seriesIn = (expr: string): readonly string[] => [...expr.matchAll(OURS)].map(([name]) => name);

/** Every metric is there, and has every label that is asked for. */
function expectThere(expr: string, series: readonly string[], told: readonly string[] = []): void {
  for (const name of series) expect(metricOf(name), name).toBeDefined();
  const labels = series.flatMap((name) => metricOf(name)?.labelNames ?? []);
  const asked = [...expr.matchAll(/\b(?:by|on) \(([^)]*)\)|([a-z_]+)(?==~?"|!~?=?")/gu)].flatMap(
    ([, grouped, selected]) => (grouped ?? selected ?? '').split(',').map((label) => label.trim()),
  );
  for (const label of [...asked, ...told]) expect([...COMMON, ...labels], expr).toContain(label);
}

describe('the dashboards', () => {
  const targets = readdirSync(FOLDER).flatMap((file) =>
    (JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8')) as Dashboard).panels.flatMap(({ title, targets: all }) =>
      all.map(({ expr }) => ({ file, title, expr, series: seriesIn(expr) })),
    ),
  );

  it.each(targets.filter(({ series }) => series.length > 0))('$file: $title asks for what there is', (target) => {
    expectThere(target.expr, target.series);
  });
});

describe('the alerts of Prometheus', () => {
  const text = readFileSync(ALERTS, 'utf8');
  const rules = text
    .split(/^ {6}- alert: /mu)
    .slice(1)
    .map((rule) => {
      const [name = ''] = rule.split('\n');
      const [, expr = ''] = /^ {8}expr: (.+)$/mu.exec(rule) ?? [];
      return {
        name,
        expr,
        series: seriesIn(expr),
        told: [...rule.matchAll(/\$labels\.(\w+)/gu)].map(([, label = '']) => label),
      };
    });

  it('are there for the read model and for webhooks', () => {
    expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining(['ReadModelBehind', 'WebhookDeliveriesDead']));
    expect(rules.filter(({ expr }) => expr === '')).toEqual([]);
  });

  it.each(rules.filter(({ series }) => series.length > 0))('$name asks for what there is', ({ expr, series, told }) => {
    expectThere(expr, series, told);
  });
});
