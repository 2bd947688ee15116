import { setTimeout as delay } from 'node:timers/promises';

import type { EventPosition, LedgerClient } from './connection.js';
import type { ChangeRecord } from './records.js';

/** The changes of one transaction, and where it stands on its ledger channel. */
export interface LedgerEvent {
  readonly channel: string;
  readonly blockNumber: bigint;
  readonly transactionId: string;
  readonly changes: readonly ChangeRecord[];
}

const EVENT_NAME = 'cloudfed';
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * The events of one ledger channel behind a position, for ever: when the connection is lost it is made again and goes
 * on behind the last event given. It takes the next event only when the consumer asks for it.
 */
export async function* followEvents(
  client: LedgerClient,
  channel: string,
  from: EventPosition,
  signal: AbortSignal,
): AsyncGenerator<LedgerEvent, void> {
  let position = from;
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const events = await client.events(channel, position);
      const stop = (): void => {
        events.close();
      };
      signal.addEventListener('abort', stop, { once: true });
      try {
        for await (const event of events) {
          position = { block: event.blockNumber, afterTransactionId: event.transactionId };
          pause = FIRST_PAUSE_MS;
          if (event.eventName !== EVENT_NAME) continue;
          const { changes } = JSON.parse(Buffer.from(event.payload).toString()) as { changes: readonly ChangeRecord[] };
          yield { channel, blockNumber: event.blockNumber, transactionId: event.transactionId, changes };
        }
      } finally {
        signal.removeEventListener('abort', stop);
        events.close();
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }
}
