import { CloudfedError, type OrgId } from '@cloudfed/core';

import { priceOf } from './codec.js';
import type { Among, LedgerPort } from './ledger-port.js';
import { ifThere } from './lookup.js';
import { readPage } from './paging.js';
import type { LedgerParts } from './parts.js';
import type { PricePublisher } from './publication.js';

type PriceMethods = Pick<LedgerPort, 'publishPrice' | 'changePrice' | 'readPrice' | 'listPriceVersions' | 'listPrices'>;

export function newPriceMethods(parts: LedgerParts & { readonly publisher: PricePublisher }): PriceMethods {
  const { ledger, directory, publisher } = parts;

  const requireOwn = (providerId: OrgId): void => {
    if (providerId !== directory.ownId) {
      throw new CloudfedError('FORBIDDEN', 'only the provider may set its price', 'providerId');
    }
  };

  /** Of another's price the copy on the ledger channel with it binds; of one's own all are the same. */
  const channelOf = async (providerId: OrgId, among: Among | undefined): Promise<string> => {
    if (providerId !== directory.ownId) return (await directory.pairWith(providerId, 'providerId')).channel;
    if (among?.counterpartyId !== undefined) {
      return (await directory.pairWith(among.counterpartyId, 'counterpartyId')).channel;
    }
    return (await directory.memberships())[0].channel;
  };

  return {
    publishPrice: async (providerId, price) => {
      requireOwn(providerId);
      return publisher.publish(price);
    },
    changePrice: async (providerId, price, effectiveFrom) => {
      requireOwn(providerId);
      return publisher.change(price, effectiveFrom);
    },
    readPrice: async (providerId, options) => {
      const channel = await channelOf(providerId, options);
      const record =
        options?.atSeconds === undefined
          ? await ledger.readPrice(channel, providerId)
          : await ledger.readPriceAt(channel, providerId, options.atSeconds);
      return priceOf(record);
    },
    listPriceVersions: async (providerId, page, among) => {
      const channel = await channelOf(providerId, among);
      const source = {
        channel,
        read: (part: { size: number; bookmark: string }) => ledger.readPriceVersions(channel, providerId, part),
      };
      const { items, nextCursor } = await readPage([source], page);
      return { items: items.map(priceOf), nextCursor };
    },
    listPrices: async () => {
      const pairs = await directory.pairs();
      const providerIds = [directory.ownId, ...pairs.map(({ counterparty }) => counterparty.orgId)];
      const found = await Promise.all(
        [...new Set(providerIds)].sort().map(async (providerId) => {
          const channel = await channelOf(providerId, undefined);
          return ifThere(ledger.readPrice(channel, providerId).then(priceOf));
        }),
      );
      return found.filter((price) => price !== undefined);
    },
  };
}
