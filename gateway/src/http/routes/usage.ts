import { METERS, toRfc3339 } from '@cloudfed/core';
import { z } from 'zod';

import type { ProvedUsage } from '../../fabric/ledger-port.js';
import type { UsageOutcome } from '../../ingest/usage-intake.js';
import { idField, timeField, wordField } from '../fields.js';
import { route } from '../route.js';
import { provedUsageSchema, usageOutcomeSchema } from '../usage-schemas.js';
import { amongFields, batchFields, instanceIdField } from './parameters.js';

const TAG = 'Metered usage';
const MOST_TEXT = 256;

const readUsage = route({
  operationId: 'readUsage',
  method: 'get',
  path: '/v1/usage',
  tag: TAG,
  summary: 'What became of a usage record that was sent here',
  description: 'In parts, where it spanned metering windows. It is known for a month or more after it was settled.',
  query: z.strictObject({
    source: z.string().min(1).max(MOST_TEXT).meta({ description: 'Who metered', example: '/meters/7' }),
    id: z.string().min(1).max(MOST_TEXT).meta({ description: 'Its id', example: 'a-1' }),
  }),
  response: z.strictObject({ parts: z.array(usageOutcomeSchema) }).meta({ id: 'UsageOutcomes' }),
  refusals: ['NOT_FOUND'],
  handle: ({ query: { source, id }, usage }) => {
    const parts = usage.outcomes(source, id).map(outcomeView);
    return Promise.resolve({ body: { parts } });
  },
});

const readUsageBacklog = route({
  operationId: 'readUsageBacklog',
  method: 'get',
  path: '/v1/usage/backlog',
  tag: TAG,
  summary: 'How many usage records of this gateway the ledger does not have yet',
  response: z.strictObject({ waiting: z.int() }).meta({ id: 'UsageBacklog' }),
  handle: ({ usage }) => Promise.resolve({ body: { waiting: usage.waiting() } }),
});

const readUsageProof = route({
  operationId: 'readUsageProof',
  method: 'get',
  path: '/v1/usage/batches/{providerId}/{lane}/{sequence}/records/{recordId}',
  tag: TAG,
  summary: 'A usage record on the ledger, what it costs, and the proof that it is in its batch',
  description: 'For both organizations. docs/usage.md says how to check the proof without this program.',
  params: z.strictObject({ ...batchFields, recordId: idField('The ledger’s name for the record', 'a-1') }),
  query: z.strictObject(amongFields),
  response: provedUsageSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params, query, ledger }) => ({
    body: provedView(await ledger.readUsageRecord({ ...params, ...query })),
  }),
});

const readLateUsageProof = route({
  operationId: 'readLateUsageProof',
  method: 'get',
  path: '/v1/usage/late',
  tag: TAG,
  summary: 'A usage record that came late, which stands alone on the ledger, likewise',
  query: z.strictObject({
    providerId: batchFields.providerId,
    instanceId: instanceIdField,
    meter: wordField(METERS, 'Which meter'),
    from: timeField('When the record begins'),
    ...amongFields,
  }),
  response: provedUsageSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ query: { from, ...query }, ledger }) => ({
    body: provedView(await ledger.readUsageRecord({ ...query, from: from.seconds })),
  }),
});

const moment = (seconds: number): string => toRfc3339({ seconds, nanos: 0 });

function outcomeView({ from, to, code, ledger, ...rest }: UsageOutcome) {
  return {
    ...rest,
    from: moment(from),
    to: moment(to),
    code: code ?? null,
    ledger: ledger === undefined ? null : { ...ledger, sequence: ledger.sequence ?? null },
  };
}

/** With the very texts that are hashed, so that nobody has to guess their form. */
function provedView({ batch, proof, ...record }: ProvedUsage) {
  const { from, to, recordId, instanceId, meter, quantity } = record;
  const { ledgerChannel, providerId, lane, sequence, windowFrom, windowTo, root, transactionId } = batch;
  const { index, count, path, treeRoot } = proof;
  const context = [ledgerChannel, providerId, lane, sequence, windowFrom, windowTo, count, treeRoot];
  return {
    ...record,
    from: moment(from),
    to: moment(to),
    providerId,
    lane,
    sequence,
    transactionId,
    proof: {
      leafText: [recordId, instanceId, meter, from, to, quantity].join('\n'),
      index,
      count,
      path: [...path],
      treeRoot,
      rootText: ['cloudfed usage 1', ...context].join('\n'),
      root,
    },
  };
}

export const USAGE_ROUTES = [readUsage, readUsageBacklog, readUsageProof, readLateUsageProof];
