import type { LedgerClient } from './connection.js';

/** Releases for a group to count back, taken so that no other group counts them too. */
export interface ClaimedHints {
  /** Ids of the releasing transactions, by quota. */
  readonly fold: Readonly<Record<string, readonly string[]>>;
  /** To be called where they were not counted after all. */
  giveBack(): void;
}

/**
 * What was given back to quotas and not counted yet, so that opens can count it by point reads. Only hints: the ledger
 * passes over those that are wrong, and finds by itself, at a higher price, those that are missing.
 */
export interface ReleaseHints {
  /** Told of every release that commits. */
  released(
    channel: string,
    release: { readonly providerId: string; readonly quotaId: string; readonly transactionId: string },
  ): void;
  claim(channel: string, providerId: string): ClaimedHints | undefined;
}

export interface ReleaseHintsOptions {
  readonly client: Pick<LedgerClient, 'evaluate'>;
  /** The consumer whose opens of a provider's quota pass here: the other organization of the ledger channel. */
  readonly consumerOf: (channel: string, providerId: string) => Promise<string | undefined>;
}

const MAX_CLAIMED = 200;
const MAX_KEPT = 1_000;

export function newReleaseHints(options: ReleaseHintsOptions): ReleaseHints {
  return new KeptHints(options);
}

class KeptHints implements ReleaseHints {
  readonly #options: ReleaseHintsOptions;
  /** Of each ledger channel and provider, the quotas' releases in the order they came. */
  readonly #kept = new Map<string, Map<string, Set<string>>>();
  readonly #loaded = new Set<string>();

  constructor(options: ReleaseHintsOptions) {
    this.#options = options;
  }

  released(channel: string, release: { providerId: string; quotaId: string; transactionId: string }): void {
    this.#keep(keyOf(channel, release.providerId), release.quotaId, [release.transactionId]);
  }

  claim(channel: string, providerId: string): ClaimedHints | undefined {
    const key = keyOf(channel, providerId);
    if (!this.#loaded.has(key)) {
      this.#loaded.add(key);
      // What was released before this run; the opens need not wait for it.
      void this.#load(channel, providerId).catch(() => this.#loaded.delete(key));
    }
    const fold: Record<string, readonly string[]> = {};
    let room = MAX_CLAIMED;
    for (const [quotaId, hints] of this.#kept.get(key) ?? []) {
      const taken = [...hints].slice(0, room);
      for (const hint of taken) hints.delete(hint);
      if (hints.size === 0) this.#kept.get(key)?.delete(quotaId);
      if (taken.length > 0) fold[quotaId] = taken;
      room -= taken.length;
    }
    if (room === MAX_CLAIMED) return undefined;
    return {
      fold,
      giveBack: () => {
        for (const [quotaId, hints] of Object.entries(fold)) this.#keep(key, quotaId, hints);
      },
    };
  }

  #keep(key: string, quotaId: string, hints: readonly string[]): void {
    const quotas = this.#kept.get(key) ?? new Map<string, Set<string>>();
    this.#kept.set(key, quotas);
    const kept = quotas.get(quotaId) ?? new Set<string>();
    quotas.set(quotaId, kept);
    for (const hint of hints) {
      if (kept.size < MAX_KEPT) kept.add(hint);
    }
  }

  async #load(channel: string, providerId: string): Promise<void> {
    const { client, consumerOf } = this.#options;
    const consumerId = await consumerOf(channel, providerId);
    if (consumerId === undefined) return;
    const quota = JSON.parse(await client.evaluate(channel, 'readActiveQuota', [providerId, consumerId])) as {
      readonly quotaID: string;
    };
    const pending = JSON.parse(
      await client.evaluate(channel, 'pendingReleases', [quota.quotaID, MAX_KEPT.toString()]),
    ) as { readonly result: readonly string[] };
    this.#keep(keyOf(channel, providerId), quota.quotaID, pending.result);
  }
}

function keyOf(channel: string, providerId: string): string {
  return JSON.stringify([channel, providerId]);
}
