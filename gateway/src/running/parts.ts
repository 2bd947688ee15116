import type { Logger } from 'pino';

import type { AlertStore } from '../alerts/alert-store.js';
import type { AuditLog } from '../audit.js';
import type { Config } from '../config.js';
import type { FabricLedgerOptions } from '../fabric/fabric-ledger.js';
import type { LedgerPort } from '../fabric/ledger-port.js';
import type { ApiKeys } from '../http/access/api-keys.js';
import type { CredentialVerifier } from '../http/access/credentials.js';
import type { Metrics } from '../metrics.js';
import type { ReadModel, ReadModelObserver } from '../readmodel/read-model.js';
import type { Store } from '../store.js';
import type { Tracing } from '../tracing.js';

/** The ledger and what is read from it. */
export interface LedgerSide {
  readonly ledger: LedgerPort;
  readonly readModel: ReadModel;
}

export type OpenLedger = (
  parts: Pick<FabricLedgerOptions, 'store' | 'observer' | 'settledLate'> & {
    readonly readModelObserver: ReadModelObserver;
  },
) => LedgerSide;

/** Called back whenever the read model has taken something up, with the kinds of what has changed. */
export type Taken = Set<(kinds: ReadonlySet<string>) => void>;

/** What is open before anything is done with it. */
export interface ServingParts extends LedgerSide {
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
