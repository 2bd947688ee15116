import { argumentError, CloudfedError, type ErrorCode } from '@cloudfed/core';

import type { Directory, PairChannel } from './directory.js';
import type { Among } from './ledger-port.js';

export interface Found<T> {
  readonly pair: PairChannel;
  readonly record: T;
}

/** The pairwise ledger channels a question is about: the one with the counterparty named, or all. */
export async function pairsAmong(directory: Directory, among: Among | undefined): Promise<readonly PairChannel[]> {
  const counterpartyId = among?.counterpartyId;
  return counterpartyId === undefined
    ? directory.pairs()
    : [await directory.pairWith(counterpartyId, 'counterpartyId')];
}

/**
 * Reads a record by its id, which is unique on a ledger channel only, wherever it may be.
 *
 * @param named what the id names, for the errors: its field and value
 * @throws CloudfedError NOT_FOUND; AMBIGUOUS_ID where two ledger channels have one
 */
export async function findRecord<T>(
  pairs: readonly PairChannel[],
  named: { readonly field: string; readonly id: string },
  read: (channel: string) => Promise<T>,
): Promise<Found<T>> {
  const reading = pairs.map(async (pair): Promise<Found<T>> => ({ pair, record: await read(pair.channel) }));
  const found = await Promise.all(reading.map((one) => ifThere(one)));
  const [first, ...others] = found.filter((one) => one !== undefined);
  if (first === undefined) throw argumentError(named.field, `there is no ${named.id}`, 'NOT_FOUND');
  if (others.length > 0) {
    throw argumentError(named.field, `${named.id} is shared with several organizations; name one`, 'AMBIGUOUS_ID');
  }
  return first;
}

/** What is read; undefined where there is none of it, which a refusal of these codes says. */
export async function ifThere<T>(
  reading: Promise<T>,
  isNone: readonly ErrorCode[] = ['NOT_FOUND'],
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CloudfedError && isNone.includes(error.code)) return undefined;
    throw error;
  }
}
