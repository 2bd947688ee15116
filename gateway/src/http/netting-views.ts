import { toRfc3339 } from '@cloudfed/core';
import type { z } from 'zod';

import type { Net } from '../fabric/net-port.js';
import type { netSchema } from './netting-schemas.js';
import { optionalTime } from './views.js';

// The ledger's records of netting as the API answers them.

const MONEY = { currency: 'CNY', unit: 'fen' } as const;

export function netView(net: Net): z.infer<typeof netSchema> {
  return {
    netId: net.netId,
    period: net.period,
    statements: net.statements.map(({ statementId, amountDue, debtorId, entriesHash }) => ({
      statementId,
      amountDue: amountDue.toString(),
      debtorId: debtorId ?? null,
      entriesHash,
    })),
    amountDue: net.amountDue.toString(),
    ...MONEY,
    debtorId: net.debtorId ?? null,
    creditorId: net.creditorId ?? null,
    salt: net.salt,
    statementsHash: net.statementsHash,
    status: net.status,
    proposedBy: net.proposedBy,
    proposedTime: toRfc3339(net.proposedTime),
    acceptedTime: optionalTime(net.acceptedTime),
    paymentReference: net.paymentReference ?? null,
    settledTime: optionalTime(net.settledTime),
    refusal: net.refusal ?? null,
    confirmedTime: optionalTime(net.confirmedTime),
  };
}
