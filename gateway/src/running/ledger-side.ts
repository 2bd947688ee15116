import type { Logger } from 'pino';

import type { Config } from '../config.js';
import { newBlockSource } from '../fabric/blocks.js';
import { newLedgerClient } from '../fabric/connection.js';
import { newFabricLedger } from '../fabric/fabric-ledger.js';
import type { LedgerObserver } from '../fabric/ledger-port.js';
import { readProfile } from '../fabric/profile.js';
import type { Metrics } from '../metrics.js';
import { placeOf } from '../readmodel/commands.js';
import { openReadModel, type ReadModelObserver } from '../readmodel/read-model.js';
import type { Tracing } from '../tracing.js';
import type { OpenLedger, Taken } from './parts.js';

/** Fabric's, as the profile says. @throws ProfileError */
export function fabricLedgerOf(config: Config): OpenLedger {
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

/** What the ledger's side notices is counted, traced, and told in the log. */
export function ledgerObserverOf(
  { ledgerObserver }: Metrics,
  tracing: Tracing | undefined,
  logger: Logger,
): LedgerObserver {
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

/** The same of the read model; whoever waits for what it takes up is called. */
export function readModelObserverOf({ readModelObserver }: Metrics, logger: Logger, taken: Taken): ReadModelObserver {
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
