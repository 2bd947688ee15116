import { CloudfedError, type ErrorCode } from '@cloudfed/core';

import type { LedgerPort, MeteredPlace } from '../fabric/ledger-port.js';
import type { NamedInstance } from './usage-intake.js';
import type { UsageOutbox } from './usage-outbox.js';

/** Instances asked after at once. */
const MOST_AT_ONCE = 500;
const MOST_KNOWN = 200_000;
const ASK_AGAIN_SECONDS = 5;
const REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'NOT_METERED', 'AMBIGUOUS_ID'];

/** Where instances' usage goes: asked of the ledger once for each, for an instance never changes its lane. */
export class UsageLocations {
  readonly #ledger: Pick<LedgerPort, 'locateMetered'>;
  readonly #outbox: UsageOutbox;
  readonly #patienceSeconds: number;
  readonly #known = new Map<string, number>();
  readonly #askAgainAt = new Map<string, number>();

  /** @param patienceSeconds how long an instance is looked for that the ledger does not have */
  constructor(ledger: Pick<LedgerPort, 'locateMetered'>, outbox: UsageOutbox, patienceSeconds: number) {
    this.#ledger = ledger;
    this.#outbox = outbox;
    this.#patienceSeconds = patienceSeconds;
  }

  /** The number of an instance's place; 0 where it is not known yet. */
  placeOf(instance: NamedInstance): number {
    return this.#known.get(keyOf(instance)) ?? 0;
  }

  /**
   * Finds places for what waits without one. What has none is refused, but not at once: an instance may have been opened
   * a moment ago, on a peer that is ahead.
   *
   * @returns how many parts were refused
   * @throws CloudfedError UNAVAILABLE
   */
  async locateWaiting(nowSeconds: number, signal: AbortSignal): Promise<number> {
    let refused = 0;
    let last: NamedInstance | undefined;
    for (;;) {
      const page = this.#outbox.notLocated(last, MOST_AT_ONCE);
      last = page.at(-1);
      const asked = page.filter((instance) => nowSeconds >= (this.#askAgainAt.get(keyOf(instance)) ?? 0));
      if (asked.length > 0) {
        const located = await this.#ledger.locateMetered(asked);
        for (const [at, instance] of asked.entries()) refused += this.#settle(instance, located[at], nowSeconds);
      }
      if (page.length < MOST_AT_ONCE || signal.aborted) return refused;
    }
  }

  #settle(
    instance: NamedInstance & { readonly since: number },
    found: MeteredPlace | CloudfedError | undefined,
    nowSeconds: number,
  ): number {
    const key = keyOf(instance);
    this.#askAgainAt.delete(key);
    if (found === undefined) return 0;
    if (!(found instanceof CloudfedError)) {
      const { placeId } = this.#outbox.place(found);
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(key, placeId);
      this.#outbox.locate(instance, placeId);
      return 0;
    }
    if (!REFUSALS.includes(found.code)) throw found;
    if (instance.since <= nowSeconds - this.#patienceSeconds) return this.#outbox.refuseInstance(instance, found.code);
    if (this.#askAgainAt.size >= MOST_KNOWN) this.#askAgainAt.clear();
    this.#askAgainAt.set(key, nowSeconds + ASK_AGAIN_SECONDS);
    return 0;
  }
}

function keyOf({ instanceId, consumerId }: NamedInstance): string {
  return `${consumerId ?? ''} ${instanceId}`;
}
