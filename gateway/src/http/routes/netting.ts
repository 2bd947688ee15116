import { argumentError, type Debt, netIdOf, type OrgId } from '@cloudfed/core';
import { z } from 'zod';

import { statementOf } from '../../billing/charges.js';
import { netting, pairNet, type PairNet } from '../../billing/netting.js';
import { ifThere } from '../../fabric/lookup.js';
import { fenField, orgIdField, periodField } from '../fields.js';
import { nettingSchema } from '../netting-schemas.js';
import { type Route, route } from '../route.js';

const query = z.strictObject({
  period: periodField('A month in Asia/Shanghai'),
  otherDebtorId: orgIdField('Who owes among the others, as they say', '00002').optional(),
  otherCreditorId: orgIdField('Whom', '00003').optional(),
  otherAmount: fenField('How much, in fen', '100').optional(),
});

const readNetting = route({
  operationId: 'readNetting',
  method: 'get',
  path: '/v1/netting',
  tag: 'Netting',
  summary: 'What remains of a month’s accepted statements when they are set off, and the smallest set of payments',
  description:
    'Two organizations need one payment at most. Three need two: what the other two owe each other stands on their ' +
    'ledger alone, so it is to be told.',
  query,
  response: nettingSchema,
  refusals: ['AMOUNT_OVERFLOW', 'NOT_CONFIRMED'],
  handle: async ({ query: { period, ...others }, orgId, ledger }) => {
    const counterparties = (await ledger.organizations()).filter(({ own }) => !own).map((other) => other.orgId);
    const amongOthers = debtAmong(counterparties, others);
    const pairs: PairNet[] = [];
    for (const other of counterparties) {
      const found = [
        await statementOf(ledger, orgId, other, period),
        await statementOf(ledger, other, orgId, period),
      ].filter((statement) => statement !== undefined);
      pairs.push(pairNet(other, found, await ifThere(ledger.readNet(netIdOf(orgId, other, period)))));
    }
    const { position, payments } = netting(orgId, pairs, amongOthers);
    return {
      body: {
        period,
        pairs: pairs.map(pairView),
        position: position.toString(),
        payments: payments.map(debtView),
        currency: 'CNY' as const,
        unit: 'fen' as const,
      },
    };
  },
});

function debtAmong(
  others: readonly OrgId[],
  { otherDebtorId, otherCreditorId, otherAmount }: Omit<z.output<typeof query>, 'period'>,
): Debt | undefined {
  if (otherDebtorId === undefined && otherCreditorId === undefined && otherAmount === undefined) return undefined;
  const among = (orgId: OrgId | undefined, field: string): OrgId => {
    if (orgId !== undefined && others.includes(orgId)) return orgId;
    throw argumentError(field, 'must be one of the organizations that this one deals with');
  };
  const debtorId = among(otherDebtorId, 'otherDebtorId');
  const creditorId = among(otherCreditorId, 'otherCreditorId');
  if (debtorId === creditorId) throw argumentError('otherCreditorId', 'must be another than the debtor');
  if (otherAmount === undefined) throw argumentError('otherAmount', 'is missing');
  return { debtorId, creditorId, amount: otherAmount };
}

function pairView(pair: PairNet): z.input<typeof nettingSchema>['pairs'][0] {
  const { counterpartyId, statements, net, isComplete, onLedger } = pair;
  return {
    counterpartyId,
    statements: statements.map(({ statementId, status, amountDue, debtorId }) => ({
      statementId,
      status,
      amountDue: amountDue.toString(),
      debtorId: debtorId ?? null,
    })),
    net: net === undefined ? null : debtView(net),
    complete: isComplete,
    netId: onLedger?.netId ?? null,
    netStatus: onLedger?.status ?? null,
  };
}

function debtView({ debtorId, creditorId, amount }: Debt) {
  return { debtorId, creditorId, amount: amount.toString() };
}

export const NETTING_ROUTES: readonly Route[] = [readNetting];
