import { argumentError, type LedgerTime, type Price } from '@cloudfed/core';
import { z } from 'zod';

import { readPage, wholePart } from '../cursor.js';
import { fenField, orgIdField, timeField } from '../fields.js';
import { route } from '../route.js';
import { listOf, priceSchema, publicationSchema } from '../schemas.js';
import { priceView, publicationView } from '../views.js';
import { amongFields, limitOf, pageFields } from './parameters.js';

const TAG = 'Prices';
const params = z.strictObject({ providerId: orgIdField('Whose price it is') });

const priceFields = {
  cpu: fenField('Fen per core and day', '10'),
  ram: fenField('Fen per GB and day', '4'),
  ecsDisk: fenField('Fen per GB and day', '1'),
  ossDisk: fenField('Fen per GB and day', '1'),
  request: fenField('Fen per request', '1'),
  publicNetwork: fenField('Fen per Mbps and day (ECS), per GB of outbound flow (OSS)', '2'),
  privateNetwork: fenField('Fen per Mbps and day (ECS), per GB of outbound flow (OSS)', '0'),
} satisfies Record<keyof Price, unknown>;

const publishPrice = route({
  operationId: 'publishPrice',
  method: 'post',
  path: '/v1/prices',
  tag: TAG,
  summary: 'Publish this organization’s first price, in force at once',
  description: 'It goes on every ledger channel of the provider; one that is cut short is completed by itself.',
  body: z
    .strictObject({ providerId: orgIdField('This organization').optional(), ...priceFields })
    .meta({ id: 'PublishPrice' }),
  status: 201,
  response: publicationSchema,
  refusals: ['ALREADY_EXISTS', 'NOT_CONFIRMED'],
  handle: async ({ body, orgId, ledger }) => {
    const { providerId = orgId, ...price } = body;
    const publication = await ledger.publishPrice(providerId, price);
    return {
      body: publicationView(publication),
      location: `/v1/prices/${providerId}`,
      transactionIds: publication.transactions.map(({ transactionId }) => transactionId),
    };
  },
});

const changePrice = route({
  operationId: 'changePrice',
  method: 'put',
  path: '/v1/prices/{providerId}',
  tag: TAG,
  summary: 'Publish the next version of this organization’s price',
  description: 'It takes force at the same second on every ledger channel, some seconds from now unless told.',
  params,
  body: z
    .strictObject({
      ...priceFields,
      effectiveFrom: timeField('When it takes force: a whole second, later than now').optional(),
    })
    .meta({ id: 'ChangePrice' }),
  response: publicationSchema,
  refusals: ['PRICE_MISSING', 'CONFLICT', 'TIME_ORDER', 'NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { providerId }, body, ledger }) => {
    const { effectiveFrom, ...price } = body;
    const from = effectiveFrom === undefined ? undefined : wholeSecond(effectiveFrom, 'effectiveFrom');
    const publication = await ledger.changePrice(providerId, price, from);
    return {
      body: publicationView(publication),
      transactionIds: publication.transactions.map(({ transactionId }) => transactionId),
    };
  },
});

function wholeSecond(time: LedgerTime, field: string): number {
  if (time.nanos !== 0) throw argumentError(field, 'must be a whole second');
  return time.seconds;
}

const readPrice = route({
  operationId: 'readPrice',
  method: 'get',
  path: '/v1/prices/{providerId}',
  tag: TAG,
  summary: 'The price in force, now or at a moment',
  params,
  query: z.strictObject({ at: timeField('At this moment; now unless told').optional(), ...amongFields }),
  response: priceSchema,
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { providerId }, query: { at, counterpartyId }, ledger }) => ({
    body: priceView(await ledger.readPrice(providerId, { atSeconds: at?.seconds, counterpartyId })),
  }),
});

const listPriceVersions = route({
  operationId: 'listPriceVersions',
  method: 'get',
  path: '/v1/prices/{providerId}/versions',
  tag: TAG,
  summary: 'Every version of a price, oldest first',
  params,
  query: z.strictObject({ ...amongFields, ...pageFields }),
  response: listOf(priceSchema, 'PriceVersionList'),
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { providerId }, query, ledger }) => {
    const { limit, cursor, counterpartyId } = query;
    const page = await readPage(
      [{ read: (request) => ledger.listPriceVersions(providerId, request, { counterpartyId }) }],
      { question: { list: 'versions', providerId, counterpartyId }, limit: limitOf({ limit }), cursor },
    );
    return { body: { ...page, items: page.items.map(priceView) } };
  },
});

const listPrices = route({
  operationId: 'listPrices',
  method: 'get',
  path: '/v1/prices',
  tag: TAG,
  summary: 'The prices in force now, of every organization that has one',
  query: z.strictObject(pageFields),
  response: listOf(priceSchema, 'PriceList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query: { limit, cursor }, ledger }) => {
    const all = wholePart(
      () => ledger.listPrices(),
      ({ providerId }) => providerId,
    );
    const page = await readPage([all], { question: { list: 'prices' }, limit: limitOf({ limit }), cursor });
    return { body: { ...page, items: page.items.map(priceView) } };
  },
});

export const PRICE_ROUTES = [publishPrice, listPrices, readPrice, changePrice, listPriceVersions];
