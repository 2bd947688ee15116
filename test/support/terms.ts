import { randomBytes } from 'node:crypto';

import { expect, vi } from 'vitest';

import type { LedgerClient } from './ledger-client.js';

/** An org as the ledger knows it. */
export interface Party {
  readonly client: LedgerClient;
  readonly orgId: string;
  readonly name: string;
}

/** Of everything, more than many runs of all suites take. */
const PLENTY = '1000000';

/**
 * Sees to it that a provider has a price and a consumer a wide quota on their ledger channel, of this run or of an
 * earlier one on a network that is kept, and that both sides' peers know.
 */
export async function agreeTerms(channel: string, provider: Party, consumer: Party): Promise<void> {
  const names = [provider.name, provider.orgId] as const;
  await agree(channel, [provider, consumer], ['readResource', 'price', provider.orgId], () => [
    ...['initPrice', ...names],
    ...['10', '4', '1', '1', '1', '2', '0'],
  ]);
  await agree(channel, [provider, consumer], ['readActiveQuota', provider.orgId, consumer.orgId], () => [
    ...['initInitialQuota', `q-${randomBytes(4).toString('hex')}`, ...names, consumer.name, consumer.orgId, '365'],
    ...Array.from({ length: 7 }, () => PLENTY),
  ]);
}

async function agree(
  channel: string,
  [provider, consumer]: readonly [Party, Party],
  reading: readonly [string, ...string[]],
  writing: () => readonly string[],
): Promise<void> {
  const read = (party: Party): Promise<string> => party.client.evaluate(channel, ...reading);
  if (!(await read(provider)).startsWith('{')) {
    const [name = '', ...args] = writing();
    expect(await provider.client.submit(channel, name, ...args)).toMatch(/^\{/u);
  }
  await eventually(async () => {
    expect(await read(consumer)).toMatch(/^\{/u);
  });
}

/**
 * Tries again what holds as soon as another org's peers have the block too: a commit is told by one's own peer, and the
 * others' may be behind it.
 */
export function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  return vi.waitFor(attempt, { timeout: 20_000, interval: 50 });
}
