import { METERS } from '@cloudfed/core';
import { z } from 'zod';

import { USAGE_EVENT_TYPE } from '../ingest/usage-event.js';
import { count, id, moment, orgId, quantity, said, transactionId } from './answer-fields.js';

// What usage is sent as, and answered.

export const usageAnswerSchema = z
  .strictObject({
    accepted: count('Kept, and on their way to the ledger', 1),
    duplicates: count('Kept before, with the same content', 0),
    refused: z
      .array(
        z.strictObject({
          index: count('Its place in the request, from 0', 0),
          code: z.string(),
          field: z.string().nullable(),
          detail: z.string(),
        }),
      )
      .meta({
        description: 'Those that can never be recorded, each with the reason; the others are kept all the same',
      }),
    waiting: count('Records of this gateway that the ledger does not have yet', 1),
  })
  .meta({ id: 'UsageAnswer' });

const recordFields = {
  instanceId: id('The metered instance', '202202150002'),
  meter: z.enum(METERS),
  from: moment('From here on, in whole seconds'),
  to: moment('Up to here, at least a second later'),
  quantity: quantity('The level held all that time, or the number counted', '2'),
  consumerId: orgId('Whose it is; needed only where two instances have the id', '00002').optional(),
};
const sourceFields = {
  source: said('Who meters', '/meters/7'),
  id: said('Tells the record from any other of its source', 'a-1'),
};

export const usageRecordSchema = z.strictObject({ ...sourceFields, ...recordFields }).meta({ id: 'UsageRecord' });
export const usageEventSchema = z
  .looseObject({
    specversion: z.literal('1.0'),
    type: z.literal(USAGE_EVENT_TYPE),
    ...sourceFields,
    data: z.strictObject(recordFields),
  })
  .meta({ id: 'UsageEvent', description: 'A CloudEvent 1.0' });

const lane = said('The lane of its batch', '07');
export const usageOutcomeSchema = z
  .strictObject({
    state: z.enum(['waiting', 'recorded', 'refused']),
    instanceId: recordFields.instanceId,
    meter: recordFields.meter,
    from: recordFields.from,
    to: recordFields.to,
    quantity: recordFields.quantity,
    code: z.string().nullable().meta({ description: 'Why it was refused' }),
    ledger: z
      .strictObject({
        consumerId: orgId('Whose it is', '00002'),
        lane,
        sequence: count('Which batch of the lane', 1)
          .nullable()
          .meta({ description: 'Null of a late one: it stands alone' }),
        recordId: id('The ledger’s name for it', 'a-1'),
        late: z.boolean(),
        transactionId,
      })
      .nullable()
      .meta({ description: 'Where it stands on the ledger' }),
  })
  .meta({ id: 'UsageOutcome' });

const hash = (description: string) => said(description, 'f00d'.repeat(16), '^[0-9a-f]{64}$');
export const provedUsageSchema = z
  .strictObject({
    recordId: id('The ledger’s name for it', 'a-1'),
    instanceId: recordFields.instanceId,
    meter: recordFields.meter,
    from: recordFields.from,
    to: recordFields.to,
    quantity: recordFields.quantity,
    exactAmount: said('What it costs, in counts of 1/(86,400·10¹⁰) fen', '432000000000000'),
    late: z.boolean().meta({ description: 'Whether it came when its time was metered already, and so stands alone' }),
    providerId: orgId('Whose record it is', '00001'),
    lane,
    sequence: count('Which batch of the lane', 1),
    transactionId,
    proof: z
      .strictObject({
        leafText: z.string().meta({ description: 'What the leaf is the hash of, behind a zero byte' }),
        index: count('The leaf’s place, from 0', 0),
        count: count('How many leaves the tree has', 1),
        path: z.array(hash('A hash beside the way up')),
        treeRoot: hash('Where the way leads'),
        rootText: z.string().meta({ description: 'What the root is the hash of' }),
        root: hash('What stands on both organizations’ ledgers'),
      })
      .meta({ id: 'UsageProof' }),
  })
  .meta({ id: 'ProvedUsage' });
