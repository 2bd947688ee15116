import { type OrgId, orgOfUser } from '@cloudfed/core';

import { billOf } from './codec.js';
import type { BillsOf } from './ledger.js';
import type { Bill, BillSubject, LedgerPort } from './ledger-port.js';
import { findRecord, pairsAmong } from './lookup.js';
import { type ListSource, readPage } from './paging.js';
import type { LedgerParts } from './parts.js';
import type { BillRecord } from './records.js';

type BillMethods = Pick<LedgerPort, 'listBills' | 'readBill' | 'totalCost'>;

/** A subject as one ledger channel knows it. */
interface SubjectOn {
  readonly channel: string;
  readonly subject: BillsOf;
}

export function newBillMethods({ ledger, directory, blockNumbers }: LedgerParts): BillMethods {
  const complete = async (channel: string, record: BillRecord): Promise<Bill> =>
    billOf(record, await blockNumbers.of(channel, record.txID));

  /** Where the subject's bills are: of this org with each counterparty, of another with this org. */
  const placesOf = async (asked: BillSubject): Promise<readonly SubjectOn[]> => {
    const { orgId, field, subject } = describe(asked);
    const pairs = orgId === directory.ownId ? await directory.pairs() : [await directory.pairWith(orgId, field)];
    return pairs.map(({ channel }) => ({ channel, subject }));
  };

  return {
    listBills: async (asked, type, page) => {
      const sources = (await placesOf(asked)).map(
        ({ channel, subject }): ListSource<{ channel: string; record: BillRecord }> => ({
          channel,
          read: async (part) => {
            const { result, bookmark } = await ledger.listBills(channel, subject, type, part);
            return { result: result.map((record) => ({ channel, record })), bookmark };
          },
        }),
      );
      const { items, nextCursor } = await readPage(sources, page);
      return { items: await Promise.all(items.map(({ channel, record }) => complete(channel, record))), nextCursor };
    },
    readBill: async (type, instanceId, among) => {
      const pairs = await pairsAmong(directory, among);
      const named = { field: 'instanceId', id: instanceId };
      const found = await findRecord(pairs, named, (channel) => ledger.readBill(channel, type, instanceId));
      return complete(found.pair.channel, found.record);
    },
    totalCost: async (asked, type) => {
      const places = await placesOf(asked);
      const totals = await Promise.all(places.map(({ channel, subject }) => ledger.totalCost(channel, subject, type)));
      return totals.reduce((sum, total) => sum + total, 0n);
    },
  };
}

function describe(asked: BillSubject): { readonly orgId: OrgId; readonly field: string; readonly subject: BillsOf } {
  if ('providerId' in asked) {
    return { orgId: asked.providerId, field: 'providerId', subject: { of: 'provider', id: asked.providerId } };
  }
  if ('userId' in asked) {
    return { orgId: orgOfUser(asked.userId), field: 'userId', subject: { of: 'user', id: asked.userId } };
  }
  return { orgId: asked.consumerId, field: 'consumerId', subject: { of: 'user', id: asked.consumerId } };
}
