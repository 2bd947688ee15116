import { createHash } from 'node:crypto';

import {
  type ChannelState,
  type Cheque,
  parseFen,
  parseHash,
  parseId,
  parseMilliFen,
  parseParty,
  type SettlementDocument,
} from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import * as accounts from './accounts.js';
import * as books from './chequebooks.js';
import * as channels from './payment-channels.js';
import { revealPreimage } from './preimages.js';
import { MemoryFederation } from './testing/memory-ledger.js';
import { Signer, signed } from './testing/signer.js';

// One party is honest and does what a node does: it answers what it sees within the window. The others do whatever they like, in
// any order, with everything that was ever signed. After each call all the money is counted; in the end the honest one has at
// least its last safe balance.

const DAY = 86_400;
const SPREAD = 1_800;
const START = 100_000;
const RUNS = 60;
const PREIMAGE = '5a'.repeat(32);
const HASH = parseHash(createHash('sha256').update(Buffer.from(PREIMAGE, 'hex')).digest('hex'), 'hash');
const signers = ['00001', '00002', '00003', '00001007'].map((party) => new Signer(party));
const [ONE, TWO, THREE, USER] = signers as [Signer, Signer, Signer, Signer];
const ready = MemoryFederation.ready(signers, START);
const milli = (amount: number) => parseMilliFen(amount.toString(), 'amount');
const none = parseFen('0', 'none');
const any = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
const steps = (kinds: readonly string[]) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      by: fc.nat({ max: 5 }),
      pick: fc.nat({ max: 20 }),
      wait: fc.nat({ max: DAY / 4 }),
      clock: fc.integer({ min: -900, max: 900 }),
    }),
    { maxLength: 14 },
  );

describe('an honest member of a payment channel', () => {
  const MEMBERS = [ONE, TWO, THREE] as const;
  const DEPOSIT = 1_000;
  const STAKE = 100;
  const TOTAL = 3 * DEPOSIT * 1_000;

  /** How three milli-fen amounts add up to all there is, less what a lock has. */
  const split = fc.tuple(fc.nat({ max: 1_000_000 }), fc.nat({ max: 1_000_000 }));
  const plans = fc.record({
    honest: fc.nat({ max: 2 }),
    history: fc.array(split, { minLength: 1, maxLength: 6 }),
    // Whether the honest member has the last state with all signatures, or has signed it and waits.
    isLastKept: fc.boolean(),
    lock: fc.constantFrom('none', 'to', 'from'),
    acts: steps(['begin', 'begin', 'arm', 'arm', 'challenge', 'finalize', 'checkpoint', 'close', 'top up', 'wait']),
  });

  function statesOf(
    { honest, history, lock }: { honest: number; history: readonly [number, number][]; lock: string },
    now: number,
  ): ChannelState[] {
    const party = any(MEMBERS, honest).party;
    const other = any(MEMBERS, honest + 1).party;
    return history.map(([first, second], at) => {
      const amount = lock === 'none' ? 0 : 250_500;
      const balances = [milli(first), milli(second), milli(TOTAL - first - second - amount)];
      const [payer, payee] = lock === 'to' ? [other, party] : [party, other];
      const one = { id: parseId('pay', 'id'), payer, payee, amount: milli(amount), hash: HASH, expiry: now + 10 * DAY };
      return {
        type: 'channel-state',
        version: at + 1,
        funding: 3,
        balances,
        withdrawn: [none, none, none],
        locks: amount === 0 ? [] : [one],
        leaving: undefined,
        final: false,
      };
    });
  }

  it('ends with at least its last safe balance and its stake, whatever the others do', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const federation = (await ready).copy();
        const me = any(MEMBERS, plan.honest);
        const states = statesOf(plan, federation.now);
        const texts = states.map((state) => signed(federation.domain('payment-channel', 'c'), state, ...MEMBERS));
        const mine = plan.isLastKept && texts.length > 1 ? texts.length - 2 : texts.length - 1;
        await federation.call('00001', channels.openChannel, 'c', '00001', '3', `${STAKE}`, `${DEPOSIT}`);
        await federation.call('00002', channels.joinChannel, 'c', '00002', `${DEPOSIT}`);
        await federation.call('00003', channels.joinChannel, 'c', '00003', `${DEPOSIT}`);

        /** What a node does when it sees the channel change. */
        const answer = async (): Promise<void> => {
          const channel = await federation.call(me.party, channels.readChannel, 'c');
          const closing = channel['closing'] as { state?: { version: number } } | undefined;
          if (channel['isClosed'] === true || closing === undefined) return;
          if (plan.lock === 'to') await federation.attempt(me.party, revealPreimage, PREIMAGE);
          if ((closing.state?.version ?? 0) < mine + 1) {
            await federation.call(me.party, channels.challengeChannelClose, 'c', texts[mine] ?? '');
          }
        };
        for (const { kind, by, pick, wait, clock } of plan.acts) {
          const villain = any(
            MEMBERS.filter((member) => member !== me),
            by,
          ).party;
          const text = any(texts, pick);
          const real = (federation.now += wait);
          federation.now = real + clock;
          const acts: Record<string, () => Promise<unknown>> = {
            begin: () =>
              federation.attempt(villain, channels.beginChannelClose, 'c', villain, ...(pick > 18 ? [] : [text])),
            arm: () => federation.attempt(villain, channels.armChannelClose, 'c'),
            challenge: () => federation.attempt(villain, channels.challengeChannelClose, 'c', text),
            finalize: () => federation.attempt(villain, channels.finalizeChannelClose, 'c'),
            checkpoint: () => federation.attempt(villain, channels.checkpointChannel, 'c', text),
            close: () => federation.attempt(villain, channels.closeChannel, 'c', text),
            'top up': () => federation.attempt(villain, channels.topUpChannel, 'c', villain, '5'),
            wait: () => Promise.resolve(),
          };
          await acts[kind]?.();
          federation.now = real;
          await answer();
        }
        const text = texts[mine] ?? '';
        const begun = await federation.attempt(me.party, channels.beginChannelClose, 'c', me.party, text);
        if (begun === undefined) await federation.attempt(me.party, channels.beginChannelClose, 'c', me.party);
        await federation.attempt(
          any(MEMBERS, plan.honest + 1).party,
          channels.challengeChannelClose,
          'c',
          texts.at(-1) ?? '',
        );
        await answer();
        await federation.attempt(me.party, channels.armChannelClose, 'c');
        federation.now += 11 * DAY + SPREAD;
        await federation.attempt(me.party, channels.finalizeChannelClose, 'c');

        const channel = await federation.call(me.party, channels.readChannel, 'c');
        expect(channel['isClosed']).toBe(true);
        const safe = states.slice(mine).map(({ balances, locks }) => {
          const [lock] = locks;
          const locked = lock !== undefined && plan.lock === 'to' ? lock.amount : 0n;
          return Number(((balances[plan.honest] ?? 0n) + locked) / 1_000n);
        });
        const least = START - DEPOSIT + Math.min(...safe);
        expect(await federation.balance(me.party)).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

describe('an honest beneficiary', () => {
  const plans = fc.record({
    acts: steps(['deposit', 'issue', 'issue', 'begin', 'arm', 'complete', 'hard', 'rival', 'wait']),
    hasRival: fc.boolean(),
  });

  it('has all that it accepted a cheque for, or its hard deposit where others cash too', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async ({ acts, hasRival }) => {
        const federation = (await ready).copy();
        const cheque = (beneficiary: string, fen: number): string => {
          const document: Cheque = {
            type: 'cheque',
            beneficiary: parseParty(beneficiary, 'b'),
            cumulative: milli(fen * 1_000 + 999),
          };
          return signed(federation.domain('chequebook', 'b'), document, ONE);
        };
        await federation.call('00001', books.openChequebook, 'b', '00001');
        let [newest, paid] = [0, 0];
        const cashMine = async (): Promise<void> => {
          if (newest === 0) return;
          const cashed = await federation.attempt('00002', books.cashCheque, 'b', cheque('00002', newest));
          paid += (cashed?.['paid'] as number | undefined) ?? 0;
        };
        for (const { kind, pick, wait, clock } of acts) {
          const real = (federation.now += wait);
          federation.now = real + clock;
          const amount = `${pick * 10}`;
          const tries: Record<string, () => Promise<unknown>> = {
            deposit: () => federation.attempt('00001', books.depositToChequebook, 'b', amount),
            begin: () => federation.attempt('00001', books.beginBookWithdrawal, 'b', amount),
            arm: () => federation.attempt('00001', books.armBookWithdrawal, 'b'),
            complete: () => federation.attempt('00003', books.completeBookWithdrawal, 'b'),
            hard: () => federation.attempt('00001', books.setHardDeposit, 'b', '00002', amount),
            rival: () => federation.attempt('00003', books.cashCheque, 'b', cheque('00003', pick * 10)),
            issue: async () => {
              // A node takes a cheque only for what is there and nobody has asked back.
              if (newest + pick * 10 <= paid + (await sureFor(federation))) newest += pick * 10;
            },
            wait: () => Promise.resolve(),
          };
          if (kind !== 'rival' || hasRival) await tries[kind]?.();
          federation.now = real;
          const after = await federation.call('00002', books.readChequebook, 'b');
          if (after['withdrawal'] !== undefined) await cashMine();
        }
        const sure = hasRival ? Math.min(newest, paid + (await hardDeposit(federation))) : newest;
        await cashMine();
        expect(paid).toBeGreaterThanOrEqual(sure);
        expect(paid).toBeLessThanOrEqual(newest);
        expect(await federation.balance('00002')).toBe(START + paid);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  /** What one who cashes alone is sure to get: its hard deposit, and what is free and not asked back. */
  async function sureFor(federation: MemoryFederation): Promise<number> {
    const book = await federation.call('00002', books.readChequebook, 'b');
    const { amount: leaving = 0 } = (book['withdrawal'] ?? {}) as { amount?: number };
    const free = (book['deposit'] as number) - (book['setAside'] as number);
    return (await hardDeposit(federation)) + Math.max(0, free - leaving);
  }

  async function hardDeposit(federation: MemoryFederation): Promise<number> {
    const account = await federation.attempt('00002', books.readChequeAccount, 'b', '00002');
    return (account?.['hardDeposit'] as number | undefined) ?? 0;
  }
});

describe('an honest side of an account', () => {
  const plans = fc.record({
    isHolder: fc.boolean(),
    locked: fc.nat({ max: 500 }),
    backed: fc.nat({ max: 500 }),
    grow: fc.array(fc.tuple(fc.nat({ max: 90_000 }), fc.nat({ max: 90_000 })), { minLength: 1, maxLength: 5 }),
    acts: steps(['begin', 'begin', 'arm', 'arm', 'challenge', 'finalize', 'checkpoint', 'wait']),
  });

  it('ends with what the newest counters that it has give it, as far as there is money', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async ({ isHolder, locked, backed, grow, acts }) => {
        const federation = (await ready).copy();
        const show = (document: SettlementDocument, ...by: readonly Signer[]): string =>
          signed(federation.domain('account', 'a'), document, ...by);
        const terms = { type: 'account-terms' as const, holder: USER.party, platform: TWO.party };
        await federation.call('00002', accounts.registerAccount, 'a', show(terms, USER, TWO));
        await federation.attempt('00001', accounts.lockIntoAccount, 'a', `${locked}`);
        await federation.attempt('00002', accounts.backAccount, 'a', `${backed}`);
        let [credited, debited] = [0, 0];
        const documents: string[][] = grow.map(([credits, debits]) => {
          credited += credits;
          debited += debits;
          return [
            show({ type: 'account-credits', credits: milli(credited) }, TWO),
            show({ type: 'account-debits', debits: milli(debited) }, USER, TWO),
          ];
        });
        const [me, villain] = isHolder ? ['00001', '00002'] : ['00002', '00001'];
        const villainParty = isHolder ? TWO.party : USER.party;
        const myParty = isHolder ? USER.party : TWO.party;
        const newest = documents.at(-1) ?? [];
        const answer = async (): Promise<void> => {
          await federation.attempt(me, accounts.challengeAccountClose, 'a', ...newest);
        };
        for (const { kind, pick, wait, clock } of acts) {
          const real = (federation.now += wait);
          federation.now = real + clock;
          const shown = any(any(documents, pick), pick);
          const tries: Record<string, () => Promise<unknown>> = {
            begin: () => federation.attempt(villain, accounts.beginAccountClose, 'a', villainParty, shown),
            arm: () => federation.attempt('00003', accounts.armAccountClose, 'a'),
            challenge: () => federation.attempt(villain, accounts.challengeAccountClose, 'a', shown),
            finalize: () => federation.attempt(villain, accounts.finalizeAccountClose, 'a'),
            checkpoint: () => federation.attempt(villain, accounts.checkpointAccount, 'a', shown),
            wait: () => Promise.resolve(),
          };
          await tries[kind]?.();
          federation.now = real;
          await answer();
        }
        await federation.attempt(me, accounts.beginAccountClose, 'a', myParty, ...newest);
        await federation.attempt(me, accounts.armAccountClose, 'a');
        federation.now += 2 * DAY;
        await federation.attempt(me, accounts.finalizeAccountClose, 'a');
        const account = await federation.call(me, accounts.readAccount, 'a');
        expect(account['isClosed']).toBe(true);
        const has = Math.max(0, Math.floor((locked * 1_000 + credited - debited) / 1_000));
        const toHolder = Math.min(has, locked + backed);
        expect(account).toMatchObject({ toHolder, toPlatform: locked + backed - toHolder });
        expect(await federation.balance('00001')).toBe(START - locked + toHolder);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
