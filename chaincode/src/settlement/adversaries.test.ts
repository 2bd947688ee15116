import { createHash } from 'node:crypto';

import { type ChannelState, parseFen, parseHash, parseId, parseMilliFen, parseParty } from '@cloudfed/core';
import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import {
  accountUnderAttack,
  type Call,
  channelUnderAttack,
  chequebookUnderAttack,
  type EscrowUnderAttack,
  signedFor,
} from './testing/adversary-kinds.js';
import { DAY, SettlementFederation, TERMS, WIDE } from './testing/federation.js';
import { newKeyPair, signed, signedText } from './testing/signer.js';

/** How far a client's clock may be off on the ledger, either way. */
const OFF = 900;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe.each([
  ['a chequebook', chequebookUnderAttack],
  ['a payment channel', channelUnderAttack],
  ['an account', accountUnderAttack],
])('who attacks %s', (_name, newEscrow) => {
  let federation: SettlementFederation;
  let escrow: EscrowUnderAttack;
  let now: number;

  const args = ([, name, ...rest]: Call): string[] => [`settlement:${name}`, ...rest];
  const submit = ([org, name, ...rest]: Call): Promise<string> => federation.submit(org.client, name, ...rest);
  const refused = ([org, name, ...rest]: Call): Promise<string> => federation.refused(org.client, name, ...rest);
  const at = (seconds: number, [org, name, ...rest]: Call): Promise<string> =>
    federation.at(seconds, org.client, name, ...rest);
  const endorse = (call: Call, seconds = federation.ledger.seconds) =>
    federation.ledger.simulate(call[0].client, args(call), { seconds });
  const text = (version: number, changes: Parameters<typeof signedFor>[3] = {}): string =>
    signedFor(escrow, federation, version, changes);
  /** What the second organization has had of it. */
  const gain = async (): Promise<number> => (await federation.balance(ORG2)) - 10_000;

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
    escrow = newEscrow(federation);
    now = federation.ledger.seconds;
    await escrow.open(escrow.id);
  });

  it.each([
    ['ledger channel', { ledgerChannel: 'channel12' }],
    ['network', { network: 'another' }],
    ['chaincode', { chaincode: 'another' }],
    ['escrow', { id: parseId('another', 'id') }],
  ])('replays a document of another %s', async (_what, domain) => {
    expect(await refused(escrow.show(text(3, { domain })))).toMatch(/^INVALID_ARGUMENT: .*signature of 0000.* is not/u);
  });

  it('replays a document of another kind', async () => {
    for (const kind of ['chequebook', 'payment-channel', 'account'] as const) {
      if (kind === escrow.kind) continue;
      expect(await refused(escrow.show(text(3, { domain: { kind } })))).toMatch(/^INVALID_ARGUMENT: /u);
    }
    for (const other of [chequebookUnderAttack, channelUnderAttack, accountUnderAttack].map((make) =>
      make(federation),
    )) {
      if (other.kind === escrow.kind) continue;
      expect(await refused(escrow.show(signedFor(other, federation, 3)))).toMatch(/^INVALID_ARGUMENT: /u);
    }
  });

  it('shows the same document on two escrows of one owner', async () => {
    await escrow.open('second');
    await submit(escrow.show(text(3)));
    expect(await refused(escrow.show(text(3), 'second'))).toMatch(/^INVALID_ARGUMENT: .*signature/u);
  });

  it('shows an equal version with other content', async () => {
    await submit(escrow.show(text(3)));
    expect(await refused(escrow.show(text(3, { document: escrow.rival(3) })))).toMatch(/^CONFLICT: /u);
    await submit(escrow.begin(text(4)));
    if (escrow.kind !== 'chequebook') {
      expect(await refused(escrow.challenge(text(4, { document: escrow.rival(4) })))).toMatch(/^CONFLICT: /u);
    }
  });

  it('cashes, or shows, a document twice, one after the other or in one block', async () => {
    const [one, other] = [await endorse(escrow.show(text(3))), await endorse(escrow.show(text(3)))];
    expect(federation.ledger.commit(one, other)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    await federation.audit();
    expect(await refused(escrow.show(text(3)))).toMatch(/^CONFLICT: /u);
    expect(await refused(escrow.show(text(2)))).toMatch(/^CONFLICT: /u);
  });

  it('closes with a stale document', async () => {
    await submit(escrow.begin(text(1)));
    await submit(escrow.arm());
    await at(now + DAY - 1, escrow.challenge(text(50)));
    await at(now + DAY, escrow.finish());
    expect(await gain()).toBe(escrow.due(50));
  });

  it('holds back the transaction that begins a close: the window does not run meanwhile', async () => {
    const begin = await endorse(escrow.begin(text(1)));
    expect(await refused(escrow.arm())).toMatch(/^CONFLICT: /u);
    const later = now + 5 * DAY;
    expect(federation.ledger.commit(begin)).toEqual(['VALID']);
    await expect(at(later, escrow.finish())).rejects.toThrow(/^CONFLICT: /u);
    await at(later, escrow.arm());
    await expect(at(later + DAY - 1, escrow.finish())).rejects.toThrow(/^CONFLICT: /u);
    await at(later + DAY - 1, escrow.challenge(text(50)));
    await at(later + DAY, escrow.finish());
    expect(await gain()).toBe(escrow.due(50));
  });

  it('holds back the transaction that arms it: whoever challenges meanwhile makes it invalid', async () => {
    await submit(escrow.begin(text(1)));
    const arm = await endorse(escrow.arm());
    await at(now + DAY - 1, escrow.challenge(text(50)));
    expect(federation.ledger.commit(arm)).toEqual(['MVCC_READ_CONFLICT']);
    await expect(at(now + DAY, escrow.finish())).rejects.toThrow(/^CONFLICT: /u);
  });

  it('holds back the transaction that ends it: nothing that was shown meanwhile is lost', async () => {
    await submit(escrow.begin(text(1)));
    await submit(escrow.arm());
    const finish = await endorse(escrow.finish(), now + DAY);
    await at(now + 2 * DAY, escrow.challenge(text(50)));
    expect(federation.ledger.commit(finish)).toEqual(['MVCC_READ_CONFLICT']);
    await at(now + 2 * DAY, escrow.finish());
    expect(await gain()).toBe(escrow.due(50));
  });

  it('holds back a payment into it until it is closing: it does not get in', async () => {
    const payIn = await endorse(escrow.payIn('5'));
    await submit(escrow.begin(text(1)));
    expect(federation.ledger.commit(payIn)).toEqual(['MVCC_READ_CONFLICT']);
  });

  it('takes timestamps at both ends of what peers allow: the others still have the window less 30 minutes', async () => {
    await at(now - OFF, escrow.begin(text(1)));
    await at(now - OFF, escrow.arm());
    const least = now + DAY - 2 * OFF;
    await expect(at(least - 1 + OFF, escrow.finish())).rejects.toThrow(/^CONFLICT: /u);
    // The other side's clock may be off either way, too.
    await at(least - 1 - OFF, escrow.challenge(text(49)));
    await at(least - 1 + OFF, escrow.challenge(text(50)));
    await at(least + OFF, escrow.finish());
    expect(await gain()).toBe(escrow.due(50));
  });

  it('malleates a signature', async () => {
    const { document, signatures } = JSON.parse(text(3)) as { document: unknown; signatures: { signature: string }[] };
    const with_ = (change: (signature: string) => string): string =>
      JSON.stringify({ document, signatures: signatures.map((one) => ({ ...one, signature: change(one.signature) })) });
    const high = (signature: string): string =>
      signature.slice(0, 64) + (ORDER - BigInt(`0x${signature.slice(64)}`)).toString(16).padStart(64, '0');
    for (const change of [
      high,
      (signature: string) => signature.toUpperCase(),
      (signature: string) => `${signature}00`,
      (signature: string) => signature.slice(64) + signature.slice(0, 64),
      () => '0'.repeat(128),
    ]) {
      expect(await refused(escrow.show(with_(change)))).toMatch(/^INVALID_ARGUMENT: /u);
    }
    await submit(escrow.show(with_((signature) => signature)));
  });

  it('signs for others, leaves a signature out, adds or doubles one', async () => {
    const domain = federation.domain(escrow.kind, escrow.id);
    const document = escrow.document(3);
    const { three } = federation.signers;
    const own = escrow.signers.map((signer) => signer.sign(domain, document));
    const forged = escrow.signers.map((signer) => ({ ...three.sign(domain, document), party: signer.party }));
    for (const signatures of [
      [],
      own.slice(1),
      [...own, three.sign(domain, document)],
      [...own, ...own.slice(0, 1)],
      [...own.slice(1), ...forged.slice(0, 1)],
      forged,
    ]) {
      expect(await refused(escrow.show(signedText(document, ...signatures)))).toMatch(/^INVALID_ARGUMENT: /u);
    }
  });

  it('rotates a key: what it signed counts until it is retired, with the window, and then no more', async () => {
    const owner = escrow.signers[0] === federation.signers.user ? federation.signers.two : federation.signers.one;
    const org = owner === federation.signers.two ? ORG2 : ORG1;
    const [old, held] = [text(3), text(4)];
    const next = newKeyPair(2);
    await federation.submit(org.admin, 'rotateKey', owner.party, next.publicKey, owner.proof(TERMS, WIDE, next));
    await submit(escrow.show(old));
    await federation.submit(org.admin, 'retireKey', owner.party, '1');
    await at(now + DAY - 1, escrow.show(held));
    const late = text(5);
    await expect(at(now + DAY, escrow.show(late))).rejects.toThrow(/epoch is not in force/u);
    // The new key does not stand for the old epoch, nor the old one for the new.
    for (const key of [
      { ...next, epoch: 1 },
      { ...owner.key, epoch: 2 },
    ]) {
      const domain = federation.domain(escrow.kind, escrow.id);
      const document = escrow.document(6);
      const signatures = escrow.signers.map((one) => one.sign(domain, document, one === owner ? key : one.key));
      expect(await refused(escrow.show(signedText(document, ...signatures)))).toMatch(/^INVALID_ARGUMENT: /u);
    }
    const held2 = await endorse(escrow.show(late), now + DAY - 1);
    await federation.at(now + DAY, org.admin, 'retireKey', owner.party, '1');
    expect(federation.ledger.commit(held2)).toEqual(['MVCC_READ_CONFLICT']);
    owner.keys.push(next);
    await submit(escrow.show(text(7)));
  });

  it.each(['0', '-1', '-0', '+1', '1.5', '1e3', '0x10', '', '9007199254740992', '99999999999999999999'])(
    'pays in %j',
    async (amount) => {
      expect(await refused(escrow.payIn(amount))).toMatch(/^(?:INVALID_ARGUMENT|AMOUNT_OVERFLOW): amount: /u);
    },
  );

  it('signs negative, overflowing and fractional amounts', async () => {
    for (const amount of ['-10000', '9007199254740991001', '1.5', '1e3', ' 1', '']) {
      // Nobody can sign what has no form: the text is changed after it was signed.
      const changed = text(3).replace(/"(?:30000|970000)"/gu, `"${amount}"`);
      expect(changed).not.toBe(text(3));
      expect(await refused(escrow.show(changed))).toMatch(/^(?:INVALID_ARGUMENT|AMOUNT_OVERFLOW): /u);
    }
  });

  it('signs more than there is: nobody else pays for it', async () => {
    if (escrow.kind === 'payment-channel') {
      const state = escrow.document(1) as ChannelState;
      const balances = [0n, 9_007_199_254_740_991_000n].map((amount) => parseMilliFen(amount.toString(), 'amount'));
      expect(await refused(escrow.show(text(1, { document: { ...state, balances } })))).toMatch(/does not divide/u);
      return;
    }
    await submit(escrow.show(text(101)));
    if (escrow.kind === 'account') {
      await submit(escrow.begin(text(101)));
      await submit(escrow.arm());
      await at(now + DAY, escrow.finish());
    }
    expect(await federation.balances()).toEqual([9_000, 11_000, 10_000]);
  });

  it('shows a document of nothing', async () => {
    const nothing = escrow.kind === 'payment-channel' ? /^INVALID_ARGUMENT: state: /u : /^CONFLICT: /u;
    expect(await refused(escrow.show(text(0)))).toMatch(nothing);
  });

  it('pays in, or begins again, after the close', async () => {
    await submit(escrow.begin(text(1)));
    await submit(escrow.arm());
    await at(now + DAY, escrow.finish());
    expect(await refused(escrow.finish())).toMatch(/^CONFLICT: /u);
    expect(await refused(escrow.arm())).toMatch(/^CONFLICT: /u);
    if (escrow.kind === 'chequebook') return;
    expect(await refused(escrow.payIn('5'))).toMatch(/^CONFLICT: /u);
    expect(await refused(escrow.show(text(9)))).toMatch(/^CONFLICT: /u);
    expect(await refused(escrow.begin(text(9)))).toMatch(/^CONFLICT: /u);
    await expect(escrow.open(escrow.id)).rejects.toThrow();
  });

  it('is a third organization that tries each call', async () => {
    if (escrow.kind === 'chequebook') await submit([ORG1, 'setHardDeposit', escrow.id, '00002', '2']);
    if (escrow.kind === 'payment-channel') {
      await submit([ORG2, 'openChannel', 'waiting', '00002', '3', '0', '5']);
    }
    for (const [, name, ...rest] of escrow.ownersCalls) {
      expect(await federation.refused(ORG3.client, name, ...rest), name).toMatch(/^FORBIDDEN: /u);
      expect(await federation.refused(ORG3.admin, name, ...rest), name).toMatch(/^FORBIDDEN: /u);
    }
    for (const call of escrow.ownersCalls) expect((await endorse(call)).text, call[1]).toMatch(/^\{/u);
    // What anyone may do pays nobody but those it is for.
    await federation.submit(ORG3.client, ...(escrow.show(text(3)).slice(1) as [string, ...string[]]));
    await submit(escrow.begin(text(4)));
    await submit(escrow.arm(ORG3));
    await at(now + DAY, escrow.finish(ORG3));
    expect(await federation.balance(ORG3)).toBe(10_000);
  });

  it('crafts ids that run into other keys', async () => {
    const paths = federation.ledger.dump().map(([key]) => key);
    for (const id of ['victim\u0000', '\u0000victim', 'victim\u000000002', '../victim', 'victim\u{10ffff}', '']) {
      const [org, name, , ...rest] = escrow.show(text(3));
      expect(await federation.refused(org.client, name, id, ...rest)).toMatch(/^INVALID_ARGUMENT: \w+ID: /u);
    }
    for (const kind of [chequebookUnderAttack, channelUnderAttack, accountUnderAttack]) {
      const other = kind(federation);
      if (other.kind !== escrow.kind) await other.open(escrow.id);
    }
    // The same id of each kind, an id that reads like another's key, and each has its own money.
    await escrow.open('victim.00002');
    await escrow.open('00002');
    const after = federation.ledger.dump().map(([key]) => key);
    expect(after).toEqual(expect.arrayContaining(paths));
    await submit(escrow.show(text(3)));
    const { escrow: sums } = (await federation.read('auditFunds')) as { escrow: Record<string, number> };
    const total = Object.values(sums).reduce((sum, amount) => sum + amount, 0);
    expect(total + (await federation.balances()).reduce((sum, amount) => sum + amount, 0)).toBe(30_000);
  });
});

describe('who attacks a payment channel with locks', () => {
  const PREIMAGE = 'cd'.repeat(32);
  const HASH = parseHash(createHash('sha256').update(Buffer.from(PREIMAGE, 'hex')).digest('hex'), 'hash');
  let federation: SettlementFederation;
  let escrow: EscrowUnderAttack;
  let now: number;
  let expiry: number;

  const locked = (version: number, amounts: readonly number[], more: Partial<ChannelState> = {}): string => {
    const milli = (fen: number) => parseMilliFen(String(fen * 1_000), 'amount');
    const document: ChannelState = {
      ...(escrow.document(0) as ChannelState),
      version,
      balances: [milli(900), milli(0)],
      locks: amounts.map((amount, at) => ({
        id: parseId(`pay-${at}`, 'id'),
        payer: parseParty('00001', 'payer'),
        payee: parseParty('00002', 'payee'),
        amount: milli(amount),
        hash: HASH,
        expiry,
      })),
      ...more,
    };
    return signed(federation.domain('payment-channel', escrow.id), document, ...escrow.signers);
  };
  const reveal = (seconds: number, by = ORG2): Promise<string> =>
    federation.at(seconds, by.client, 'revealPreimage', PREIMAGE);
  const finish = (seconds: number): Promise<string> =>
    federation.at(seconds, ORG1.client, 'finalizeChannelClose', escrow.id);

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
    escrow = channelUnderAttack(federation);
    await escrow.open(escrow.id);
    now = federation.ledger.seconds;
    expiry = now + 2 * DAY;
  });

  it('signs locks that sum over the balance', async () => {
    const balances = [parseMilliFen('0', 'b'), parseMilliFen('0', 'b')];
    for (const amounts of [[1_001], [500, 501], [101], [60, 41]]) {
      const more = amounts.includes(101) || amounts.includes(60) ? {} : { balances };
      const text = locked(3, amounts, more);
      expect(await federation.refused(ORG2.client, 'checkpointChannel', escrow.id, text)).toMatch(
        /^INVALID_ARGUMENT: /u,
      );
    }
    await federation.submit(ORG2.client, 'checkpointChannel', escrow.id, locked(3, [60, 40]));
  });

  it('is the payer, who ends the close before the preimage can be revealed', async () => {
    await federation.submit(ORG1.client, 'beginChannelClose', escrow.id, '00001', locked(3, [100]));
    await federation.submit(ORG1.client, 'armChannelClose', escrow.id);
    await expect(finish(now + DAY)).rejects.toThrow(/^CONFLICT: /u);
    // 15 minutes ahead, while the payee's clock is 15 minutes behind.
    await expect(finish(expiry + 2 * OFF - 1)).rejects.toThrow(/^CONFLICT: /u);
    await reveal(expiry);
    await finish(expiry);
    expect(await federation.balances()).toEqual([9_900, 10_100, 10_000]);
  });

  it('is the payee, who reveals it too late by a second', async () => {
    await federation.submit(ORG1.client, 'beginChannelClose', escrow.id, '00001', locked(3, [100]));
    await federation.submit(ORG1.client, 'armChannelClose', escrow.id);
    await reveal(expiry + 1);
    await finish(expiry + 2 * OFF);
    expect(await federation.balances()).toEqual([10_000, 10_000, 10_000]);
  });

  it('is the payer, who reveals it first and late; the payee is still in time', async () => {
    await federation.submit(ORG1.client, 'beginChannelClose', escrow.id, '00001', locked(3, [100]));
    await federation.submit(ORG1.client, 'armChannelClose', escrow.id);
    await reveal(expiry + 1, ORG1);
    await reveal(expiry);
    await finish(expiry);
    expect(await federation.balances()).toEqual([9_900, 10_100, 10_000]);
  });

  it('holds a finished close back over the preimage', async () => {
    await federation.submit(ORG1.client, 'beginChannelClose', escrow.id, '00001', locked(3, [100]));
    await federation.submit(ORG1.client, 'armChannelClose', escrow.id);
    const args = ['settlement:finalizeChannelClose', escrow.id];
    const held = await federation.ledger.simulate(ORG1.client, args, { seconds: expiry + 2 * OFF });
    await reveal(expiry);
    expect(federation.ledger.commit(held)).toEqual(['MVCC_READ_CONFLICT']);
    await finish(expiry + 2 * OFF);
    expect(await federation.balances()).toEqual([9_900, 10_100, 10_000]);
  });

  it('joins after the close has begun, and after it has ended', async () => {
    const join = ['joinChannel', escrow.id, '00003', '5'] as const;
    expect(await federation.refused(ORG3.client, ...join)).toMatch(/^CONFLICT: /u);
    await federation.submit(ORG1.client, 'beginChannelClose', escrow.id, '00001');
    expect(await federation.refused(ORG3.client, ...join)).toMatch(/^CONFLICT: /u);
    await federation.submit(ORG1.client, 'armChannelClose', escrow.id);
    await finish(now + DAY);
    expect(await federation.refused(ORG3.client, ...join)).toMatch(/^CONFLICT: /u);
  });

  it('withdraws what was withdrawn', async () => {
    const none = parseFen('0', 'w');
    const taken = { withdrawn: [none, parseFen('100', 'w')], locks: [] };
    await federation.submit(ORG2.client, 'checkpointChannel', escrow.id, locked(3, [], taken));
    const again = locked(4, [], {
      withdrawn: [none, none],
      locks: [],
      balances: [900, 100].map((fen) => parseMilliFen(`${fen}000`, 'b')),
    });
    expect(await federation.refused(ORG2.client, 'checkpointChannel', escrow.id, again)).toMatch(/takes back/u);
    expect(await federation.balances()).toEqual([9_000, 10_100, 10_000]);
  });
});
