import { argumentError, type LedgerTime, NETWORK_TYPES, ZERO_FEN } from '@cloudfed/core';
import { z } from 'zod';

import type { Imported } from '../../fabric/billing-port.js';
import { importedSchema, importSchema, writtenImportSchema } from '../billing-schemas.js';
import { importedView, importView } from '../billing-views.js';
import { readPage } from '../cursor.js';
import { fenField, quantityField, timeField, wordField } from '../fields.js';
import { type Answer, type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { written } from '../views.js';
import { instanceFields, instanceParams } from './instances.js';
import { amongFields, limitOf, pageFields } from './parameters.js';

const TAG = 'History';
function answerOf(imported: Imported): Answer<z.input<typeof importedSchema>> {
  const { transactionId } =
    imported.status === 'proposed' ? imported.proposal : 'bill' in imported ? imported.bill : imported.resource;
  return { body: importedView(imported), transactionIds: [transactionId] };
}

const importEcs = route({
  operationId: 'importEcs',
  method: 'post',
  path: '/v1/ecs-imports',
  tag: TAG,
  summary: 'Bring in a cloud host of the past, or accept one that the other side has proposed alike',
  description:
    'Either side proposes; when the other says the same, the host is there, released, and billed at the prices that both ' +
    'named; or, where it is metered, its provider reports its usage, to be charged at them. It takes no quota.',
  body: z
    .strictObject({
      ...instanceFields('ECS'),
      networkType: wordField(NETWORK_TYPES, 'Which kind of network it used'),
      bandwidthMbps: quantityField('Mbps', '2'),
      cpu: quantityField('Cores', '2'),
      ramGb: quantityField('GB of memory', '4'),
      diskGb: quantityField('GB of disk', '8'),
      beginTime: timeField('When it began: a whole second', '2025-10-09T08:53:20Z'),
      endTime: timeField('When it ended: a whole second, not in the future', '2025-10-10T08:53:20Z'),
      price: z
        .strictObject(
          {
            cpu: fenField('Fen per core and day', '10'),
            ram: fenField('Fen per GB and day', '4'),
            ecsDisk: fenField('Fen per GB and day', '1'),
            publicNetwork: fenField('Fen per Mbps and day', '2'),
            privateNetwork: fenField('Fen per Mbps and day', '0'),
          },
          { error: 'must be an object with the prices' },
        )
        .meta({
          id: 'ImportPrice',
          description: 'What it is rated at',
          example: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
        }),
    })
    .meta({ id: 'ImportEcs' }),
  status: 201,
  response: importedSchema,
  refusals: ['ALREADY_EXISTS', 'TIME_ORDER', 'NOT_CONFIRMED'],
  handle: async ({ body, ledger }) => {
    requireWholeSecond(body.beginTime, 'beginTime');
    requireWholeSecond(body.endTime, 'endTime');
    const price = { ...body.price, ossDisk: ZERO_FEN, request: ZERO_FEN };
    const imported = await ledger.importEcs({ ...body, price });
    const path = imported.status === 'proposed' ? '/v1/ecs-imports' : '/v1/ecs-resources';
    return { ...answerOf(imported), location: `${path}/${body.instanceId}` };
  },
});

function requireWholeSecond(time: LedgerTime, field: string): void {
  if (time.nanos !== 0) throw argumentError(field, 'must be a whole second');
}

const listImports = route({
  operationId: 'listImports',
  method: 'get',
  path: '/v1/ecs-imports',
  tag: TAG,
  summary: 'Imports that wait for the other side',
  query: z.strictObject({ ...amongFields, ...pageFields }),
  response: listOf(importSchema, 'ImportList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query: { limit, cursor, ...among }, ledger }) => {
    const page = await readPage([{ read: (request) => ledger.listImports(request, among) }], {
      question: { list: 'imports', ...among },
      limit: limitOf({ limit }),
      cursor,
    });
    return { body: { ...page, items: page.items.map(importView) } };
  },
});

const readImport = route({
  operationId: 'readImport',
  method: 'get',
  path: '/v1/ecs-imports/{instanceId}',
  tag: TAG,
  summary: 'An import that waits for the other side',
  params: instanceParams,
  query: z.strictObject(amongFields),
  response: importSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ledger }) => ({
    body: importView(await ledger.readImport(instanceId, query)),
  }),
});

const acceptImport = route({
  operationId: 'acceptImport',
  method: 'post',
  path: '/v1/ecs-imports/{instanceId}/accept',
  tag: TAG,
  summary: 'Accept what the other side has proposed, as it stands now',
  description: 'Whoever would rather say what it accepts sends all of it to `POST /v1/ecs-imports`.',
  params: instanceParams,
  query: z.strictObject(amongFields),
  body: z.strictObject({}).meta({ id: 'AcceptImport' }),
  response: importedSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_EXISTS', 'FORBIDDEN', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, orgId, ledger }) => {
    const { resource, price, proposedBy } = await ledger.readImport(instanceId, query);
    if (proposedBy === orgId) throw argumentError('instanceId', 'the other side is to accept it', 'FORBIDDEN');
    return answerOf(await ledger.importEcs({ ...resource, price, endTime: resource.endTime ?? resource.beginTime }));
  },
});

const withdrawImport = route({
  operationId: 'withdrawImport',
  method: 'post',
  path: '/v1/ecs-imports/{instanceId}/withdraw',
  tag: TAG,
  summary: 'Drop an import that waits; either side may',
  params: instanceParams,
  query: z.strictObject(amongFields),
  body: z.strictObject({}).meta({ id: 'WithdrawImport' }),
  response: writtenImportSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ledger }) => {
    const committed = await ledger.withdrawImport(instanceId, query);
    return { body: written(committed, importView), transactionIds: [committed.transactionId] };
  },
});

export const IMPORT_ROUTES: readonly Route[] = [importEcs, listImports, readImport, acceptImport, withdrawImport];
