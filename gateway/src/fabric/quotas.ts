import { formatQuantity, QUOTA_DIMENSIONS } from '@cloudfed/core';

import { allowanceOf, quotaOf, quotaUseOf, transactionRef } from './codec.js';
import type { Deal } from './directory.js';
import type { LedgerPort, QuotaInput } from './ledger-port.js';
import { findRecord, pairsAmong } from './lookup.js';
import { readPage } from './paging.js';
import type { LedgerParts } from './parts.js';

type QuotaMethods = Pick<
  LedgerPort,
  | 'createQuota'
  | 'updateQuota'
  | 'closeQuota'
  | 'readQuota'
  | 'readActiveQuota'
  | 'listQuotas'
  | 'allowProvider'
  | 'readAllowance'
>;

export function newQuotaMethods({ ledger, directory }: LedgerParts): QuotaMethods {
  return {
    createQuota: async (input) => {
      const deal = await directory.deal(input.providerId, input.consumerId, 'consumerId');
      const written = await ledger.initInitialQuota(deal.channel, quotaArguments(deal, input));
      return { record: quotaOf(written.record), ...transactionRef(written) };
    },
    updateQuota: async (input) => {
      const deal = await directory.deal(input.providerId, input.consumerId, 'consumerId');
      const written = await ledger.updateQuota(deal.channel, quotaArguments(deal, input));
      return { record: quotaOf(written.record), ...transactionRef(written) };
    },
    closeQuota: async (quotaId, among) => {
      const pairs = await pairsAmong(directory, among);
      const named = { field: 'quotaId', id: quotaId };
      const { pair } = await findRecord(pairs, named, (channel) => ledger.readQuota(channel, quotaId));
      const written = await ledger.closeQuota(pair.channel, quotaId);
      return { record: quotaOf(written.record), ...transactionRef(written) };
    },
    readQuota: async (quotaId, among) => {
      const pairs = await pairsAmong(directory, among);
      const named = { field: 'quotaId', id: quotaId };
      return quotaUseOf((await findRecord(pairs, named, (channel) => ledger.readQuotaUse(channel, quotaId))).record);
    },
    readActiveQuota: async (providerId, consumerId) => {
      const { channel } = await directory.deal(providerId, consumerId, 'consumerId');
      const { quotaID } = await ledger.readActiveQuota(channel, providerId, consumerId);
      return quotaUseOf(await ledger.readQuotaUse(channel, quotaID));
    },
    listQuotas: async (page, among) => {
      const pairs = await pairsAmong(directory, among);
      const sources = pairs.map(({ channel }) => ({
        channel,
        read: (part: { size: number; bookmark: string }) => ledger.listQuotas(channel, part),
      }));
      const { items, nextCursor } = await readPage(sources, page);
      return { items: items.map(quotaOf), nextCursor };
    },
    allowProvider: async (providerId, allowed) => {
      const { channel } = await directory.pairWith(providerId, 'providerId');
      const written = await ledger.allowProviderOpen(channel, providerId, allowed);
      return { record: allowanceOf(written.record), ...transactionRef(written) };
    },
    readAllowance: async (providerId, consumerId) => {
      const { channel } = await directory.deal(providerId, consumerId, 'consumerId');
      return allowanceOf(await ledger.readAllowance(channel, providerId, consumerId));
    },
  };
}

function quotaArguments({ provider, consumer }: Deal, input: QuotaInput): readonly string[] {
  return [
    input.quotaId,
    provider.name,
    provider.orgId,
    consumer.name,
    consumer.orgId,
    input.holdingDays.toString(),
    ...QUOTA_DIMENSIONS.map((dimension) => formatQuantity(input.limits[dimension])),
  ];
}
