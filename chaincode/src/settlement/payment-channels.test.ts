import { createHash } from 'node:crypto';

import { type ChannelState, parseFen, parseHash, parseId, parseMilliFen, parseParty } from '@cloudfed/core';
import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { DAY, SettlementFederation } from './testing/federation.js';
import { signed } from './testing/signer.js';

const PREIMAGE = 'ab'.repeat(32);
const HASH = createHash('sha256').update(Buffer.from(PREIMAGE, 'hex')).digest('hex');
const SPREAD = 1_800;

/** A state of a channel of two with 1,000 fen of the first and 200 of the second. */
function state(version: number, one: number, two: number, more: Partial<ChannelState> = {}): ChannelState {
  return {
    type: 'channel-state',
    version,
    funding: 2,
    balances: [one, two].map((fen) => parseMilliFen(String(fen * 1_000), 'balance')),
    withdrawn: [parseFen('0', 'w'), parseFen('0', 'w')],
    locks: [],
    leaving: undefined,
    final: false,
    ...more,
  };
}

const lock = (amount: number, expiry: number): ChannelState['locks'] => [
  {
    id: parseId('pay-1', 'id'),
    payer: parseParty('00001', 'payer'),
    payee: parseParty('00002', 'payee'),
    amount: parseMilliFen(String(amount * 1_000), 'amount'),
    hash: parseHash(HASH, 'hash'),
    expiry,
  },
];

describe('payment channels', () => {
  let federation: SettlementFederation;
  let now: number;
  const show = (document: ChannelState): string => {
    const { one, two } = federation.signers;
    return signed(federation.domain('payment-channel', 'chan-1'), document, one, two);
  };
  const submit = (org: typeof ORG1, name: string, ...args: string[]): Promise<string> =>
    federation.submit(org.client, name, 'chan-1', ...args);
  const refused = (org: typeof ORG1, name: string, ...args: string[]): Promise<string> =>
    federation.refused(org.client, name, 'chan-1', ...args);
  const finalize = (seconds: number): Promise<string> =>
    federation.at(seconds, ORG3.client, 'finalizeChannelClose', 'chan-1');

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
    now = federation.ledger.seconds;
    await submit(ORG1, 'openChannel', '00001', '2', '100', '1000', '00002');
    expect(await refused(ORG3, 'joinChannel', '00003', '5')).toMatch(/^FORBIDDEN: /u);
    expect(JSON.parse(await submit(ORG2, 'joinChannel', '00002', '200'))).toMatchObject({ status: 'funded' });
    expect(await federation.balances()).toEqual([8_900, 9_700, 10_000]);
  });

  it('are opened once, and given up while members are missing', async () => {
    expect(await refused(ORG1, 'openChannel', '00001', '2', '100', '1000')).toMatch(/^ALREADY_EXISTS: /u);
    const args = ['chan-2', '00003', '3', '100', '500'];
    const opened = await federation.submit(ORG3.client, 'openChannel', ...args);
    expect(await federation.submit(ORG3.client, 'openChannel', ...args)).toBe(opened);
    expect(await federation.balance(ORG3)).toBe(9_400);
    await federation.submit(ORG2.client, 'joinChannel', 'chan-2', '00002', '0');
    expect(await federation.refused(ORG3.client, 'leaveChannel', 'chan-2', '00002')).toMatch(/^FORBIDDEN: /u);
    await federation.submit(ORG2.client, 'leaveChannel', 'chan-2', '00002');
    const left = await federation.submit(ORG3.client, 'leaveChannel', 'chan-2', '00003');
    expect(JSON.parse(left)).toMatchObject({ status: 'closed' });
    expect(await federation.balances()).toEqual([8_900, 9_700, 10_000]);
    expect(await federation.refused(ORG3.client, 'openChannel', ...args)).toMatch(/^ALREADY_EXISTS: /u);
  });

  it('close together in one transaction', async () => {
    const last = show(state(7, 400, 800, { final: true }));
    expect(JSON.parse(await submit(ORG3, 'closeChannel', last))).toMatchObject({ status: 'closed' });
    expect(await federation.balances()).toEqual([9_400, 10_600, 10_000]);
    expect(await refused(ORG1, 'closeChannel', last)).toMatch(/^CONFLICT: /u);
  });

  it('are closed by one member in three steps, with what was topped up since', async () => {
    await submit(ORG2, 'topUpChannel', '00002', '50');
    await submit(ORG1, 'beginChannelClose', '00001', show(state(3, 400, 800)));
    expect(await refused(ORG1, 'finalizeChannelClose')).toMatch(/^CONFLICT: /u);
    expect(JSON.parse(await submit(ORG3, 'armChannelClose'))).toMatchObject({
      status: 'armed',
      closing: { deadline: now + DAY },
    });
    expect(await refused(ORG1, 'finalizeChannelClose')).toMatch(/^CONFLICT: /u);
    await finalize(now + DAY);
    expect(await federation.balances()).toEqual([9_400, 10_600, 10_000]);
  });

  it('take the stake of who closed with a stale state', async () => {
    await submit(ORG1, 'beginChannelClose', '00001', show(state(3, 1_000, 200)));
    await submit(ORG1, 'armChannelClose');
    expect(await refused(ORG2, 'challengeChannelClose', show(state(3, 0, 1_200)))).toMatch(/^CONFLICT: /u);
    const challenged = await submit(ORG3, 'challengeChannelClose', show(state(9, 400, 800)));
    expect(JSON.parse(challenged)).toMatchObject({ status: 'challenged' });
    await finalize(now + DAY);
    expect(await federation.balances()).toEqual([9_300, 10_700, 10_000]);
  });

  it('keep a checkpoint, and pay a partial withdrawal with it', async () => {
    const withdrawn = [parseFen('0', 'w'), parseFen('300', 'w')];
    await submit(ORG3, 'checkpointChannel', show(state(5, 400, 500, { withdrawn })));
    expect(await federation.balances()).toEqual([8_900, 10_000, 10_000]);
    expect(await refused(ORG1, 'beginChannelClose', '00001', show(state(4, 1_000, 200)))).toMatch(
      /^(?:CONFLICT|INVALID_ARGUMENT): /u,
    );
    await submit(ORG1, 'beginChannelClose', '00001');
    await submit(ORG1, 'armChannelClose');
    await finalize(now + DAY);
    expect(await federation.balances()).toEqual([9_400, 10_600, 10_000]);
  });

  it('let a member of several go', async () => {
    const { one, two, three } = federation.signers;
    await federation.submit(ORG1.client, 'openChannel', 'chan-3', '00001', '3', '10', '100');
    await federation.submit(ORG2.client, 'joinChannel', 'chan-3', '00002', '100');
    await federation.submit(ORG3.client, 'joinChannel', 'chan-3', '00003', '100');
    const milli = (fen: number) => parseMilliFen(String(fen * 1_000), 'balance');
    const zero = parseFen('0', 'w');
    const goodbye: ChannelState = {
      ...state(1, 0, 0),
      funding: 3,
      balances: [milli(100), milli(0), milli(50)],
      withdrawn: [zero, parseFen('150', 'w'), zero],
      leaving: two.party,
    };
    const domain = federation.domain('payment-channel', 'chan-3');
    const text = signed(domain, goodbye, one, two, three);
    const after = await federation.submit(ORG1.client, 'checkpointChannel', 'chan-3', text);
    expect(JSON.parse(after)).toMatchObject({ status: 'funded', members: ['00001', '00003'] });
    expect(await federation.balance(ORG2)).toBe(9_750);
    const last: ChannelState = { ...state(2, 0, 0), funding: 3, balances: [milli(0), milli(150)], final: true };
    await federation.submit(ORG1.client, 'closeChannel', 'chan-3', signed(domain, last, one, three));
    expect(await federation.balance(ORG3)).toBe(10_050);
  });

  describe('resolve a lock', () => {
    beforeEach(async () => {
      const locked = show(state(3, 300, 800, { locks: lock(100, now + 2 * DAY) }));
      await submit(ORG1, 'beginChannelClose', '00001', locked);
      await submit(ORG1, 'armChannelClose');
    });

    it('to the payee where its preimage was revealed, by anyone', async () => {
      expect(await refused(ORG1, 'finalizeChannelClose')).toMatch(/^CONFLICT: /u);
      await federation.at(now + 2 * DAY, ORG3.client, 'revealPreimage', PREIMAGE);
      expect(await federation.read('readPreimage', HASH)).toMatchObject({
        preimage: PREIMAGE,
        revealedAt: now + 2 * DAY,
      });
      await finalize(now + 2 * DAY);
      expect(await federation.balances()).toEqual([9_300, 10_700, 10_000]);
    });

    it('to the payer where it was not, and not before that is sure on every clock', async () => {
      await expect(finalize(now + 2 * DAY + SPREAD - 1)).rejects.toThrow(/^CONFLICT: /u);
      await finalize(now + 2 * DAY + SPREAD);
      expect(await federation.balances()).toEqual([9_400, 10_600, 10_000]);
    });

    it('by the earliest time of its preimage: a payer cannot make its payee late', async () => {
      await federation.at(now + 2 * DAY + 1, ORG1.client, 'revealPreimage', PREIMAGE);
      await federation.at(now + 2 * DAY, ORG2.client, 'revealPreimage', PREIMAGE);
      await federation.at(now + 2 * DAY + 5, ORG1.client, 'revealPreimage', PREIMAGE);
      await finalize(now + 2 * DAY);
      expect(await federation.balances()).toEqual([9_300, 10_700, 10_000]);
    });
  });

  it.each([
    ['openChannel', ['c', '00001', '1', '5', '5'], 'INVALID_ARGUMENT: size'],
    ['openChannel', ['c', '00001', '9', '5', '5'], 'INVALID_ARGUMENT: size'],
    ['openChannel', ['c', '00001', '2', '5000', '5000'], 'FUNDS_SHORT: amount'],
    ['openChannel', ['c', '00001', '2', '9007199254740991', '1'], 'AMOUNT_OVERFLOW'],
    ['openChannel', ['c', '00002', '2', '5', '5'], 'FORBIDDEN'],
    ['openChannel', ['c', '00001', '2', '5', '5', '00002,00002'], 'INVALID_ARGUMENT: invited'],
    ['openChannel', ['c', '00001', '2', '5', '5', '00009'], 'NOT_CONFIRMED: invited'],
    ['topUpChannel', ['chan-1', '00001', '0'], 'INVALID_ARGUMENT: amount'],
    ['topUpChannel', ['chan-1', '00001007', '5'], 'FORBIDDEN'],
    ['joinChannel', ['chan-1', '00001007', '5'], 'CONFLICT'],
    ['beginChannelClose', ['chan-1', '00002'], 'FORBIDDEN'],
    ['readPreimage', [HASH], 'NOT_FOUND'],
    ['revealPreimage', ['AB'], 'INVALID_ARGUMENT: preimage'],
  ])('refuse %s %j', async (name, args, refusal) => {
    expect(await federation.refused(ORG1.client, name, ...args)).toMatch(new RegExp(`^${refusal}`, 'u'));
  });
});
