import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CloudfedError } from '../errors.js';
import { parseId } from '../ids.js';
import { type Fen, parseFen } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import {
  type Account,
  accountEscrow,
  armAccountClose,
  back,
  beginAccountClose,
  challengeAccountClose,
  checkpointAccount,
  finalizeAccount,
  lockIn,
  openAccount,
  statusOfAccount,
  withdraw,
} from './account.js';
import {
  armClose,
  beginClose,
  challengeClose,
  checkpointChannel,
  closeTogether,
  finalizeClose,
} from './channel-close.js';
import {
  armWithdrawal,
  beginWithdrawal,
  cash,
  type ChequeAccount,
  type Chequebook,
  completeWithdrawal,
  depositInto,
  newChequeAccount,
  openChequebook,
  raiseHardDeposit,
  releaseHardDeposit,
  statusOfChequebook,
} from './chequebook.js';
import { type AccountWithdrawal, type ChannelState, ESCROW_KINDS, type EscrowKind } from './document.js';
import { type MilliFen, parseMilliFen } from './milli-fen.js';
import { parseParty } from './party.js';
import {
  joinChannel,
  leaveChannel,
  openPaymentChannel,
  type PaymentChannel,
  statusOfChannel,
  topUpChannel,
} from './payment-channel.js';
import { assertOutcome, ESCROW_STATUSES, type EscrowStatus, requireAct, TRANSITIONS } from './transitions.js';

const DOCUMENT = join(import.meta.dirname, '../../../docs/settlement.md');

describe('the table of transitions', () => {
  it('is the one in the documents', () => {
    const rows = readFileSync(DOCUMENT, 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, kind, status]) => ESCROW_KINDS.some((one) => one === kind) && status !== '')
      .map(([, kind, status, acts]) => `${kind ?? ''} ${status ?? ''}: ${acts ?? ''}`);
    const expected = ESCROW_KINDS.flatMap((kind) =>
      ESCROW_STATUSES.map((status) => {
        const acts = Object.entries(TRANSITIONS[kind][status]).map(([act, after]) => `${act} → ${after.join(', ')}`);
        return `${kind} ${status}: ${acts.length === 0 ? '–' : acts.join('; ')}`;
      }),
    );
    expect(rows).toEqual(expected);
  });

  it('ends with closed, out of which nothing leads', () => {
    for (const kind of ESCROW_KINDS) expect(TRANSITIONS[kind].closed).toEqual({});
  });

  it('refuses all else', () => {
    expect(
      refusalOf(() => {
        requireAct('account', 'closed', 'lock');
      }),
    ).toBe('CONFLICT');
    expect(
      refusalOf(() => {
        requireAct('account', 'open', 'toString');
      }),
    ).toBe('CONFLICT');
    expect(() => {
      assertOutcome('account', 'open', 'lock', 'closed');
    }).toThrow(RangeError);
  });
});

/** Runs acts at random, and notes which way each has led. */
function walk<E>(
  first: () => E,
  statusOf: (escrow: E) => EscrowStatus,
  acts: Readonly<Record<string, (escrow: E, dice: () => number) => E>>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  let seed = 7;
  const dice = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  const names = Object.keys(acts);
  for (let game = 0; game < 3_000; game += 1) {
    let escrow = first();
    for (let step = 0; step < 20; step += 1) {
      const name = names[Math.floor(dice() / 65_536) % names.length] ?? '';
      try {
        const after = (acts[name] as (escrow: E, dice: () => number) => E)(escrow, () => Math.floor(dice() / 65_536));
        reached.add(`${statusOf(escrow)}: ${name} → ${statusOf(after)}`);
        escrow = after;
      } catch (error) {
        if (!(error instanceof CloudfedError)) throw error;
      }
    }
  }
  return reached;
}

function tableOf(kind: EscrowKind): ReadonlySet<string> {
  return new Set(
    Object.entries(TRANSITIONS[kind]).flatMap(([status, acts]) =>
      Object.entries(acts).flatMap(([act, after]) => after.map((one) => `${status}: ${act} → ${one}`)),
    ),
  );
}

describe('every way in the table is gone, and no other', () => {
  const id = parseId('x', 'id');
  const [alice, bob] = [parseParty('00001', 'a'), parseParty('00002', 'b')];
  const fen = (amount: number): Fen => parseFen(amount.toString(), 'amount');
  const milli = (amount: number): MilliFen => parseMilliFen(amount.toString(), 'amount');

  it('of chequebooks', () => {
    interface Game {
      readonly book: Chequebook;
      readonly account: ChequeAccount;
    }
    const first = (): Game => {
      const book = openChequebook(id, alice);
      return { book, account: newChequeAccount(book, bob) };
    };
    const reached = walk<Game>(first, ({ book }) => statusOfChequebook(book), {
      deposit: ({ book, account }, dice) => ({ book: depositInto(book, fen(dice() % 3)), account }),
      'set aside': ({ book, account }, dice) => raiseHardDeposit(book, account, fen(dice() % 3)),
      release: ({ book, account }, dice) => releaseHardDeposit(book, account, fen(dice() % 2)),
      cash: ({ book, account }, dice) => cash(book, account, milli((dice() % 12) * 500)),
      'begin to withdraw': ({ book, account }) => ({ book: beginWithdrawal(book, fen(1)), account }),
      arm: ({ book, account }) => ({ book: armWithdrawal(book, 0, 1), account }),
      complete: ({ book, account }) => ({ book: completeWithdrawal(book, 1).book, account }),
    });
    expect([...reached].sort()).toEqual([...tableOf('chequebook')].sort());
  });

  it('of payment channels', () => {
    const state = (channel: PaymentChannel, version: number, final: boolean): ChannelState => ({
      type: 'channel-state',
      version,
      funding: channel.deposits.length,
      balances: [milli(0), milli(channel.deposits.reduce((sum, { amount }) => sum + Number(amount) * 1_000, 0))],
      withdrawn: [fen(0), fen(0)],
      locks: [],
      leaving: undefined,
      final,
    });
    const first = (): PaymentChannel => openPaymentChannel({ id, size: 3, stake: fen(1) }, alice, fen(5));
    const members = [alice, bob, parseParty('00003', 'c')];
    const three = (channel: PaymentChannel, version: number, final = false): ChannelState => {
      const two = state(channel, version, final);
      return { ...two, balances: [...two.balances, milli(0)], withdrawn: [...two.withdrawn, fen(0)] };
    };
    const reached = walk<PaymentChannel>(first, statusOfChannel, {
      join: (channel, dice) => joinChannel(channel, members[dice() % 3] ?? alice, fen(2)),
      leave: (channel, dice) => leaveChannel(channel, members[dice() % 3] ?? alice).channel,
      'top up': (channel) => topUpChannel(channel, bob, fen(1)),
      checkpoint: (channel, dice) => checkpointChannel(channel, three(channel, dice() % 9)).channel,
      'close together': (channel, dice) => closeTogether(channel, three(channel, dice() % 9, true)).channel,
      'begin to close': (channel) => beginClose(channel, bob, undefined),
      challenge: (channel, dice) => challengeClose(channel, three(channel, dice() % 9)),
      arm: (channel) => armClose(channel, 0, 1),
      finalize: (channel) => finalizeClose(channel, 1, () => undefined).channel,
    });
    expect([...reached].sort()).toEqual([...tableOf('payment-channel')].sort());
  });

  it('of accounts', () => {
    const first = (): Account => openAccount(id, { type: 'account-terms', holder: alice, platform: bob });
    const agreed = (account: Account, toHolder: number, final: boolean): AccountWithdrawal => ({
      type: 'account-withdrawal',
      toHolder: fen(Number(account.toHolder) + toHolder),
      toPlatform: account.toPlatform,
      final,
    });
    const shown = (dice: () => number) => ({ credits: milli(dice() % 9), debits: milli(dice() % 9) });
    const reached = walk<Account>(first, statusOfAccount, {
      lock: (account) => lockIn(account, fen(1)),
      back: (account) => back(account, fen(1)),
      checkpoint: (account, dice) => checkpointAccount(account, shown(dice)),
      withdraw: (account, dice) => withdraw(account, agreed(account, dice() % 3, false)).account,
      'close together': (account) => withdraw(account, agreed(account, Number(accountEscrow(account)), true)).account,
      'begin to close': (account) => beginAccountClose(account, bob, {}),
      challenge: (account, dice) => challengeAccountClose(account, shown(dice)),
      arm: (account) => armAccountClose(account, 0, 1),
      finalize: (account) => finalizeAccount(account, 1).account,
    });
    expect([...reached].sort()).toEqual([...tableOf('account')].sort());
  });
});
