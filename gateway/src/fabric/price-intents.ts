import { z } from 'zod';

import { formatOrigins, parseOrigins, type WriteOrigin } from '../origin.js';
import type { Store } from '../store.js';

/** One publication's part on one ledger channel, to be completed whatever happens. */
export interface PriceIntent {
  readonly channel: string;
  readonly call: 'initPrice' | 'schedulePrice';
  readonly args: readonly string[];
}

export interface KeptIntent extends PriceIntent {
  readonly sequence: number;
  /** On whose behalf it is published. */
  readonly origins: readonly WriteOrigin[];
}

/** Publications on disk, from before their first part is sent until their last one is done. */
export interface PriceIntents {
  /** All or none, on disk when it returns. */
  add(intents: readonly PriceIntent[], origins: readonly WriteOrigin[]): readonly KeptIntent[];
  done(intent: KeptIntent): void;
  /** Oldest first. */
  all(): readonly KeptIntent[];
}

const MAX_KEPT = 1_000;

const rowSchema = z.object({
  sequence: z.number(),
  channel: z.string(),
  call: z.enum(['initPrice', 'schedulePrice']),
  args: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  origins: z.string().transform(parseOrigins),
});

export function newPriceIntents(store: Store): PriceIntents {
  const insert = store.prepare('INSERT INTO price_intent (channel, call, args, origins) VALUES (?, ?, ?, ?)');
  const remove = store.prepare('DELETE FROM price_intent WHERE sequence = ?');
  const list = store.prepare(
    `SELECT sequence, channel, call, args, origins FROM price_intent ORDER BY sequence LIMIT ${MAX_KEPT}`,
  );
  return {
    add: (intents, origins) => {
      const kept: KeptIntent[] = [];
      store.transaction(() => {
        for (const intent of intents) {
          const { channel, call, args } = intent;
          const { lastInsertRowid } = insert.run([channel, call, JSON.stringify(args), formatOrigins(origins)]);
          kept.push({ ...intent, sequence: Number(lastInsertRowid), origins });
        }
      })();
      return kept;
    },
    done: ({ sequence }) => {
      remove.run([sequence]);
    },
    all: () => list.all().map((row) => rowSchema.parse(row)),
  };
}
