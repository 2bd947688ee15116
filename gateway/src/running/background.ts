import { type AlertObserver, AlertWatch } from '../alerts/alert-watch.js';
import { type SettlementKeeper, startSettlementKeeper } from '../billing/settlement-keeper.js';
import type { Config } from '../config.js';
import type { EventFeed } from '../event-feed.js';
import { feedView } from '../http/events.js';
import type { UsageObserver } from '../ingest/usage-drain.js';
import { newUsageIngest, type UsageIngest } from '../ingest/usage-ingest.js';
import { startTotalsKeeper, type TotalsKeeper } from '../totals-keeper.js';
import { newAllowedAddresses } from '../webhooks/addresses.js';
import { newPost } from '../webhooks/post.js';
import type { WebhookObserver } from '../webhooks/webhook-run.js';
import { WebhookStore } from '../webhooks/webhook-store.js';
import { newWebhooks, type Webhooks } from '../webhooks/webhooks.js';
import type { ServingParts } from './parts.js';

/** How long usage waits for its instance to be on the ledger. */
const USAGE_PATIENCE_SECONDS = 30;

/** What a gateway does beside answering. */
export interface Background {
  readonly usage: UsageIngest;
  readonly webhooks: Webhooks;
  /** Ends what writes to the ledger. */
  closeWriters(graceMs: number): Promise<void>;
  /** Ends what follows it. */
  closeReaders(): Promise<void>;
}

export function startBackground(parts: ServingParts, feed: EventFeed): Background {
  const usage = takeUsage(parts);
  const watch = watchAlerts(parts);
  const totals = keepTotals(parts);
  const settlements = parts.config.CLOUDFED_CONFIRM_SETTLEMENTS ? confirmSettlements(parts) : undefined;
  const webhooks = startWebhooks(parts, feed);
  return {
    usage,
    webhooks,
    closeWriters: async (graceMs) => {
      await Promise.all([totals.close(graceMs), settlements?.close(graceMs), usage.close(graceMs)]);
    },
    closeReaders: async () => {
      await Promise.all([watch.close(), webhooks.close()]);
    },
  };
}

function takeUsage(parts: ServingParts): UsageIngest {
  const { config, ledger, metrics } = parts;
  const usage = newUsageIngest({
    folder: config.CLOUDFED_DATA_DIR,
    ledger,
    observer: usageObserverOf(parts),
    ...usageSettings(config),
  });
  metrics.usage.waiting(() => usage.waiting());
  return usage;
}

function usageSettings(config: Config) {
  return {
    mostWaiting: config.CLOUDFED_USAGE_WAITING,
    windowSeconds: config.CLOUDFED_USAGE_WINDOW_SECONDS,
    waitSeconds: config.CLOUDFED_USAGE_WAIT_SECONDS,
    maxRecords: config.CLOUDFED_USAGE_BATCH,
    atOnce: config.CLOUDFED_USAGE_AT_ONCE,
    keepSeconds: config.CLOUDFED_USAGE_KEEP_DAYS * 86_400,
    patienceSeconds: USAGE_PATIENCE_SECONDS,
  };
}

function usageObserverOf({ metrics, logger }: Pick<ServingParts, 'metrics' | 'logger'>): UsageObserver {
  return {
    settled: (event) => {
      metrics.usage.settled(event);
    },
    noticed: ({ level, message, cause }) => {
      logger[level](cause === undefined ? {} : { err: cause }, message);
    },
  };
}

function keepTotals({ config, ledger, logger }: ServingParts): TotalsKeeper {
  return startTotalsKeeper({
    ledger,
    everyMs: config.CLOUDFED_ROLL_UP_MINUTES * 60_000,
    noticed: (event) => {
      if ('cause' in event) logger.warn({ err: event.cause }, 'totals cannot be rolled up now');
      else logger.info(event, 'totals are rolled up');
    },
  });
}

function confirmSettlements({ config, ledger, audit, taken, metrics, logger }: ServingParts): SettlementKeeper {
  const keeper = startSettlementKeeper({
    ledger,
    ownId: config.CLOUDFED_ORG_ID,
    audit,
    noticed: (event) => {
      if (event.outcome === 'hindered') {
        logger.warn({ err: event.cause }, 'settlements cannot be confirmed now');
        return;
      }
      metrics.settlements.answered(event.outcome);
      if (event.outcome === 'confirmed') logger.info(event, 'a settlement is confirmed');
      else logger.warn(event, 'a settlement is not confirmed: it is left to people, until what is paid changes');
    },
  });
  metrics.settlements.waiting(() => keeper.waiting());
  taken.add((kinds) => {
    keeper.changed(kinds);
  });
  return keeper;
}

/** Rules are held against whatever the read model takes up. */
function watchAlerts({ alerts, readModel, taken, metrics, logger }: ServingParts): AlertWatch {
  metrics.alerts.standing(() => alerts.standing());
  const observer: AlertObserver = {
    fired: (alert) => {
      metrics.alerts.fired(alert.detail.kind);
      logger.info({ alertId: alert.alertId, ruleId: alert.ruleId, kind: alert.detail.kind }, 'a threshold was crossed');
    },
    failed: (err) => {
      logger.debug({ err }, 'the alert rules wait for the read model');
    },
  };
  const watch = new AlertWatch({ store: alerts, measurements: readModel.measurements, observer });
  taken.add(() => {
    watch.wake();
  });
  return watch;
}

function startWebhooks({ config, store, metrics, logger }: ServingParts, feed: EventFeed): Webhooks {
  const kept = new WebhookStore(store);
  metrics.webhooks.standing(() => kept.standing());
  const observer: WebhookObserver = {
    attempted: (event) => {
      metrics.webhooks.attempted(event);
      const { webhookId, outcome, problem } = event;
      if (outcome !== 'delivered') logger.warn({ webhookId, problem }, `a delivery to a webhook is ${outcome}`);
    },
    suspended: (event) => {
      logger.error(event, 'a webhook is suspended');
    },
    hindered: ({ webhookId, cause: err }) => {
      logger.warn({ webhookId, err }, 'what a webhook is to be told cannot be read or kept now');
    },
  };
  return newWebhooks({
    store: kept,
    feed,
    post: newPost(newAllowedAddresses(config.CLOUDFED_WEBHOOK_NETWORKS ?? [])),
    viewOf: feedView,
    retryMs: config.CLOUDFED_WEBHOOK_RETRY_SECONDS.map((seconds) => seconds * 1_000),
    observer,
  });
}
