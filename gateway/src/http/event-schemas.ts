import { z } from 'zod';

import { SETTLEMENT_CHANGES } from '../fabric/settlement-port.js';
import { blockNumber, transactionId } from './answer-fields.js';
import { BILLING_CHANGES, correctionSchema, disputeSchema, importSchema, statementSchema } from './billing-schemas.js';
import { netSchema, nettingRoundSchema } from './netting-schemas.js';
import { billSchema, ecsSchema, ossSchema, permissionSchema, priceSchema, quotaSchema } from './schemas.js';
import {
  accountSchema,
  chequeAccountSchema,
  chequebookSchema,
  escrowPaymentSchema,
  fundsIssueSchema,
  fundsRedemptionSchema,
  fundsSchema,
  fundsTransferSchema,
  overdraftSchema,
  paymentChannelSchema,
  preimageSchema,
  settlementKeysSchema,
  settlementTermsSchema,
} from './settlement-schemas.js';

// What events tell.

/** One thing that a transaction changed, as an event tells it. */
export const changeSchema = z
  .strictObject({
    kind: z.enum([
      'quota.created',
      'quota.updated',
      'quota.closed',
      'price.published',
      'price.scheduled',
      'ecs-resource.opened',
      'ecs-resource.released',
      'oss-resource.opened',
      'oss-resource.released',
      'oss-resource.stopped',
      'bill.issued',
      ...BILLING_CHANGES,
      ...SETTLEMENT_CHANGES,
      'allowance.changed',
      'organization.claimed',
      'organization.confirmation',
      'organization.confirmed',
    ]),
    id: z.string(),
    record: z.union([
      quotaSchema,
      priceSchema,
      ecsSchema,
      ossSchema,
      billSchema,
      permissionSchema,
      statementSchema,
      netSchema,
      correctionSchema,
      disputeSchema,
      importSchema,
      settlementTermsSchema,
      settlementKeysSchema,
      fundsSchema,
      fundsIssueSchema,
      fundsRedemptionSchema,
      fundsTransferSchema,
      chequebookSchema,
      chequeAccountSchema,
      paymentChannelSchema,
      preimageSchema,
      accountSchema,
      nettingRoundSchema,
      overdraftSchema,
      escrowPaymentSchema,
      z
        .strictObject({ orgId: z.string(), name: z.string(), mspId: z.string(), confirmed: z.boolean() })
        .meta({ id: 'OrganizationClaim' }),
    ]),
  })
  .meta({ id: 'Change' });

export const ledgerEventSchema = z
  .strictObject({
    counterpartyId: z
      .string()
      .nullable()
      .meta({ description: 'The other organization; null on the ledger channel of all' }),
    transactionId,
    blockNumber,
    changes: z.array(changeSchema),
  })
  .meta({ id: 'LedgerEvent', description: 'What one transaction changed' });
