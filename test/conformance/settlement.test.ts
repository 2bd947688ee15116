import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import {
  type ChannelState,
  type Cheque,
  parseFen,
  parseHash,
  parseId,
  parseMilliFen,
  type SettlementDocument,
  type SettlementTerms,
} from '@cloudfed/core';
import { type Commit, StatusCode } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { LedgerClient } from '../support/ledger-client.js';
import { type NetworkUnderTest, networkUnderTest } from '../support/network-under-test.js';
import { SettlementSigner, signed, WIDE } from '../support/settlement-signer.js';
import { eventually } from '../support/terms.js';

/** Parties of this run: a network that is kept has those of earlier runs. */
const run = randomBytes(4).toString('hex');
const SHORT_WINDOW_SECONDS = 3;
/** Of a network that was agreed on by others, with a window of a day, the ends are not waited for. */
const LONGEST_WAIT_SECONDS = 60;
/** A peer's clock and a client's may be a little apart. */
const MARGIN_MS = 1_500;

type Answer = Readonly<Record<string, unknown>>;

describe('settlement between three organizations', () => {
  let network: NetworkUnderTest;
  let clients: [LedgerClient, LedgerClient, LedgerClient];
  let admins: [LedgerClient, LedgerClient, LedgerClient];
  let mspIds: [string, string, string];
  let terms: SettlementTerms;
  let one: SettlementSigner;
  let two: SettlementSigner;

  beforeAll(async () => {
    network = await networkUnderTest();
    const connected = (as: 'identity' | 'admin') =>
      Promise.all(network.profiles.map((profile) => LedgerClient.connect(profile, as)));
    clients = (await connected('identity')) as typeof clients;
    admins = (await connected('admin')) as typeof admins;
    mspIds = network.profiles.map(({ mspId }) => mspId) as typeof mspIds;
    terms = await agreedTerms();
    one = new SettlementSigner(`00001-${run}`, terms);
    two = new SettlementSigner(`00002-${run}`, terms);
    await act(clients[0], 'registerKey', ...one.registration());
    await act(clients[1], 'registerKey', ...two.registration());
    for (const org of ['00001', '00002', '00003']) {
      for (const admin of admins.slice(0, 2)) await act(admin, 'issueFunds', `in-${org}-${run}`, org, '10000');
    }
  });

  afterAll(async () => {
    for (const client of [...clients, ...admins]) client.close();
    await network.stop();
  });

  /** Agrees on terms for a trial, unless the network has its own. */
  async function agreedTerms(): Promise<SettlementTerms> {
    const wanted = ['test-conformance', 'cloudfed', SHORT_WINDOW_SECONDS.toString()];
    const { agreed } = await read('readTerms');
    if (agreed === undefined) for (const admin of admins) await act(admin, 'agreeTerms', ...wanted);
    return eventually(async () => {
      const found = (await read('readTerms')).agreed;
      if (found === undefined) throw new Error('not agreed yet');
      return found as SettlementTerms;
    });
  }

  /** Submits, again where another organization's peer was a block behind. */
  function act(client: LedgerClient, name: string, ...args: readonly string[]): Promise<Answer> {
    return eventually(async () => {
      const text = await client.submit(WIDE, `settlement:${name}`, ...args);
      expect(text).toMatch(/^\{/u);
      return JSON.parse(text) as Answer;
    });
  }

  async function read(name: string, ...args: readonly string[]): Promise<Answer> {
    return JSON.parse(await clients[0].evaluate(WIDE, `settlement:${name}`, ...args)) as Answer;
  }

  /** Endorsed by the organizations that are named alone; what the ledger says of it. */
  async function endorsedBy(by: readonly number[], client: LedgerClient, name: string, ...args: readonly string[]) {
    const proposal = client.contract(WIDE).newProposal(`settlement:${name}`, {
      arguments: [...args],
      endorsingOrganizations: by.map((at) => mspIds[at] ?? ''),
    });
    return eventually(() => proposal.endorse());
  }

  async function codeOf(submitted: Promise<Commit>): Promise<number> {
    return (await (await submitted).getStatus()).code;
  }

  async function balances(): Promise<number[]> {
    const found: number[] = [];
    for (const org of ['00001', '00002', '00003']) found.push((await read('readFunds', org)).balance as number);
    return found;
  }

  async function conserved(): Promise<void> {
    await eventually(async () => {
      expect(await read('auditFunds')).toMatchObject({ conserved: true });
    });
  }

  const milli = (fen: number) => parseMilliFen((fen * 1_000).toString(), 'amount');
  const none = parseFen('0', 'none');

  function state(version: number, first: number): ChannelState {
    return {
      type: 'channel-state',
      version,
      funding: 2,
      balances: [milli(first), milli(1_000 - first)],
      withdrawn: [none, none],
      locks: [],
      leaving: undefined,
      final: false,
    };
  }

  async function newChannel(name: string): Promise<string> {
    const id = `${name}-${run}`;
    await act(clients[0], 'openChannel', id, one.party, '2', '100', '1000', two.party);
    await act(clients[1], 'joinChannel', id, two.party, '0');
    return id;
  }

  const stateText = (id: string, document: SettlementDocument): string =>
    signed('payment-channel', id, document, one, two);

  async function windowPassed(): Promise<void> {
    await delay(terms.windowSeconds * 1_000 + MARGIN_MS);
  }

  const isShort = (): boolean => terms.windowSeconds <= LONGEST_WAIT_SECONDS;

  it('a cheque is cashed by anyone for its beneficiary, once', async () => {
    const id = `book-${run}`;
    await act(clients[0], 'openChequebook', id, one.party);
    await act(clients[0], 'depositToChequebook', id, '500');
    const document: Cheque = { type: 'cheque', beneficiary: two.party, cumulative: parseMilliFen('300999', 'c') };
    const cheque = signed('chequebook', id, document, one);
    const before = await balances();
    expect(await act(clients[2], 'cashCheque', id, cheque)).toMatchObject({ paid: 300, missing: 0 });
    await eventually(async () => {
      expect(await balances()).toEqual([before[0], (before[1] ?? 0) + 300, before[2]]);
    });
    await eventually(async () => {
      expect(await clients[1].submit(WIDE, 'settlement:cashCheque', id, cheque)).toMatch(/^CONFLICT: /u);
    });
    await conserved();
  });

  it('a payment channel is closed together in one transaction', async () => {
    const id = await newChannel('together');
    const last = { ...state(5, 400), final: true };
    expect(await act(clients[2], 'closeChannel', id, stateText(id, last))).toMatchObject({ status: 'closed' });
    await conserved();
  });

  it('neither counterparty alone can block a close', async ({ skip }) => {
    const id = await newChannel('block');
    const before = await balances();
    // The second organization endorses nothing at all.
    const without = [0, 2];
    const begun = await endorsedBy(
      without,
      clients[0],
      'beginChannelClose',
      id,
      one.party,
      stateText(id, state(3, 400)),
    );
    expect(await codeOf(begun.submit())).toBe(StatusCode.VALID);
    const armed = await endorsedBy(without, clients[0], 'armChannelClose', id);
    expect(await codeOf(armed.submit())).toBe(StatusCode.VALID);
    skip(!isShort(), 'the window of this network is a day');
    await windowPassed();
    const ended = await endorsedBy(without, clients[0], 'finalizeChannelClose', id);
    expect(await codeOf(ended.submit())).toBe(StatusCode.VALID);
    await eventually(async () => {
      expect(await balances()).toEqual([(before[0] ?? 0) + 500, (before[1] ?? 0) + 700, before[2]]);
    });
    await conserved();
  });

  it('nor forge one: what it endorses alone does not count', async () => {
    const id = await newChannel('forge');
    for (const alone of [0, 1]) {
      const party = alone === 0 ? one.party : two.party;
      const forged = await endorsedBy([alone], clients[alone] ?? clients[0], 'beginChannelClose', id, party);
      expect(await codeOf(forged.submit())).toBe(StatusCode.ENDORSEMENT_POLICY_FAILURE);
    }
    const last = stateText(id, { ...state(5, 400), final: true });
    const forged = await endorsedBy([1], clients[1], 'closeChannel', id, last);
    expect(await codeOf(forged.submit())).toBe(StatusCode.ENDORSEMENT_POLICY_FAILURE);
    expect(await read('readChannel', id)).toMatchObject({ status: 'funded' });
    // And with all endorsements it counts only with all signatures.
    const own = JSON.stringify({
      document: JSON.parse(last).document,
      signatures: JSON.parse(last).signatures.slice(1),
    });
    expect(await clients[1].submit(WIDE, 'settlement:closeChannel', id, own)).toMatch(/^INVALID_ARGUMENT: state: /u);
  });

  it('a stale close is challenged by anyone and costs the stake; held-back transactions are void', async ({ skip }) => {
    const id = await newChannel('stale');
    const before = await balances();
    await act(clients[0], 'beginChannelClose', id, one.party, stateText(id, state(1, 1_000)));
    const arm = await endorsedBy([0, 2], clients[0], 'armChannelClose', id);
    await act(clients[2], 'challengeChannelClose', id, stateText(id, state(8, 400)));
    expect(await codeOf(arm.submit())).toBe(StatusCode.MVCC_READ_CONFLICT);
    await act(clients[1], 'armChannelClose', id);
    skip(!isShort(), 'the window of this network is a day');
    await windowPassed();
    expect(await act(clients[1], 'finalizeChannelClose', id)).toMatchObject({ status: 'closed' });
    await eventually(async () => {
      expect(await balances()).toEqual([(before[0] ?? 0) + 400, (before[1] ?? 0) + 800, before[2]]);
    });
    await conserved();
  });

  it('a channel of three resolves a hash lock by the preimage that anyone has revealed', async ({ skip }) => {
    const id = `lock-${run}`;
    const three = new SettlementSigner(`00003-${run}`, terms);
    await act(clients[2], 'registerKey', ...three.registration());
    await act(clients[0], 'openChannel', id, one.party, '3', '100', '1000');
    await act(clients[1], 'joinChannel', id, two.party, '0');
    await act(clients[2], 'joinChannel', id, three.party, '0');
    const before = await balances();
    const preimage = randomBytes(32);
    const locked: ChannelState = {
      ...state(2, 0),
      funding: 3,
      balances: [milli(600), milli(100), milli(200)],
      withdrawn: [none, none, none],
      locks: [
        {
          id: parseId('pay-1', 'id'),
          payer: one.party,
          payee: two.party,
          amount: milli(100),
          hash: parseHash(createHash('sha256').update(preimage).digest('hex'), 'hash'),
          expiry: Math.floor(Date.now() / 1_000) + 86_400,
        },
      ],
    };
    const text = signed('payment-channel', id, locked, one, two, three);
    await act(clients[0], 'beginChannelClose', id, one.party, text);
    await act(clients[0], 'armChannelClose', id);
    skip(!isShort(), 'the window of this network is a day');
    await windowPassed();
    expect(await clients[0].submit(WIDE, 'settlement:finalizeChannelClose', id)).toMatch(/^CONFLICT: .*preimage/u);
    await act(clients[2], 'revealPreimage', preimage.toString('hex'));
    expect(await act(clients[0], 'finalizeChannelClose', id)).toMatchObject({ status: 'closed' });
    await eventually(async () => {
      expect(await balances()).toEqual([(before[0] ?? 0) + 700, (before[1] ?? 0) + 300, (before[2] ?? 0) + 300]);
    });
    await conserved();
  });

  it('an account pays its holder by the newest document, and the platform the rest', async ({ skip }) => {
    const id = `account-${run}`;
    const show = (document: SettlementDocument, ...signers: SettlementSigner[]): string =>
      signed('account', id, document, ...signers);
    const opening = { type: 'account-terms' as const, holder: one.party, platform: two.party };
    await act(clients[2], 'registerAccount', id, show(opening, one, two));
    await act(clients[0], 'lockIntoAccount', id, '200');
    await act(clients[1], 'backAccount', id, '100');
    await act(
      clients[1],
      'beginAccountClose',
      id,
      two.party,
      show({ type: 'account-debits', debits: milli(80) }, one, two),
    );
    await act(clients[0], 'challengeAccountClose', id, show({ type: 'account-credits', credits: milli(50) }, two));
    await act(clients[2], 'armAccountClose', id);
    skip(!isShort(), 'the window of this network is a day');
    await windowPassed();
    const ended = await act(clients[2], 'finalizeAccountClose', id);
    expect(ended).toMatchObject({ toHolder: 170, toPlatform: 130, status: 'closed' });
    await conserved();
  });

  /** A month that no earlier run on this network has netted. */
  async function freePeriod(): Promise<string> {
    const start = randomBytes(2).readUInt16BE();
    for (let month = 0; month < 600; month += 1) {
      const at = (start + month) % 600;
      const period = `${(1975 + Math.floor(at / 12)).toString()}-${((at % 12) + 1).toString().padStart(2, '0')}`;
      const rounds = clients[0].evaluate(WIDE, 'settlement:readNettingRound', period);
      const nets = clients[0].evaluate('channel12', 'readNet', `net-00001-00002-${period}`);
      if ((await Promise.all([rounds, nets])).every((text) => text.startsWith('NOT_FOUND'))) return period;
    }
    throw new Error('all months are netted');
  }

  it('two organizations net a month on their own ledger, each by its own act', async () => {
    const period = await freePeriod();
    const netId = `net-00001-00002-${period}`;
    const proposed = await clients[0].submit('channel12', 'proposeNet', period, '5a'.repeat(32));
    const { statementsHash } = JSON.parse(proposed) as { readonly statementsHash: string };
    const accept = (client: LedgerClient) => client.submit('channel12', 'acceptNet', netId, statementsHash);
    await eventually(async () => {
      expect(await accept(clients[0])).toMatch(/^FORBIDDEN: /u);
    });
    const accepted = await eventually(async () => {
      const text = await accept(clients[1]);
      expect(text).toMatch(/^\{/u);
      return text;
    });
    // It owes nobody anything, so it is done.
    expect(JSON.parse(accepted)).toMatchObject({ netID: netId, amountDue: 0, status: 'confirmed' });
    await eventually(async () => {
      expect(await clients[0].submit('channel12', 'withdrawNet', netId)).toMatch(/^CONFLICT: netID: is confirmed/u);
    });
  });

  it('three net a month: both of each pair post the same, all sign at once, and each payment is made once', async () => {
    const period = await freePeriod();
    const before = await balances();
    const orgs = ['00001', '00002', '00003'] as const;
    const post = (at: number, other: string, debtor: string, amount: string) =>
      act(clients[at] ?? clients[0], 'postNet', period, other, debtor, amount, 'ab'.repeat(32));
    for (const [one, other, debtor, amount] of [
      [0, 1, '00002', '144'],
      [0, 2, '00001', '192'],
      [1, 2, '00003', '96'],
    ] as const) {
      await Promise.all([post(one, orgs[other], debtor, amount), post(other, orgs[one], debtor, amount)]);
    }
    const { termsHash, positions } = await eventually(async () => {
      const { terms: found } = await read('readNettingRound', period);
      expect(found).toBeDefined();
      return found as { readonly termsHash: string; readonly positions: unknown };
    });
    expect(positions).toEqual([
      { org: '00001', amount: '-48' },
      { org: '00002', amount: '-48' },
      { org: '00003', amount: '96' },
    ]);
    const wrong = clients[0].submit(WIDE, 'settlement:signNetting', period, '0'.repeat(64));
    expect(await wrong).toMatch(/^CONFLICT: termsHash: /u);
    // One block may take one of them alone: the others are done again.
    await Promise.all(clients.map((client) => act(client, 'signNetting', period, termsHash)));
    const alone = await endorsedBy([0], clients[0], 'payNetting', period, '00003');
    expect(await codeOf(alone.submit())).toBe(StatusCode.ENDORSEMENT_POLICY_FAILURE);
    const twice = await Promise.all([0, 1].map(() => endorsedBy([0, 2], clients[0], 'payNetting', period, '00003')));
    const codes = await Promise.all(twice.map((transaction) => codeOf(transaction.submit())));
    expect(codes.sort()).toEqual([StatusCode.VALID, StatusCode.MVCC_READ_CONFLICT].sort());
    expect(await act(clients[1], 'payNetting', period, '00003')).toMatchObject({ status: 'settled' });
    await act(clients[0], 'payNetting', period, '00003');
    await eventually(async () => {
      expect(await balances()).toEqual([(before[0] ?? 0) - 48, (before[1] ?? 0) - 48, (before[2] ?? 0) + 96]);
    });
    await conserved();
  });

  it('ids of each kind are their own, and nothing of it is on a pairwise ledger channel', async () => {
    const id = parseId(`account-${run}`, 'id');
    await act(clients[0], 'openChequebook', id, one.party);
    expect(await clients[0].submit('channel12', 'settlement:openChequebook', id, one.party)).toMatch(/^FORBIDDEN: /u);
  });
});
