import { QUOTA_DIMENSIONS } from '@cloudfed/core';
import { z } from 'zod';

import { blockNumber, count, fen, id, moment, orgId, quantity, said, transactionId, userId } from './answer-fields.js';
import { PATTERNS } from './fields.js';
import { priceSchema } from './schemas.js';

// Alerts and the rules that find them, as they are answered.

export const ALERT_KINDS = ['quota-use', 'spend', 'price-change'] as const;

const ruleId = said('The rule', '0123456789abcdef', '^[0-9a-f]{16}$');
const percent = z.int().min(1).max(100).meta({ description: 'Of any dimension of a quota', example: 80 });

export const alertRuleSchema = z
  .strictObject({
    ruleId,
    name: said('What it is for', 'quota nearly used up'),
    kind: z.enum(ALERT_KINDS),
    providerId: orgId('Only what this organization lends', '00001').nullable(),
    consumerId: orgId('Only what this organization borrows', '00002').nullable(),
    quotaId: id('Only this quota', '000001').nullable(),
    userId: userId.nullable().meta({ description: 'Only what this user costs' }),
    perUser: z.boolean().nullable().meta({ description: 'Whether what each user costs is summed for itself' }),
    percent: percent.nullable(),
    amount: fen('What a month costs, in fen', '1000000').nullable(),
    createdTime: moment('When it was made'),
    createdBy: said('The principal that made it', 'alice'),
  })
  .meta({ id: 'AlertRule', description: 'Null where it is of no account to the kind, or does not narrow' });

export const alertSchema = z
  .strictObject({
    alertId: count('Counts from 1', 1),
    ruleId,
    ruleName: said('What the rule is for', 'quota nearly used up'),
    time: moment('Of the transaction that crossed the threshold'),
    providerId: orgId('Who lends', '00001'),
    detail: z.union([
      z
        .strictObject({
          kind: z.literal('quota-use'),
          consumerId: orgId('Who borrows', '00002'),
          quotaId: id('The quota', '000001'),
          dimension: z.enum(QUOTA_DIMENSIONS),
          used: quantity('Used from then on', '8'),
          limit: quantity('Of the quota', '10'),
          percent,
        })
        .meta({ id: 'QuotaUseAlert' }),
      z
        .strictObject({
          kind: z.literal('spend'),
          consumerId: orgId('Who borrows', '00002'),
          userId: userId.nullable().meta({ description: 'Null for all users of the consumer together' }),
          period: said('The month, in Asia/Shanghai', '2026-02', PATTERNS.period),
          spent: fen('What the month costs from then on: bills, metered usage and corrections, in fen', '1000048'),
          amount: fen('The threshold, in fen', '1000000'),
        })
        .meta({ id: 'SpendAlert' }),
      z
        .strictObject({
          kind: z.literal('price-change'),
          price: priceSchema,
          previous: z.union([priceSchema, z.null()]).meta({ description: 'Null where it is the first' }),
        })
        .meta({ id: 'PriceChangeAlert' }),
    ]),
    transactionId,
    blockNumber,
  })
  .meta({ id: 'Alert', description: 'A threshold that was crossed' });
