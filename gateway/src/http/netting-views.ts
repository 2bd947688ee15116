import { type NettingRound, openPairs, type OrgId, type RoundTerms, statusOfRound, toRfc3339 } from '@cloudfed/core';
import type { z } from 'zod';

import type { Net } from '../fabric/net-port.js';
import type { netSchema, nettingRoundSchema } from './netting-schemas.js';
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

const orNull = <T extends string>(text: T | ''): T | null => (text === '' ? null : text);

export function nettingRoundView(round: NettingRound): z.infer<typeof nettingRoundSchema> {
  const { period, members, posts, terms, signatures } = round;
  return {
    period,
    members: [...members],
    posts: posts.map(({ by, counterparty, debtor, amount, statementsHash }) => ({
      byOrgId: by,
      counterpartyId: counterparty,
      debtorId: orNull<OrgId>(debtor),
      amount: amount.toString(),
      statementsHash,
    })),
    openPairs: openPairs(round).map(({ orgs, postedBy }) => ({ orgIds: [...orgs], postedBy: [...postedBy] })),
    terms: terms === undefined ? null : termsView(terms),
    signatures: [...signatures],
    status: statusOfRound(round),
    ...MONEY,
  };
}

function termsView({
  termsHash,
  positions,
  payments,
}: RoundTerms): NonNullable<z.infer<typeof nettingRoundSchema>['terms']> {
  return {
    termsHash,
    positions: positions.map(({ org, amount }) => ({ orgId: org, amount: amount.toString() })),
    payments: payments.map(({ debtor, creditor, amount, paidBy, paymentReference }) => ({
      debtorId: debtor,
      creditorId: creditor,
      amount: amount.toString(),
      paidBy: orNull(paidBy),
      paymentReference: orNull(paymentReference),
    })),
  };
}
