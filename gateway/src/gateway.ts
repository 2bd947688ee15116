import type { Logger } from 'pino';

import { AlertStore } from './alerts/alert-store.js';
import { newAuditLog } from './audit.js';
import type { Config } from './config.js';
import { newApiKeys } from './http/access/api-keys.js';
import { newCredentialVerifier } from './http/access/credentials.js';
import { newMetrics } from './metrics.js';
import { fabricLedgerOf, ledgerObserverOf, readModelObserverOf } from './running/ledger-side.js';
import type { LedgerSide, OpenLedger, Taken } from './running/parts.js';
import { type Gateway, serveLedger } from './running/serving.js';
import { newTokens } from './running/tokens.js';
import { lockFolder } from './store-lock.js';
import { openStore, type Store } from './store.js';
import { startTracing, type Tracing } from './tracing.js';

export type { Gateway } from './running/serving.js';

export interface GatewayParts {
  readonly config: Config;
  readonly logger: Logger;
  /** Instead of Fabric, for tests. */
  readonly openLedger?: OpenLedger;
}

/** How long a start waits to know whose database and ledgers it has. */
const OPENING_MS = 2_000;

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
      observer: ledgerObserverOf(metrics, tracing, logger),
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
