import type { Config } from '../config.js';
import { newEventFeed } from '../event-feed.js';
import { newApp } from '../http/app.js';
import { EVENT_STREAM_DEFAULTS, EventStreams } from '../http/events.js';
import { newIdempotency } from '../http/idempotency/once.js';
import { newRateLimit } from '../http/rate-limit.js';
import { type HttpServer, listen } from '../http/server.js';
import type { TlsFiles } from '../http/tls.js';
import { type Background, startBackground } from './background.js';
import type { ServingParts } from './parts.js';

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

const LEAST_LEDGER_GRACE_MS = 1_000;

/** Answers, and does what is to be done beside that. @throws what the operating system says of ports */
export async function serveLedger(parts: ServingParts): Promise<Gateway> {
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
  const background = startBackground(parts, feed);
  const app = newApp({
    ...parts,
    usage: background.usage,
    webhooks: background.webhooks,
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
    await Promise.all([background.closeWriters(0), background.closeReaders()]);
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

/** Requests first, so that what they wait for is still there; then the ledger; the store last, for both write to it. */
async function stopServing(
  server: HttpServer,
  background: Background,
  { config, ledger, readModel, store, unlock, audit, tracing, logger }: ServingParts,
): Promise<boolean> {
  const deadline = performance.now() + config.CLOUDFED_STOP_SECONDS * 1_000;
  const answered = await server.stop(config.CLOUDFED_STOP_SECONDS * 1_000);
  if (!answered) logger.warn('requests were cut off: they did not finish in time');
  await background.closeWriters(Math.max(deadline - performance.now(), LEAST_LEDGER_GRACE_MS));
  try {
    await background.closeReaders();
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

function tlsOf(config: Config): TlsFiles | undefined {
  const { CLOUDFED_TLS_CERT_FILE: certFile, CLOUDFED_TLS_KEY_FILE: keyFile } = config;
  if (certFile === undefined || keyFile === undefined) return undefined;
  return { certFile, keyFile, clientCaFile: config.CLOUDFED_TLS_CLIENT_CA_FILE };
}
