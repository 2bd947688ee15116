import type { LedgerPort } from '../fabric/ledger-port.js';
import { UsageDrain, type UsageObserver } from './usage-drain.js';
import { refusedReport, type RefusedReport, UsageReportReader } from './usage-event.js';
import { type NewUsage, type QueuedUsage, UsageIntake, type UsageOutcome } from './usage-intake.js';
import { UsageLocations } from './usage-locations.js';
import { UsageOutbox } from './usage-outbox.js';
import { openUsageStore } from './usage-tables.js';
import { cutByWindow } from './usage-windows.js';

export interface UsageIngestOptions {
  /** Where the queue's database is. */
  readonly folder: string;
  readonly ledger: LedgerPort;
  /** Parts of reports that may wait for the ledger. */
  readonly mostWaiting: number;
  /** The windows that batches cover, aligned to multiples of this since 1970: at most a day. */
  readonly windowSeconds: number;
  /** How long after a window's end, and after the first of its records came, the others are waited for. */
  readonly waitSeconds: number;
  /** Records in one transaction. */
  readonly maxRecords: number;
  /** Batches on their way at once, of different lanes. */
  readonly atOnce: number;
  /** How long settled reports are remembered, so that a repeat is known. */
  readonly keepSeconds: number;
  /** How long an instance is looked for that the ledger does not have. */
  readonly patienceSeconds: number;
  readonly observer?: UsageObserver | undefined;
}

/** Usage as it comes in, on its way to the ledger. */
export interface UsageIngest {
  /**
   * Takes reports in: every good one is on disk when this resolves, and will be on the ledger once, or refused by it.
   *
   * @throws UnavailableError where the queue is full
   */
  add(values: readonly unknown[]): Promise<QueuedUsage>;
  /** What became of each part of a report; nothing where it is not known (any more). */
  outcomes(source: string, id: string): readonly UsageOutcome[];
  /** Parts that the ledger does not have yet. */
  waiting(): number;
  /** Takes no more; what is not on the ledger by then is kept for the next run. */
  close(graceMs: number): Promise<void>;
}

/** Opens the queue and goes on with what waits in it. */
export function newUsageIngest(options: UsageIngestOptions): UsageIngest {
  const store = openUsageStore(options.folder);
  const outbox = new UsageOutbox(store);
  const intake = new UsageIntake(store, options.mostWaiting);
  const locations = new UsageLocations(options.ledger, outbox, options.patienceSeconds);
  const drain = new UsageDrain({ ...options, outbox, locations });
  drain.start();
  return {
    add: async (values) => {
      const { good, refused } = readReports(values, options.windowSeconds);
      const queued = await intake.add(good, (instance) => locations.placeOf(instance));
      const all = [...refused, ...queued.refused].sort((one, other) => one.index - other.index);
      return { ...queued, refused: all };
    },
    outcomes: (source, id) => intake.outcomes(source, id),
    waiting: () => intake.waiting,
    close: async (graceMs) => {
      await drain.close(graceMs);
      store.database.close();
    },
  };
}

function readReports(
  values: readonly unknown[],
  windowSeconds: number,
): { readonly good: readonly NewUsage[]; readonly refused: readonly RefusedReport[] } {
  const reader = new UsageReportReader(Math.floor(Date.now() / 1_000));
  const good: NewUsage[] = [];
  const refused: RefusedReport[] = [];
  for (const [index, value] of values.entries()) {
    try {
      const report = reader.read(value);
      good.push({ index, report, parts: cutByWindow(report, windowSeconds) });
    } catch (error) {
      refused.push(refusedReport(index, error));
    }
  }
  return { good, refused };
}
