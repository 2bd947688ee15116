import { beforeAll, describe, expect, it } from 'vitest';

import { SettlementContract } from '../index.js';
import type { Identity } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { SettlementFederation } from './testing/federation.js';

type Kind = 'id' | 'org' | 'party' | 'whole' | 'hex' | 'document' | 'bookmark' | 'period' | 'reference';
type Names = Readonly<Record<string, Kind>>;

interface Signature {
  readonly args: readonly string[];
  /** Name and kind of every argument, in order. */
  readonly names: Names;
  readonly optional?: number;
  readonly who?: Identity;
}

const KEY = `04${'1'.repeat(128)}`;
const SIGNATURE = `${'0'.repeat(63)}1${'0'.repeat(63)}1`;
const HASH = '0'.repeat(64);
const signed = (document: object): string => JSON.stringify({ document, signatures: [] });
const CHEQUE = signed({ type: 'cheque', beneficiary: '00002', cumulative: '1' });
const STATE = signed({
  ...{ type: 'channel-state', version: 1, funding: 2, balances: ['1', '1'] },
  ...{ withdrawn: [0, 0], locks: [], final: false },
});
const TERMS = signed({ type: 'account-terms', holder: '00001007', platform: '00002' });
const CREDITS = signed({ type: 'account-credits', credits: '1' });
const DEBITS = signed({ type: 'account-debits', debits: '1' });
const WITHDRAWAL = signed({ type: 'account-withdrawal', toHolder: 1, toPlatform: 0, final: false });
const BOOK: Names = { bookID: 'id' };
const CHANNEL: Names = { channelID: 'id' };
const ACCOUNT: Names = { accountID: 'id' };
const PAGE: Signature = { args: ['5', ''], names: { pageSize: 'whole', bookmark: 'bookmark' } };

const FUNCTIONS: Readonly<Record<string, Signature>> = {
  agreeTerms: { args: ['n', 'c', '86400'], names: { network: 'id', chaincode: 'id', windowSeconds: 'whole' } },
  readTerms: { args: [], names: {} },
  registerKey: { args: ['00001', KEY, SIGNATURE], names: { party: 'party', publicKey: 'hex', proof: 'hex' } },
  rotateKey: {
    args: ['00001007', KEY, SIGNATURE, SIGNATURE],
    names: { party: 'party', publicKey: 'hex', proof: 'hex', consent: 'hex' },
    optional: 1,
  },
  retireKey: { args: ['00001', '1'], names: { party: 'party', epoch: 'whole' } },
  readKeys: { args: ['00001'], names: { party: 'party' } },
  issueFunds: { args: ['r', '00001', '5'], names: { reference: 'id', orgID: 'org', amount: 'whole' } },
  redeemFunds: { args: ['r', '5'], names: { reference: 'id', amount: 'whole' } },
  confirmRedemption: { args: ['00001', 'r', '5'], names: { orgID: 'org', reference: 'id', amount: 'whole' } },
  refuseRedemption: { args: ['00001', 'r'], names: { orgID: 'org', reference: 'id' } },
  transferFunds: { args: ['t', '00002', '5'], names: { transferID: 'id', toOrgID: 'org', amount: 'whole' } },
  readFunds: { args: ['00001'], names: { orgID: 'org' } },
  readTransfer: { args: ['00001', 't'], names: { fromOrgID: 'org', transferID: 'id' } },
  readIssue: { args: ['r'], names: { reference: 'id' } },
  readRedemption: { args: ['00001', 'r'], names: { orgID: 'org', reference: 'id' } },
  auditFunds: { args: [], names: {} },
  openChequebook: { args: ['b', '00001'], names: { ...BOOK, drawer: 'party' } },
  depositToChequebook: { args: ['b', '5'], names: { ...BOOK, amount: 'whole' } },
  setHardDeposit: { args: ['b', '00002', '5'], names: { ...BOOK, beneficiary: 'party', amount: 'whole' } },
  releaseHardDeposit: { args: ['b', '00002', '5'], names: { ...BOOK, beneficiary: 'party', amount: 'whole' } },
  cashCheque: { args: ['b', CHEQUE], names: { ...BOOK, cheque: 'document' } },
  beginBookWithdrawal: { args: ['b', '5'], names: { ...BOOK, amount: 'whole' } },
  armBookWithdrawal: { args: ['b'], names: BOOK },
  completeBookWithdrawal: { args: ['b'], names: BOOK },
  readChequebook: { args: ['b'], names: BOOK },
  readChequeAccount: { args: ['b', '00002'], names: { ...BOOK, beneficiary: 'party' } },
  listChequebooks: PAGE,
  revealPreimage: { args: [HASH], names: { preimage: 'hex' } },
  readPreimage: { args: [HASH], names: { hash: 'hex' } },
  openChannel: {
    args: ['c', '00001', '2', '5', '5', '00002'],
    names: { ...CHANNEL, member: 'party', size: 'whole', stake: 'whole', deposit: 'whole', invited: 'party' },
    optional: 1,
  },
  joinChannel: { args: ['c', '00001', '5'], names: { ...CHANNEL, member: 'party', deposit: 'whole' } },
  leaveChannel: { args: ['c', '00001'], names: { ...CHANNEL, member: 'party' } },
  topUpChannel: { args: ['c', '00001', '5'], names: { ...CHANNEL, member: 'party', amount: 'whole' } },
  checkpointChannel: { args: ['c', STATE], names: { ...CHANNEL, state: 'document' } },
  closeChannel: { args: ['c', STATE], names: { ...CHANNEL, state: 'document' } },
  beginChannelClose: {
    args: ['c', '00001', STATE],
    names: { ...CHANNEL, member: 'party', state: 'document' },
    optional: 1,
  },
  armChannelClose: { args: ['c'], names: CHANNEL },
  challengeChannelClose: { args: ['c', STATE], names: { ...CHANNEL, state: 'document' } },
  finalizeChannelClose: { args: ['c'], names: CHANNEL },
  readChannel: { args: ['c'], names: CHANNEL },
  listChannels: PAGE,
  registerAccount: { args: ['a', TERMS], names: { ...ACCOUNT, terms: 'document' } },
  lockIntoAccount: { args: ['a', '5'], names: { ...ACCOUNT, amount: 'whole' } },
  backAccount: { args: ['a', '5'], names: { ...ACCOUNT, amount: 'whole' }, who: ORG2.admin },
  checkpointAccount: {
    args: ['a', CREDITS, DEBITS],
    names: { ...ACCOUNT, document: 'document', other: 'document' },
    optional: 1,
  },
  withdrawFromAccount: { args: ['a', WITHDRAWAL], names: { ...ACCOUNT, withdrawal: 'document' } },
  beginAccountClose: {
    args: ['a', '00001007', CREDITS, DEBITS],
    names: { ...ACCOUNT, party: 'party', document: 'document', other: 'document' },
    optional: 2,
  },
  armAccountClose: { args: ['a'], names: ACCOUNT },
  challengeAccountClose: {
    args: ['a', CREDITS, DEBITS],
    names: { ...ACCOUNT, document: 'document', other: 'document' },
    optional: 1,
  },
  finalizeAccountClose: { args: ['a'], names: ACCOUNT },
  readAccount: { args: ['a'], names: ACCOUNT },
  listAccounts: PAGE,
  postNet: {
    args: ['2026-01', '00002', '00001', '5', HASH],
    names: { period: 'period', counterpartyID: 'org', debtorID: 'org', amount: 'whole', statementsHash: 'hex' },
  },
  withdrawPostedNet: { args: ['2026-01', '00002'], names: { period: 'period', counterpartyID: 'org' } },
  signNetting: { args: ['2026-01', HASH], names: { period: 'period', termsHash: 'hex' } },
  payNetting: { args: ['2026-01', '00002'], names: { period: 'period', creditorID: 'org' } },
  confirmNettingPayment: {
    args: ['2026-01', '00002', 'wire-1'],
    names: { period: 'period', debtorID: 'org', paymentReference: 'reference' },
  },
  readNettingRound: { args: ['2026-01'], names: { period: 'period' } },
  listNettingRounds: PAGE,
};

const MEGABYTE = '1'.repeat(1_000_000);
const BAD_IDS = ['', 'a/b', 'a\u0000b', '\u0000', '.a', '-a', 'é', ' a', 'a\n', 'x'.repeat(65), MEGABYTE];
const BAD: Readonly<Record<Kind, readonly string[]>> = {
  id: BAD_IDS,
  org: [...BAD_IDS, '1', '0001', '000001', '0000１', 'abcde'],
  party: ['', '1', '0001', 'abcde', '0000１', 'abcde007', '00001\u0000', '00001/', `00001${'x'.repeat(60)}`, MEGABYTE],
  whole: ['', ' 1', '1e3', '0x10', '-1', '-0', '+1', '01', '1.0', '１', 'NaN', '9007199254740992', MEGABYTE],
  hex: ['', '00', KEY.toUpperCase(), `${SIGNATURE}0`, `0x${HASH.slice(2)}`, '\u0000', MEGABYTE],
  document: [
    ...['', '{', 'null', '[]', '{}', '"x"', '1', MEGABYTE, '{"document":null,"signatures":[]}', '{"__proto__":{}}'],
    ...[CHEQUE, STATE, TERMS, CREDITS].map((text) => text.replace('[]}', '[],"more":1}')),
    signed({ type: 'toString' }),
    signed({ type: 'cheque', beneficiary: '00002', cumulative: 1 }),
    signed({ type: 'account-credits', credits: '-1' }),
    '['.repeat(60_000),
  ],
  bookmark: ['\u0000', 'a/b', MEGABYTE],
  period: ['', '2026', '2026-13', '2026-00', '2026-1', '1969-12', '2026-01 ', '２０２６-01', '\u0000', MEGABYTE],
  reference: ['', ' a', 'a b', ':a', 'é', 'a\n', '\u0000', 'x'.repeat(129), MEGABYTE],
};

describe('bad input to settlement', () => {
  let federation: SettlementFederation;
  let before: [string, string][];

  beforeAll(async () => {
    federation = await SettlementFederation.ready();
    before = federation.ledger.dump();
  });

  it('is looked for in every function of the contract', () => {
    const functions = Object.getOwnPropertyNames(SettlementContract.prototype);
    const transactions = functions.filter((name) => !['constructor', 'unknownTransaction'].includes(name));
    expect(Object.keys(FUNCTIONS).sort()).toEqual(transactions.sort());
  });

  it.each(Object.entries(FUNCTIONS))('is refused by %s and changes nothing', async (fn, signature) => {
    const { args, names, optional = 0, who = ORG1.admin } = signature;
    const call = (given: readonly string[]) => federation.ledger.simulate(who, [`settlement:${fn}`, ...given]);
    for (const [position, [name, kind]] of Object.entries(names).entries()) {
      for (const value of BAD[kind]) {
        const { ok, text } = await call(args.map((arg, at) => (at === position ? value : arg)));
        const shown = `${name}=${JSON.stringify(value.slice(0, 40))}: ${text.slice(0, 200)}`;
        expect(ok, shown).toBe(false);
        expect(text, shown).toMatch(new RegExp(`^(?:INVALID_ARGUMENT|AMOUNT_OVERFLOW): ${name}[:.]`, 'u'));
        expect(text.length).toBeLessThan(300);
      }
    }
    for (const count of [args.length + 1, args.length + 30, args.length - optional - 1].filter((many) => many >= 0)) {
      const { ok, text } = await call(Array.from({ length: count }, (_, at) => args[at] ?? 'x'));
      expect([ok, text.split(':').slice(0, 2)]).toEqual([false, ['INVALID_ARGUMENT', ' arguments']]);
    }
    expect(federation.ledger.dump()).toEqual(before);
  });

  it.each(['nope', 'constructor', 'unknownTransaction', '__proto__', ''])(
    'is a function that is none: %s',
    async (fn) => {
      const { ok, text } = await federation.ledger.simulate(ORG1.client, [`settlement:${fn}`, 'x']);
      expect([ok, text]).toEqual([false, 'INVALID_ARGUMENT: function: is not one of this contract']);
    },
  );
});
