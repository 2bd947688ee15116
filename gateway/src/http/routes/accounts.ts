import { z } from 'zod';

import { accounts } from '../../fabric/settlement-calls.js';
import { documentField } from '../document-field.js';
import { fenField, idField, partyField } from '../fields.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { accountSchema, writtenAccountSchema } from '../settlement-schemas.js';
import { accountView } from '../settlement-views.js';
import { acted, ACT_REFUSALS, escrowFields, foundOwn, listedEscrows, READ_REFUSALS } from './settlement-answers.js';

const TAG = 'Accounts';
const ACCOUNTS = '/v1/accounts';
const ACCOUNT = `${ACCOUNTS}/{accountId}`;
const accountId = idField('The account', 'acc-1');
const params = z.strictObject({ accountId });
const amount = fenField('Fen, at least 1', '500');
const AGAIN = 'Each time counts: send an `Idempotency-Key`, so that a repeat does not.';
const counter = (description: string) => documentField(['account-credits', 'account-debits'], description);
const counters = {
  document: counter('A counter: credits signed by the platform, or debits signed by both'),
  other: counter('The other counter').optional(),
};

export const ACCOUNT_ROUTES: readonly Route[] = [
  route({
    operationId: 'registerAccount',
    method: 'post',
    path: ACCOUNTS,
    tag: TAG,
    summary: 'Register an account of a holder with a platform, by terms that both have signed',
    body: z
      .strictObject({ accountId, terms: documentField(['account-terms'], 'Signed by both') })
      .meta({ id: 'RegisterAccount' }),
    status: 201,
    response: writtenAccountSchema,
    refusals: ['ALREADY_EXISTS', ...ACT_REFUSALS],
    handle: ({ body, ledger }) =>
      acted(ledger, accounts.register(body.accountId, body.terms), accountView, `${ACCOUNTS}/${body.accountId}`),
  }),
  route({
    operationId: 'listAccounts',
    method: 'get',
    path: ACCOUNTS,
    tag: TAG,
    summary: 'Accounts with all platforms, by id',
    query: z.strictObject(escrowFields),
    response: listOf(accountSchema, 'AccountList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query, ownUser, lists: { settlement } }) =>
      listedEscrows(
        { name: 'accounts', read: (...of) => settlement.accounts(...of), view: accountView },
        query,
        ownUser,
      ),
  }),
  route({
    operationId: 'readAccount',
    method: 'get',
    path: ACCOUNT,
    tag: TAG,
    summary: 'An account as the ledger knows it',
    params,
    response: accountSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ...caller }) =>
      foundOwn(caller, {
        call: accounts.read(params.accountId),
        parties: ({ holder, platform }) => [holder, platform],
        view: accountView,
        idField: 'accountId',
      }),
  }),
  route({
    operationId: 'lockAccount',
    method: 'post',
    path: `${ACCOUNT}/lock`,
    tag: TAG,
    summary: 'The holder puts in money of its organization',
    description: AGAIN,
    params,
    body: z.strictObject({ amount }).meta({ id: 'LockAccount' }),
    response: writtenAccountSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) => acted(ledger, accounts.lock(params.accountId, body.amount), accountView),
  }),
  route({
    operationId: 'backAccount',
    method: 'post',
    path: `${ACCOUNT}/back`,
    tag: TAG,
    summary: 'The platform puts in money to stand for its credits',
    description: AGAIN,
    params,
    body: z.strictObject({ amount }).meta({ id: 'BackAccount' }),
    response: writtenAccountSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) => acted(ledger, accounts.back(params.accountId, body.amount), accountView),
  }),
  route({
    operationId: 'checkpointAccount',
    method: 'post',
    path: `${ACCOUNT}/checkpoint`,
    tag: TAG,
    summary: 'Show newer counters: nothing older counts any more',
    params,
    body: z.strictObject(counters).meta({ id: 'CheckpointAccount' }),
    response: writtenAccountSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) => acted(ledger, accounts.checkpoint(params.accountId, body), accountView),
  }),
  route({
    operationId: 'withdrawAccount',
    method: 'post',
    path: `${ACCOUNT}/withdraw`,
    tag: TAG,
    summary: 'Pay out what both have signed; as the last it closes the account',
    params,
    body: z
      .strictObject({ withdrawal: documentField(['account-withdrawal'], 'Signed by both') })
      .meta({ id: 'WithdrawAccount' }),
    response: writtenAccountSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) =>
      acted(ledger, accounts.withdraw(params.accountId, body.withdrawal), accountView),
  }),
  route({
    operationId: 'beginAccountClose',
    method: 'post',
    path: `${ACCOUNT}/closing/begin`,
    tag: TAG,
    summary: 'The holder or the platform begins to close alone, with the newest counters it has',
    params,
    body: z
      .strictObject({
        party: partyField('Who closes it', '00002001'),
        document: counters.document.optional(),
        other: counters.other,
      })
      .meta({ id: 'BeginAccountClose' }),
    response: writtenAccountSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body: { party, document, other }, ledger }) => {
      const documents = [document, other].filter((text) => text !== undefined);
      return acted(ledger, accounts.beginClose(params.accountId, party, documents), accountView);
    },
  }),
  route({
    operationId: 'armAccountClose',
    method: 'post',
    path: `${ACCOUNT}/closing/arm`,
    tag: TAG,
    summary: 'Set the deadline of a close that has begun: a window from now',
    params,
    body: z.strictObject({}).meta({ id: 'ArmAccountClose' }),
    response: writtenAccountSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) => acted(ledger, accounts.armClose(params.accountId), accountView),
  }),
  route({
    operationId: 'challengeAccountClose',
    method: 'post',
    path: `${ACCOUNT}/closing/challenge`,
    tag: TAG,
    summary: 'Show newer counters than a close has',
    params,
    body: z.strictObject(counters).meta({ id: 'ChallengeAccountClose' }),
    response: writtenAccountSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) => acted(ledger, accounts.challengeClose(params.accountId, body), accountView),
  }),
  route({
    operationId: 'finalizeAccountClose',
    method: 'post',
    path: `${ACCOUNT}/closing/finalize`,
    tag: TAG,
    summary: 'Pay out by the newest counters that were shown, after the deadline',
    params,
    body: z.strictObject({}).meta({ id: 'FinalizeAccountClose' }),
    response: writtenAccountSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) => acted(ledger, accounts.finalizeClose(params.accountId), accountView),
  }),
];
