import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { AlertKind } from './alerts/alert.js';
import type { LedgerObserver } from './fabric/ledger-port.js';
import { newFigureGauges } from './figure-gauges.js';
import type { Figures } from './readmodel/figures.js';
import type { ReadModelObserver } from './readmodel/read-model.js';

const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const GROUP_SIZES = [1, 2, 5, 10, 25, 50, 100, 200, 500];

/** One answered request, as it is counted. */
export interface HttpObservation {
  readonly method: string;
  /** The route's template, never the path: its values are few. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What the gateway counts about itself, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  readonly ledgerObserver: LedgerObserver;
  readonly readModelObserver: ReadModelObserver;
  /** Has the read model’s lag, and what it holds, asked for whenever metrics are. */
  watchReadModel(behind: () => ReadonlyMap<string, number | undefined>, figures: () => Promise<Figures>): void;
  observeHttp(observation: HttpObservation): void;
  inFlight(change: 1 | -1): void;
  streams(change: 1 | -1): void;
  readonly alerts: {
    fired(kind: AlertKind): void;
    /** Says how many subjects stand above a threshold whenever that is asked. */
    standing(count: () => ReadonlyMap<AlertKind, number>): void;
  };
  readonly settlements: {
    /** A settled statement was confirmed by the gateway itself, or left to people. */
    answered(outcome: 'confirmed' | 'left'): void;
    /** Says how many settled statements are not confirmed whenever that is asked. */
    waiting(count: () => number): void;
  };
  readonly webhooks: {
    attempted(event: { readonly outcome: 'delivered' | 'failed' | 'dead'; readonly seconds: number }): void;
    /** Says how many deliveries wait or are dead, and how many webhooks are suspended, whenever that is asked. */
    standing(count: () => { readonly waiting: number; readonly dead: number; readonly suspended: number }): void;
  };
  readonly usage: {
    /** Says how many parts of usage records wait for the ledger whenever that is asked. */
    waiting(count: () => number): void;
    settled(event: { readonly recorded: number; readonly late: number; readonly refused: number }): void;
  };
}

export function newMetrics(orgId: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ org: orgId });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: 'cloudfed_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_SECONDS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'cloudfed_http_requests_in_flight',
    help: 'Requests not answered yet',
    registers,
  });
  const streams = new Gauge({ name: 'cloudfed_http_event_streams', help: 'Open event streams', registers });
  return {
    registry,
    ledgerObserver: newLedgerObserver(registers),
    readModelObserver: newReadModelObserver(registers),
    watchReadModel: (behind, figures) => {
      newLagGauge(registers, behind);
      newFigureGauges(registers, figures);
    },
    observeHttp: ({ method, route, status, seconds: took }) => {
      seconds.observe({ method, route, status: String(status) }, took);
    },
    inFlight: (change) => {
      inFlight.inc(change);
    },
    streams: (change) => {
      streams.inc(change);
    },
    alerts: newAlertMetrics(registers),
    settlements: newSettlementMetrics(registers),
    webhooks: newWebhookMetrics(registers),
    usage: newUsageMetrics(registers),
  };
}

function newAlertMetrics(registers: Registry[]): Metrics['alerts'] {
  const fired = new Counter({
    name: 'cloudfed_alerts_total',
    help: 'Thresholds crossed since this process began',
    labelNames: ['kind'],
    registers,
  });
  for (const kind of ['quota-use', 'spend', 'price-change']) fired.inc({ kind }, 0);
  return {
    fired: (kind) => {
      fired.inc({ kind });
    },
    standing: (count) => {
      new Gauge({
        name: 'cloudfed_alerts_standing',
        help: 'What stands above the threshold of a rule now',
        labelNames: ['kind'],
        registers,
        collect() {
          for (const [kind, subjects] of count()) this.set({ kind }, subjects);
        },
      });
    },
  };
}

function newSettlementMetrics(registers: Registry[]): Metrics['settlements'] {
  const answered = new Counter({
    name: 'cloudfed_settlements_total',
    help: 'Payments to this organization that the gateway itself confirmed, or left to people',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['confirmed', 'left']) answered.inc({ outcome }, 0);
  return {
    answered: (outcome) => {
      answered.inc({ outcome });
    },
    waiting: (count) => {
      new Gauge({
        name: 'cloudfed_settlements_waiting',
        help: 'Payments to this organization on the ledgers that are named and not confirmed',
        registers,
        collect() {
          this.set(count());
        },
      });
    },
  };
}

function newWebhookMetrics(registers: Registry[]): Metrics['webhooks'] {
  const attempts = new Histogram({
    name: 'cloudfed_webhook_attempt_duration_seconds',
    help: 'Time of an attempt to deliver to a webhook',
    labelNames: ['outcome'],
    buckets: HTTP_SECONDS,
    registers,
  });
  return {
    attempted: ({ outcome, seconds }) => {
      attempts.observe({ outcome }, seconds);
    },
    standing: (count) => {
      new Gauge({
        name: 'cloudfed_webhook_deliveries',
        help: 'Deliveries that wait for their next attempt, or are dead',
        labelNames: ['state'],
        registers,
        collect() {
          const { waiting, dead } = count();
          this.set({ state: 'waiting' }, waiting);
          this.set({ state: 'dead' }, dead);
        },
      });
      new Gauge({
        name: 'cloudfed_webhooks_suspended',
        help: 'Webhooks that are told nothing until somebody lets them go on',
        registers,
        collect() {
          this.set(count().suspended);
        },
      });
    },
  };
}

function newUsageMetrics(registers: Registry[]): Metrics['usage'] {
  const settled = new Counter({
    name: 'cloudfed_usage_settled_total',
    help: 'Parts of usage records that the ledger has, or has refused',
    labelNames: ['outcome'],
    registers,
  });
  return {
    waiting: (count) => {
      new Gauge({
        name: 'cloudfed_usage_waiting',
        help: 'Parts of usage records that the ledger does not have yet',
        registers,
        collect() {
          this.set(count());
        },
      });
    },
    settled: ({ recorded, late, refused }) => {
      settled.inc({ outcome: 'recorded' }, recorded);
      settled.inc({ outcome: 'late' }, late);
      settled.inc({ outcome: 'refused' }, refused);
    },
  };
}

function newLedgerObserver(registers: Registry[]): LedgerObserver {
  const write = new Histogram({
    name: 'cloudfed_ledger_write_duration_seconds',
    help: 'Time from a transaction’s first proposal to its known outcome',
    labelNames: ['ledger_channel', 'outcome'],
    buckets: HTTP_SECONDS,
    registers,
  });
  const evaluate = new Histogram({
    name: 'cloudfed_ledger_evaluate_duration_seconds',
    help: 'Time of a read of the ledger',
    labelNames: ['ledger_channel', 'ok'],
    buckets: HTTP_SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'cloudfed_ledger_retries_total',
    help: 'Transactions proposed or sent again',
    labelNames: ['ledger_channel', 'cause'],
    registers,
  });
  const groups = new Histogram({
    name: 'cloudfed_ledger_group_size',
    help: 'Writes that went into one transaction',
    labelNames: ['ledger_channel'],
    buckets: GROUP_SIZES,
    registers,
  });
  const height = new Gauge({
    name: 'cloudfed_ledger_block_number',
    help: 'The last block seen',
    labelNames: ['ledger_channel'],
    registers,
  });
  const connected = new Gauge({
    name: 'cloudfed_ledger_stream_connected',
    help: 'Whether the commit stream is connected',
    labelNames: ['ledger_channel'],
    registers,
  });
  return {
    written: ({ ledgerChannel, outcome, seconds }) => {
      write.observe({ ledger_channel: ledgerChannel, outcome }, seconds);
    },
    evaluated: ({ ledgerChannel, ok, seconds }) => {
      evaluate.observe({ ledger_channel: ledgerChannel, ok: String(ok) }, seconds);
    },
    retried: ({ ledgerChannel, cause }) => {
      retries.inc({ ledger_channel: ledgerChannel, cause });
    },
    grouped: ({ ledgerChannel, size }) => {
      groups.observe({ ledger_channel: ledgerChannel }, size);
    },
    followed: ({ ledgerChannel, blockNumber }) => {
      height.set({ ledger_channel: ledgerChannel }, blockNumber);
    },
    streaming: ({ ledgerChannel, connected: isConnected }) => {
      connected.set({ ledger_channel: ledgerChannel }, isConnected ? 1 : 0);
    },
  };
}

const APPLY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function newReadModelObserver(registers: Registry[]): ReadModelObserver {
  const labelNames = ['ledger_channel'] as const;
  const apply = new Histogram({
    name: 'cloudfed_read_model_apply_duration_seconds',
    help: 'Time to take up one batch of blocks',
    labelNames,
    buckets: APPLY_SECONDS,
    registers,
  });
  const transactions = new Counter({
    name: 'cloudfed_read_model_transactions_total',
    help: 'Transactions taken up',
    labelNames,
    registers,
  });
  const block = new Gauge({
    name: 'cloudfed_read_model_block_number',
    help: 'The last block taken up',
    labelNames,
    registers,
  });
  const failures = new Counter({
    name: 'cloudfed_read_model_failures_total',
    help: 'Times that blocks could not be read or taken up; each is tried again',
    labelNames,
    registers,
  });
  const unreadable = new Counter({
    name: 'cloudfed_read_model_unreadable_records_total',
    help: 'Records on the ledger that this version cannot read',
    labelNames,
    registers,
  });
  return {
    applied: ({ ledgerChannel: ledger_channel, seconds, transactions: count, blockNumber }) => {
      apply.observe({ ledger_channel }, seconds);
      transactions.inc({ ledger_channel }, count);
      block.set({ ledger_channel }, blockNumber);
    },
    failed: ({ ledgerChannel: ledger_channel }) => {
      failures.inc({ ledger_channel });
    },
    unreadable: ({ ledgerChannel: ledger_channel }) => {
      unreadable.inc({ ledger_channel });
    },
  };
}

function newLagGauge(registers: Registry[], behind: () => ReadonlyMap<string, number | undefined>): void {
  new Gauge({
    name: 'cloudfed_read_model_lag_blocks',
    help: 'Blocks known and not taken up yet; absent while that is not known',
    labelNames: ['ledger_channel'],
    registers,
    collect() {
      this.reset();
      for (const [ledger_channel, blocks] of behind()) if (blocks !== undefined) this.set({ ledger_channel }, blocks);
    },
  });
}
