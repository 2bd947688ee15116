import type { ErrorCode } from '@cloudfed/core';

import type { LedgerPort, Page } from '../../fabric/ledger-port.js';
import type { SettlementCall } from '../../fabric/settlement-port.js';
import { readPage } from '../cursor.js';
import { limitOf } from './parameters.js';

// What the routes of settlement answer in common.

/** Refusals of acts: the organization may be on no ledger channel of all, and its terms may not be agreed. */
export const ACT_REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'CONFLICT', 'NOT_CONFIRMED', 'TERMS_MISSING'];
export const READ_REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'NOT_CONFIRMED'];

/** Does an act; answers its record and transaction. */
export async function acted<T, V extends object>(
  ledger: LedgerPort,
  call: SettlementCall<T>,
  view: (record: T) => V,
  location?: string | ((record: T) => string),
) {
  const { record, transactionId, blockNumber } = await ledger.actOnSettlement(call);
  return {
    body: { ...view(record), transactionId, blockNumber },
    transactionIds: [transactionId],
    ...(location === undefined ? {} : { location: typeof location === 'string' ? location : location(record) }),
  };
}

export async function found<T, V>(ledger: LedgerPort, call: SettlementCall<T>, view: (record: T) => V) {
  return { body: view(await ledger.readSettlement(call)) };
}

export interface ListAsked {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** By id. */
export async function listed<T, V>(
  ledger: LedgerPort,
  list: { readonly name: string; readonly call: SettlementCall<T>; readonly view: (record: T) => V },
  { limit, cursor }: ListAsked,
) {
  const read = (request: Parameters<LedgerPort['listSettlement']>[1]): Promise<Page<T>> =>
    ledger.listSettlement(list.call, request);
  const page = await readPage([{ read }], { question: { list: list.name }, limit: limitOf({ limit }), cursor });
  return { body: { ...page, items: page.items.map(list.view) } };
}
