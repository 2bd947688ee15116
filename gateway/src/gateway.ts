import type { Logger } from 'pino';
import { z } from 'zod';

import { AlertStore } from './alerts/alert-store.js';
import { type AlertObserver, AlertWatch } from './alerts/alert-watch.js';
import { type AuditLog, newAuditLog } from './audit.js';
import { type SettlementKeeper, startSettlementKeeper } from './billing/settlement-keeper.js';
import { type Config, ConfigError } from './config.js';
import { type EventFeed, newEventFeed } from './event-feed.js';
import { newBlockSource } from './fabric/blocks.js';
import { newLedgerClient } from './fabric/connection.js';
import { type FabricLedgerOptions, newFabricLedger } from './fabric/fabric-ledger.js';
import type { LedgerObserver, LedgerPort } from './fabric/ledger-port.js';
import { readProfile } from './fabric/profile.js';
import { type ApiKeys, newApiKeys } from './http/access/api-keys.js';
import { type CredentialVerifier, newCredentialVerifier } from './http/access/credentials.js';
import { keyFile, type KeySource, keyUrl, newTokenKeys } from './http/access/token-keys.js';
import { newTokenVerifier, type TokenVerifier } from './http/access/tokens.js';
import { newApp } from './http/app.js';
import { EVENT_STREAM_DEFAULTS, EventStreams, feedView } from './http/events.js';
import { newIdempotency } from './http/idempotency/once.js';
import { newRateLimit } from './http/rate-limit.js';
import { type HttpServer, listen } from './http/server.js';
import type { TlsFiles } from './http/tls.js';
import type { UsageObserver } from './ingest/usage-drain.js';
import { newUsageIngest } from './ingest/usage-ingest.js';
import { type Metrics, newMetrics } from './metrics.js';
import { placeOf } from './readmodel/commands.js';
import { openReadModel, type ReadModel, type ReadModelObserver } from './readmodel/read-model.js';
import { lockFolder } from './store-lock.js';
import { openStore, type Store } from './store.js';
import { startTracing, type Tracing } from './tracing.js';
import { startTotalsKeeper, type TotalsKeeper } from './totals-keeper.js';
import { newAllowedAddresses } from './webhooks/addresses.js';
import { newPost } from './webhooks/post.js';
import type { WebhookObserver } from './webhooks/webhook-run.js';
import { WebhookStore } from './webhooks/webhook-store.js';
import { newWebhooks, type Webhooks } from './webhooks/webhooks.js';

/** One organization's running gateway. */
export interface Gateway {
  /** `http://host:port`. */
  readonly url: string;
  /**
   * Takes no more, lets what is under way finish within the time, then closes ledger and store. Safe to call again.
   *
   * @returns whether everything finished in time
   */
  stop(): Promise<boolean>;
}

export interface GatewayParts {
  readonly config: Config;
  readonly logger: Logger;
  /** Instead of Fabric, for tests. */
  readonly openLedger?: OpenLedger;
}

/** The ledger and what is read from it. */
export interface LedgerSide {
  readonly ledger: LedgerPort;
  readonly readModel: ReadModel;
}

type OpenLedger = (
  parts: Pick<FabricLedgerOptions, 'store' | 'observer' | 'settledLate'> & {
    readonly readModelObserver: ReadModelObserver;
  },
) => LedgerSide;

const KEYS_TIMEOUT_MS = 5_000;
const KEYS_COOLDOWN_MS = 10_000;
/** Reading a file costs nothing, and it is how an operator takes a key away. */
const FILE_FRESH_MS = 10_000;
const LEAST_LEDGER_GRACE_MS = 1_000;
/** How long a start waits to know whose database and ledgers it has. */
const OPENING_MS = 2_000;
/** How long usage waits for its instance to be on the ledger. */
const USAGE_PATIENCE_SECONDS = 30;

/** @throws ProfileError, and what the operating system says of files and ports */
export async function startGateway({ config, logger, openLedger }: GatewayParts): Promise<Gateway> {
  const tokens = newTokens(config, logger);
  const open = openLedger ?? fabricLedgerOf(config);
  const metrics = newMetrics(config.CLOUDFED_ORG_ID);
  const unlock = lockFolder(config.CLOUDFED_DATA_DIR);
  let store: Store | undefined;
  let side: LedgerSide | undefined;
  let tracing: Tracing | undefined;
  try {
    store = openStore(config.CLOUDFED_DATA_DIR);
    const { OTEL_EXPORTER_OTLP_ENDPOINT: collector } = config;
    tracing = collector === undefined ? undefined : await startTracing(collector, config.CLOUDFED_ORG_ID);
    const audit = newAuditLog(store);
    // In the log that is kept elsewhere, the chain's end is out of reach of whoever holds this machine.
    logger.info({ auditHead: audit.head() }, 'the audit log goes on');
    const alerts = new AlertStore(store);
    const taken: Taken = new Set();
    const apiKeys = newApiKeys(store);
    const verifier = newCredentialVerifier({ apiKeys, tokens });
    side = open({
      store,
      observer: observerOf(metrics, tracing, logger),
      readModelObserver: readModelObserverOf(metrics, logger, taken),
      settledLate: ({ origins, transactionId, isCommitted }) => audit.settled(origins, { transactionId, isCommitted }),
    });
    await side.readModel.opened(OPENING_MS);
    const parts = { config, logger, apiKeys, alerts, taken, verifier, metrics, tracing, store, unlock, audit };
    return await serveLedger({ ...parts, ...side });
  } catch (error) {
    await side?.readModel.close().catch(() => undefined);
    await side?.ledger.close(0).catch(() => undefined);
    await tracing?.stop().catch(() => undefined);
    store?.close();
    unlock();
    throw error;
  }
}

function fabricLedgerOf(config: Config): OpenLedger {
  const profile = readProfile(config.CLOUDFED_PROFILE);
  const orgId = config.CLOUDFED_ORG_ID;
  return ({ readModelObserver, ...parts }) => {
    const client = newLedgerClient(profile);
    const readModel = openReadModel({
      orgId,
      ...placeOf(config),
      source: newBlockSource(client, profile),
      observer: readModelObserver,
      patienceMs: config.CLOUDFED_READ_PATIENCE_MS,
    });
    const ledger = newFabricLedger({
      ...parts,
      client,
      profile,
      orgId,
      atOnce: config.CLOUDFED_WRITES_AT_ONCE,
      mayWait: config.CLOUDFED_WRITES_WAITING,
      maxGroup: config.CLOUDFED_MAX_GROUP,
    });
    return { ledger, readModel };
  };
}

/** Called back whenever the read model has taken something up, with the kinds of what has changed. */
type Taken = Set<(kinds: ReadonlySet<string>) => void>;

interface ServingParts extends LedgerSide {
  readonly config: Config;
  readonly logger: Logger;
  readonly apiKeys: ApiKeys;
  readonly alerts: AlertStore;
  readonly taken: Taken;
  readonly verifier: CredentialVerifier;
  readonly metrics: Metrics;
  readonly tracing: Tracing | undefined;
  readonly store: Store;
  /** Gives the folder free. */
  readonly unlock: () => void;
  readonly audit: AuditLog;
}

async function serveLedger(parts: ServingParts): Promise<Gateway> {
  const { config, metrics, store, ledger, readModel } = parts;
  metrics.watchReadModel(
    () => readModel.behind(),
    () => readModel.figures(),
  );
  const feed = newEventFeed(ledger, parts.alerts);
  const streams = new EventStreams(
    { ...EVENT_STREAM_DEFAULTS, maxStreams: config.CLOUDFED_MAX_EVENT_STREAMS },
    feed,
    metrics,
  );
  const idempotency = newIdempotency({
    store,
    logger: parts.logger,
    rememberMs: config.CLOUDFED_IDEMPOTENCY_HOURS * 3_600_000,
    mostKeys: config.CLOUDFED_IDEMPOTENCY_KEYS,
  });
  let isStopping = false;
  const usage = newUsageIngest({
    folder: config.CLOUDFED_DATA_DIR,
    ledger,
    observer: usageObserverOf(parts),
    ...usageSettings(config),
  });
  metrics.usage.waiting(() => usage.waiting());
  const watch = watchAlerts(parts);
  const totals = keepTotals(parts);
  const settlements = config.CLOUDFED_CONFIRM_SETTLEMENTS ? confirmSettlements(parts) : undefined;
  const webhooks = startWebhooks(parts, feed);
  const background: Background = {
    closeWork: async (graceMs) => {
      await Promise.all([totals.close(graceMs), settlements?.close(graceMs), usage.close(graceMs)]);
    },
    watch,
    webhooks,
  };
  const app = newApp({
    ...parts,
    usage,
    webhooks,
    orgId: config.CLOUDFED_ORG_ID,
    streams,
    idempotency,
    rateLimit: newRateLimit(config.CLOUDFED_RATE_LIMIT_PER_MINUTE),
    checkStore: () => {
      store.prepare('SELECT 1').get();
    },
    answerMs: config.CLOUDFED_ANSWER_SECONDS * 1_000,
    isStopping: () => isStopping,
    corsOrigins: config.CLOUDFED_CORS_ORIGINS,
    metricsToken: config.CLOUDFED_METRICS_TOKEN,
  });
  const server = await listen(app, {
    host: config.HOST,
    port: config.PORT,
    tls: tlsOf(config),
    logger: parts.logger,
  }).catch(async (error: unknown) => {
    await Promise.all([background.closeWork(0), watch.close(), webhooks.close()]);
    throw error;
  });
  let stopped: Promise<boolean> | undefined;
  return {
    url: server.url,
    stop: () => {
      isStopping = true;
      streams.close();
      idempotency.close();
      stopped ??= stopServing(server, background, parts);
      return stopped;
    },
  };
}

/** What a gateway does beside answering. */
interface Background {
  readonly closeWork: (graceMs: number) => Promise<void>;
  readonly watch: AlertWatch;
  readonly webhooks: Webhooks;
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

/** Requests first, so that what they wait for is still there; then the ledger; the store last, for both write to it. */
async function stopServing(
  server: HttpServer,
  { closeWork, watch, webhooks }: Background,
  { config, ledger, readModel, store, unlock, audit, tracing, logger }: ServingParts,
): Promise<boolean> {
  const deadline = performance.now() + config.CLOUDFED_STOP_SECONDS * 1_000;
  const answered = await server.stop(config.CLOUDFED_STOP_SECONDS * 1_000);
  if (!answered) logger.warn('requests were cut off: they did not finish in time');
  await closeWork(Math.max(deadline - performance.now(), LEAST_LEDGER_GRACE_MS));
  try {
    await Promise.all([watch.close(), webhooks.close()]);
    await readModel.close();
  } catch (err) {
    logger.error({ err }, 'the read model did not close cleanly');
  }
  try {
    await ledger.close(Math.max(deadline - performance.now(), LEAST_LEDGER_GRACE_MS));
  } catch (err) {
    logger.error({ err }, 'the ledger did not close cleanly');
  }
  logger.info({ auditHead: audit.head() }, 'the audit log ends');
  store.close();
  unlock();
  await tracing?.stop().catch((err: unknown) => {
    logger.warn({ err }, 'the last spans were not sent');
  });
  return answered;
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

function newTokens(config: Config, logger: Logger): TokenVerifier | undefined {
  const { CLOUDFED_JWKS_FILE: file, CLOUDFED_JWKS_URL: url } = config;
  const { CLOUDFED_JWT_ISSUER: issuer, CLOUDFED_JWT_AUDIENCE: audience } = config;
  if (issuer === undefined || audience === undefined) return undefined;
  return newTokenVerifier({
    orgId: config.CLOUDFED_ORG_ID,
    issuer,
    audience,
    algorithms: config.CLOUDFED_JWT_ALGORITHMS,
    keys: newTokenKeys({
      source: url === undefined ? requireKeyFile(file ?? '') : keyUrl(url, KEYS_TIMEOUT_MS),
      freshMs: url === undefined ? FILE_FRESH_MS : config.CLOUDFED_JWKS_REFRESH_SECONDS * 1_000,
      usableMs: config.CLOUDFED_JWKS_OUTAGE_SECONDS * 1_000,
      cooldownMs: KEYS_COOLDOWN_MS,
      onTrouble: (err) => {
        logger.warn({ err }, 'the keys of tokens cannot be read');
      },
      onRecovered: () => {
        logger.info('the keys of tokens can be read again');
      },
    }),
  });
}

function requireKeyFile(file: string): KeySource {
  try {
    return keyFile(file);
  } catch (error) {
    const reason = error instanceof z.ZodError || error instanceof SyntaxError ? 'is no JWKS' : 'cannot be read';
    throw new ConfigError([`CLOUDFED_JWKS_FILE names a file that ${reason}: ${file}`]);
  }
}

function tlsOf(config: Config): TlsFiles | undefined {
  const { CLOUDFED_TLS_CERT_FILE: certFile, CLOUDFED_TLS_KEY_FILE: keyFile } = config;
  if (certFile === undefined || keyFile === undefined) return undefined;
  return { certFile, keyFile, clientCaFile: config.CLOUDFED_TLS_CLIENT_CA_FILE };
}

/** What the ledger's side notices is counted, traced, and told in the log. */
function observerOf({ ledgerObserver }: Metrics, tracing: Tracing | undefined, logger: Logger): LedgerObserver {
  const spans = tracing?.ledgerObserver;
  return {
    ...ledgerObserver,
    written: (event) => {
      ledgerObserver.written?.(event);
      spans?.written?.(event);
    },
    evaluated: (event) => {
      ledgerObserver.evaluated?.(event);
      spans?.evaluated?.(event);
    },
    noticed: ({ level, message, cause }) => {
      logger[level](cause === undefined ? {} : { err: cause }, message);
    },
  };
}

function readModelObserverOf({ readModelObserver }: Metrics, logger: Logger, taken: Taken): ReadModelObserver {
  return {
    ...readModelObserver,
    applied: (event) => {
      readModelObserver.applied?.(event);
      for (const tell of taken) tell(event.kinds);
    },
    failed: (event) => {
      readModelObserver.failed?.(event);
      logger.warn({ err: event.cause, ledgerChannel: event.ledgerChannel }, event.message);
    },
    unreadable: (event) => {
      readModelObserver.unreadable?.(event);
      logger.error(event, 'a record on the ledger cannot be read');
    },
  };
}
