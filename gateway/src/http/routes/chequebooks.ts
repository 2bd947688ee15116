import { z } from 'zod';

import { chequebooks } from '../../fabric/settlement-calls.js';
import type { SettlementLists } from '../../readmodel/settlement-lists.js';
import { documentField } from '../document-field.js';
import { fenField, idField, partyField } from '../fields.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import {
  chequeAccountSchema,
  chequebookSchema,
  writtenCashingSchema,
  writtenChequeAccountSchema,
  writtenChequebookSchema,
} from '../settlement-schemas.js';
import { cashingView, chequeAccountView, chequebookView } from '../settlement-views.js';
import { pageFields } from './parameters.js';
import {
  acted,
  ACT_REFUSALS,
  escrowFields,
  foundOwn,
  listed,
  listedEscrows,
  partyAsked,
  partyFields,
  READ_REFUSALS,
} from './settlement-answers.js';

const TAG = 'Chequebooks';
const BOOKS = '/v1/chequebooks';
const BOOK = `${BOOKS}/{bookId}`;
const bookId = idField('The book', 'book-1');
const params = z.strictObject({ bookId });
const amount = fenField('Fen, at least 1', '48');
const beneficiary = partyField('Whom its cheques pay', '00001');

export const CHEQUEBOOK_ROUTES: readonly Route[] = [
  route({
    operationId: 'openChequebook',
    method: 'post',
    path: BOOKS,
    tag: TAG,
    summary: 'Open an empty book of this organization or a user of it',
    body: z.strictObject({ bookId, drawer: partyField('Who writes its cheques') }).meta({ id: 'OpenChequebook' }),
    status: 201,
    response: writtenChequebookSchema,
    refusals: ['ALREADY_EXISTS', ...ACT_REFUSALS],
    handle: ({ body, ledger }) =>
      acted(ledger, chequebooks.open(body.bookId, body.drawer), chequebookView, `${BOOKS}/${body.bookId}`),
  }),
  route({
    operationId: 'listChequebooks',
    method: 'get',
    path: BOOKS,
    tag: TAG,
    summary: 'Chequebooks of all organizations, by id',
    query: z.strictObject(escrowFields),
    response: listOf(chequebookSchema, 'ChequebookList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query, ownUser, lists: { settlement } }) =>
      listedEscrows(
        { name: 'chequebooks', read: (...of) => settlement.chequebooks(...of), view: chequebookView },
        query,
        ownUser,
      ),
  }),
  route({
    operationId: 'listChequeAccounts',
    method: 'get',
    path: '/v1/cheque-accounts',
    tag: TAG,
    summary: 'What books have paid to their beneficiaries, and set aside for them; by book and beneficiary',
    description: 'The drawer of a book takes part in all of its accounts.',
    query: z.strictObject({
      bookId: idField('Only those of this book', 'book-1').optional(),
      ...partyFields,
      ...pageFields,
    }),
    response: listOf(chequeAccountSchema, 'ChequeAccountList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query: { bookId: ofBook, party, orgId, ...page }, ownUser, lists }) => {
      const read: SettlementLists['chequeAccounts'] = (filter, request) =>
        lists.settlement.chequeAccounts(filter, request);
      const filter = { bookId: ofBook, party: partyAsked(ownUser, party), orgId };
      return listed({ name: 'cheque accounts', read, view: chequeAccountView }, filter, page);
    },
  }),
  route({
    operationId: 'readChequebook',
    method: 'get',
    path: BOOK,
    tag: TAG,
    summary: 'A chequebook',
    params,
    response: chequebookSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ...caller }) =>
      foundOwn(caller, {
        call: chequebooks.read(params.bookId),
        parties: ({ drawer }) => [drawer],
        view: chequebookView,
        idField: 'bookId',
      }),
  }),
  route({
    operationId: 'readChequeAccount',
    method: 'get',
    path: `${BOOK}/accounts/{beneficiary}`,
    tag: TAG,
    summary: 'What a book has paid to a beneficiary, and has set aside for it',
    params: z.strictObject({ bookId, beneficiary }),
    response: chequeAccountSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ...caller }) =>
      foundOwn(caller, {
        call: chequebooks.readAccount(params.bookId, params.beneficiary),
        parties: async (account) => {
          const { drawer } = await caller.ledger.readSettlement(chequebooks.read(params.bookId));
          return [account.beneficiary, drawer];
        },
        view: chequeAccountView,
        idField: 'beneficiary',
      }),
  }),
  route({
    operationId: 'depositChequebook',
    method: 'post',
    path: `${BOOK}/deposit`,
    tag: TAG,
    summary: 'The drawer puts in money of its organization',
    description: 'Each time counts: send an `Idempotency-Key`, so that a repeat does not.',
    params,
    body: z.strictObject({ amount }).meta({ id: 'DepositChequebook' }),
    response: writtenChequebookSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) =>
      acted(ledger, chequebooks.deposit(params.bookId, body.amount), chequebookView),
  }),
  route({
    operationId: 'setHardDeposit',
    method: 'post',
    path: `${BOOK}/hard-deposit`,
    tag: TAG,
    summary: 'The drawer sets so much aside for one beneficiary in all, more than before',
    params,
    body: z.strictObject({ beneficiary, amount }).meta({ id: 'SetHardDeposit' }),
    response: writtenChequeAccountSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) =>
      acted(ledger, chequebooks.setHardDeposit(params.bookId, body.beneficiary, body.amount), chequeAccountView),
  }),
  route({
    operationId: 'releaseHardDeposit',
    method: 'post',
    path: `${BOOK}/hard-deposit/release`,
    tag: TAG,
    summary: 'The beneficiary leaves so much set aside for it in all, less than before',
    params,
    body: z
      .strictObject({ beneficiary, amount: fenField('Fen that stay set aside', '0') })
      .meta({ id: 'ReleaseHardDeposit' }),
    response: writtenChequeAccountSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) =>
      acted(ledger, chequebooks.releaseHardDeposit(params.bookId, body.beneficiary, body.amount), chequeAccountView),
  }),
  route({
    operationId: 'cashCheque',
    method: 'post',
    path: `${BOOK}/cash`,
    tag: TAG,
    summary: 'Show a cheque: its beneficiary is paid what it is still owed, as far as there is money',
    params,
    body: z.strictObject({ cheque: documentField(['cheque'], 'Signed by the drawer') }).meta({ id: 'CashCheque' }),
    response: writtenCashingSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) => acted(ledger, chequebooks.cash(params.bookId, body.cheque), cashingView),
  }),
  route({
    operationId: 'beginChequebookWithdrawal',
    method: 'post',
    path: `${BOOK}/withdrawal/begin`,
    tag: TAG,
    summary: 'The drawer wants free money back; every cheque can be cashed meanwhile',
    params,
    body: z.strictObject({ amount }).meta({ id: 'BeginChequebookWithdrawal' }),
    response: writtenChequebookSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) =>
      acted(ledger, chequebooks.beginWithdrawal(params.bookId, body.amount), chequebookView),
  }),
  route({
    operationId: 'armChequebookWithdrawal',
    method: 'post',
    path: `${BOOK}/withdrawal/arm`,
    tag: TAG,
    summary: 'Set when a withdrawal is due: a window from now',
    params,
    body: z.strictObject({}).meta({ id: 'ArmChequebookWithdrawal' }),
    response: writtenChequebookSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) => acted(ledger, chequebooks.armWithdrawal(params.bookId), chequebookView),
  }),
  route({
    operationId: 'completeChequebookWithdrawal',
    method: 'post',
    path: `${BOOK}/withdrawal/complete`,
    tag: TAG,
    summary: 'Pay the drawer what it wants back, once it is due',
    params,
    body: z.strictObject({}).meta({ id: 'CompleteChequebookWithdrawal' }),
    response: writtenChequebookSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) => acted(ledger, chequebooks.completeWithdrawal(params.bookId), chequebookView),
  }),
];
