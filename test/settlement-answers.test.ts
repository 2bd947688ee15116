import { createHash } from 'node:crypto';

import { DOCUMENT_FORM, type EscrowKind, parseId } from '@cloudfed/core';
import type { RunningFederation } from '@cloudfed/federation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CheckedCaller } from './support/checked-caller.js';
import { Caller, startOwnFederation } from './support/federation.js';
import { OpenApiCheck } from './support/openapi-check.js';
import { signed, SettlementSigner } from './support/settlement-signer.js';
import { eventually } from './support/terms.js';

/** Its window is short, so that what comes after it is seen too. */
const TERMS = {
  network: parseId('test-answers', 'network'),
  chaincode: parseId('cloudfed', 'chaincode'),
  windowSeconds: 2,
};
const SETTLEMENT = ['Statements', 'Funds', 'Chequebooks', 'Payment channels', 'Accounts', 'Netting'];
const DRAWER = new SettlementSigner('00002001', TERMS);
const MERCHANT = new SettlementSigner('00001001', TERMS);
const PREIMAGE = '5c'.repeat(32);
const HASH = createHash('sha256').update(Buffer.from(PREIMAGE, 'hex')).digest('hex');

/** A cloud host of the past: 48 fen a day. */
const HOST = {
  ...{ providerId: '00001', userId: '00002001', cloudService: 'ECS', networkType: 'public' },
  ...{ bandwidthMbps: '2', cpu: '2', ramGb: '4', diskGb: '8' },
  price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
};

function signedBy<T>(kind: EscrowKind, id: string, document: T, ...signers: readonly SettlementSigner[]) {
  const text = signed(kind, id, DOCUMENT_FORM.decode(document, 'document'), ...signers);
  return { ...(JSON.parse(text) as { readonly signatures: unknown }), document };
}

const cheque = (fen: number) => ({
  cheque: signedBy(
    'chequebook',
    'b',
    { type: 'cheque', beneficiary: '00001001', cumulative: `${fen.toString()}000` },
    DRAWER,
  ),
});
const state = (channelId: string, version: number, more: Readonly<Record<string, unknown>> = {}) => ({
  state: signedBy(
    'payment-channel',
    channelId,
    {
      ...{ type: 'channel-state', version, funding: 2, balances: ['400000', '200000'], withdrawn: [0, 0] },
      ...{ locks: [], final: false, ...more },
    },
    DRAWER,
    MERCHANT,
  ),
});
const account = (document: Readonly<Record<string, unknown>>, ...signers: readonly SettlementSigner[]) =>
  signedBy('account', 'a', document, ...(signers.length === 0 ? [DRAWER, MERCHANT] : signers));

describe('what a running gateway answers of settlement', () => {
  let federation: RunningFederation;
  let check: OpenApiCheck;
  let one: CheckedCaller;
  let two: CheckedCaller;
  let three: CheckedCaller;

  beforeAll(async () => {
    federation = await startOwnFederation({ settlement: TERMS });
    const callerOf = (orgId: string): Caller => new Caller(federation, orgId, 'billing');
    check = new OpenApiCheck((await callerOf('00001').get('/openapi.json')).body);
    [one, two, three] = ['00001', '00002', '00003'].map((orgId) => new CheckedCaller(callerOf(orgId), check)) as [
      CheckedCaller,
      CheckedCaller,
      CheckedCaller,
    ];
  });

  afterAll(() => federation.stop());

  /** Until the window is over, it is a conflict. */
  const inTheEnd = (caller: CheckedCaller, path: string): Promise<unknown> =>
    eventually(() => caller.expect(200, 'POST', path));

  it('is what its document says: terms and keys', async () => {
    const terms = await one.expect(200, 'GET', '/v1/settlement-terms');
    expect(terms.body.agreed).toEqual(TERMS);
    for (const [caller, signer] of [
      [two, DRAWER],
      [one, MERCHANT],
    ] as const) {
      const [party, publicKey, proof] = signer.registration();
      await caller.expect(201, 'POST', '/v1/settlement-keys', { party, publicKey, proof });
      await caller.expect(400, 'POST', '/v1/settlement-keys', { party, publicKey, proof: '0'.repeat(128) });
      await three.expect(200, 'GET', `/v1/settlement-keys/${party}`);
    }
    await three.expect(404, 'GET', '/v1/settlement-keys/00003009');
    const spare = new SettlementSigner('00002009', TERMS);
    const [party, publicKey, proof] = spare.registration();
    await two.expect(201, 'POST', '/v1/settlement-keys', { party, publicKey, proof });
    const next = new SettlementSigner('00002009', TERMS);
    await two.expect(200, 'POST', '/v1/settlement-keys/00002009/rotate', spare.rotation(next));
    await two.expect(409, 'POST', '/v1/settlement-keys/00002009/retire', { epoch: '2' });
    const retiring = await two.expect(200, 'POST', '/v1/settlement-keys/00002009/retire', { epoch: '1' });
    expect(retiring.body.keys[0].retiresAt).toMatch(/^20/u);
  });

  it('is what its document says: funds', async () => {
    for (const orgId of ['00001', '00002', '00003']) {
      const issue = { reference: `bank-${orgId}`, orgId, amount: '100000' };
      await two.expect(201, 'POST', '/v1/funds/issues', issue);
      await one.expect(201, 'POST', '/v1/funds/issues', issue);
      await one.expect(409, 'POST', '/v1/funds/issues', { ...issue, amount: '1' });
    }
    await three.expect(200, 'GET', '/v1/funds/issues/bank-00002');
    await three.expect(404, 'GET', '/v1/funds/issues/nothing');
    await one.expect(201, 'POST', '/v1/funds/transfers', { transferId: 't', toOrgId: '00002', amount: '5' });
    await one.expect(422, 'POST', '/v1/funds/transfers', { transferId: 'u', toOrgId: '00002', amount: '900000' });
    await three.expect(200, 'GET', '/v1/funds/transfers/00001/t');
    for (const [reference, answer] of [
      ['r-1', 'confirm'],
      ['r-2', 'refuse'],
    ] as const) {
      await one.expect(201, 'POST', '/v1/funds/redemptions', { reference, amount: '7' });
      const body = answer === 'confirm' ? { amount: '7' } : {};
      await one.expect(403, 'POST', `/v1/funds/redemptions/00001/${reference}/${answer}`, body);
      await two.expect(200, 'POST', `/v1/funds/redemptions/00001/${reference}/${answer}`, body);
      await one.expect(200, 'GET', `/v1/funds/redemptions/00001/${reference}`);
    }
    await three.expect(200, 'GET', '/v1/funds');
    for (const list of ['balances', 'issues', 'redemptions', 'transfers', 'movements']) {
      const { body } = await one.expect(200, 'GET', `/v1/funds/${list}?limit=2`);
      expect(body.items.length, list).toBeGreaterThan(0);
    }
    await three.expect(200, 'GET', '/v1/funds/balances/00001');
    await three.expect(422, 'GET', '/v1/funds/balances/00009');
  });

  it('is what its document says: chequebooks', async () => {
    await two.expect(201, 'POST', '/v1/chequebooks', { bookId: 'b', drawer: '00002001' });
    await two.expect(409, 'POST', '/v1/chequebooks', { bookId: 'b', drawer: '00002' });
    await two.expect(200, 'POST', '/v1/chequebooks/b/deposit', { amount: '300' });
    await two.expect(200, 'POST', '/v1/chequebooks/b/hard-deposit', { beneficiary: '00001001', amount: '40' });
    await one.expect(200, 'POST', '/v1/chequebooks/b/hard-deposit/release', { beneficiary: '00001001', amount: '30' });
    await one.expect(200, 'POST', '/v1/chequebooks/b/cash', cheque(48));
    await one.expect(409, 'POST', '/v1/chequebooks/b/cash', cheque(48));
    const bounced = await one.expect(200, 'POST', '/v1/chequebooks/b/cash', cheque(400));
    expect(bounced.body).toMatchObject({ paid: '252', missing: '100', book: { bounced: true } });
    await two.expect(200, 'POST', '/v1/chequebooks/b/deposit', { amount: '50' });
    await two.expect(200, 'POST', '/v1/chequebooks/b/withdrawal/begin', { amount: '50' });
    await two.expect(409, 'POST', '/v1/chequebooks/b/withdrawal/begin', { amount: '1' });
    await three.expect(200, 'POST', '/v1/chequebooks/b/withdrawal/arm');
    await inTheEnd(three, '/v1/chequebooks/b/withdrawal/complete');
    for (const path of ['s?limit=1', 's/b', 's/b/accounts/00001001']) {
      await three.expect(200, 'GET', `/v1/chequebook${path}`);
    }
    await three.expect(200, 'GET', '/v1/cheque-accounts?limit=1');
    await three.expect(404, 'GET', '/v1/chequebooks/nothing');
  });

  it('is what its document says: payment channels', async () => {
    const opening = { member: '00002001', size: '2', stake: '10', deposit: '500' };
    const open = async (channelId: string): Promise<void> => {
      await two.expect(201, 'POST', '/v1/payment-channels', { ...opening, channelId });
      await one.expect(200, 'POST', `/v1/payment-channels/${channelId}/join`, { member: '00001001', deposit: '100' });
    };
    await two.expect(201, 'POST', '/v1/payment-channels', { ...opening, channelId: 'left', invited: ['00001'] });
    await one.expect(403, 'POST', '/v1/payment-channels/left/join', { member: '00001001', deposit: '100' });
    await two.expect(200, 'POST', '/v1/payment-channels/left/leave', { member: '00002001' });
    await open('c');
    await two.expect(200, 'POST', '/v1/payment-channels/c/top-up', { member: '00002001', amount: '5' });
    await three.expect(200, 'POST', '/v1/payment-channels/c/checkpoint', state('c', 1));
    await one.expect(200, 'POST', '/v1/payment-channels/c/closing/begin', { member: '00001001' });
    await three.expect(200, 'POST', '/v1/payment-channels/c/closing/arm');
    const lock = { id: 'l', payer: '00002001', payee: '00001001', amount: '1000', hash: HASH, expiry: 1_000_000_000 };
    const locked = state('c', 2, { balances: ['399000', '200000'], locks: [lock] });
    await three.expect(200, 'POST', '/v1/payment-channels/c/closing/challenge', locked);
    await three.expect(409, 'POST', '/v1/payment-channels/c/closing/challenge', locked);
    const whole = await one.expect(200, 'GET', '/v1/payment-channels/c');
    expect(whole.body).toMatchObject({ status: 'challenged', closing: { state: { locks: [{ id: 'l' }] } } });
    await inTheEnd(three, '/v1/payment-channels/c/closing/finalize');
    await open('d');
    await one.expect(200, 'POST', '/v1/payment-channels/d/close', state('d', 1, { final: true }));
    await one.expect(200, 'GET', '/v1/payment-channels?limit=1');
    await one.expect(404, 'GET', '/v1/payment-channels/nothing');
    await two.expect(201, 'POST', '/v1/preimages', { preimage: PREIMAGE });
    await one.expect(200, 'GET', `/v1/preimages/${HASH}`);
  });

  it('is what its document says: accounts', async () => {
    const terms = account({ type: 'account-terms', holder: '00002001', platform: '00001001' });
    await three.expect(201, 'POST', '/v1/accounts', { accountId: 'a', terms });
    await two.expect(200, 'POST', '/v1/accounts/a/lock', { amount: '50' });
    await one.expect(200, 'POST', '/v1/accounts/a/back', { amount: '20' });
    const debits = (amount: string) => ({ document: account({ type: 'account-debits', debits: amount }) });
    await one.expect(200, 'POST', '/v1/accounts/a/checkpoint', debits('20000'));
    await one.expect(409, 'POST', '/v1/accounts/a/checkpoint', debits('10000'));
    const withdrawal = account({ type: 'account-withdrawal', toHolder: 10, toPlatform: 5, final: false });
    await one.expect(200, 'POST', '/v1/accounts/a/withdraw', { withdrawal });
    await two.expect(200, 'POST', '/v1/accounts/a/closing/begin', { party: '00002001' });
    await three.expect(200, 'POST', '/v1/accounts/a/closing/arm');
    const credits = account({ type: 'account-credits', credits: '1000' }, MERCHANT);
    await three.expect(200, 'POST', '/v1/accounts/a/closing/challenge', { document: credits });
    await inTheEnd(three, '/v1/accounts/a/closing/finalize');
    await one.expect(200, 'GET', '/v1/accounts?limit=1');
    await one.expect(200, 'GET', '/v1/accounts/a');
    await one.expect(404, 'GET', '/v1/accounts/nothing');
  });

  it('is what its document says: statements and what pays them', async () => {
    const [provider, consumer] = ['00001', '00002'].map((orgId) => new Caller(federation, orgId, 'operator')) as [
      Caller,
      Caller,
    ];
    for (const month of ['01', '02']) {
      const host = { ...HOST, instanceId: `host-${month}`, beginTime: `2025-${month}-10T00:00:00Z` };
      await provider.post('/v1/ecs-imports', { ...host, endTime: `2025-${month}-11T00:00:00Z` });
      await eventually(async () => {
        expect((await consumer.post(`/v1/ecs-imports/host-${month}/accept`)).status).toBe(200);
      });
      await one.expect(201, 'POST', '/v1/statements', { consumerId: '00002', period: `2025-${month}` });
    }
    const [january, february] = ['01', '02'].map((month) => `/v1/statements/00001-00002-2025-${month}`) as [
      string,
      string,
    ];
    await eventually(() => two.expect(200, 'POST', `${january}/accept`));
    await two.expect(201, 'POST', `${february}/dispute`, { reason: 'OTHER', text: 'please explain' });
    await two.expect(409, 'POST', `${february}/settle`, { paymentReference: 'wire' });
    await two.expect(409, 'POST', `${january}/settle`, { paymentReference: 'cheque:none:00001' });
    await two.expect(400, 'POST', `${january}/settle`, { paymentReference: 'cheque:none' });
    await two.expect(200, 'POST', `${january}/settle`, { paymentReference: 'bank-slip-1' });
    await eventually(() => one.expect(200, 'POST', `${january}/refuse-settlement`, { text: '未收到' }));
    await eventually(() => two.expect(200, 'POST', `${january}/settle`, { paymentReference: 'cheque:b:00001001' }));
    await eventually(() => one.expect(200, 'POST', `${january}/confirm-settlement`));
    const counted = await two.expect(200, 'GET', '/v1/payment-instruments/cheque:b:00001001');
    expect(counted.body.sides).toMatchObject([{ confirmed: '48', pending: '0' }]);
    await one.expect(200, 'GET', '/v1/payment-instruments/payment-channel:c');
    await three.expect(403, 'GET', '/v1/payment-instruments/payment-channel:c');
    await three.expect(404, 'GET', '/v1/payment-instruments/payment-channel:nothing');
    await one.expect(409, 'GET', '/v1/payment-instruments/payment-channel:left');
    for (const path of ['/v1/statements?limit=1', january, `${january}/entries`, `${january}.csv`, `${january}.pdf`])
      await two.expect(200, 'GET', path);
    await three.expect(404, 'GET', january);
  });

  it('is what its document says: netting', async () => {
    await netOfTwo();
    const period = '2026-01';
    const callers = [
      ['00001', one],
      ['00002', two],
      ['00003', three],
    ] as const;
    const others = (orgId: string) => callers.flatMap(([other]) => (other === orgId ? [] : [other]));
    for (const [proposer, counterpartyId, accepter] of [
      [two, '00001', one],
      [three, '00001', one],
      [three, '00002', two],
    ] as const) {
      const { body } = await proposer.expect(201, 'POST', '/v1/nets', { counterpartyId, period });
      await accepter.expect(200, 'POST', `/v1/nets/${String(body.netId)}/accept`);
    }
    await one.expect(404, 'GET', `/v1/netting-rounds/${period}`);
    await one.expect(409, 'POST', '/v1/netting-rounds/2025-12/post', { counterpartyId: '00002' });
    for (const [orgId, caller] of callers) {
      for (const counterpartyId of others(orgId)) {
        await caller.expect(200, 'POST', `/v1/netting-rounds/${period}/post`, { counterpartyId });
      }
    }
    await one.expect(200, 'POST', `/v1/netting-rounds/${period}/withdraw`, { counterpartyId: '00003' });
    await one.expect(409, 'POST', `/v1/netting-rounds/${period}/sign`, { termsHash: '0'.repeat(64) });
    const posted = await one.expect(200, 'POST', `/v1/netting-rounds/${period}/post`, { counterpartyId: '00003' });
    const { termsHash } = posted.body.terms as { readonly termsHash: string };
    for (const [, caller] of callers) {
      await caller.expect(200, 'POST', `/v1/netting-rounds/${period}/sign`, { termsHash });
    }
    const elsewhere = { debtorId: '00002', paymentReference: 'wire-1' };
    await one.expect(400, 'POST', `/v1/netting-rounds/${period}/confirm-payment`, {
      ...elsewhere,
      paymentReference: 'transfer:00002:t',
    });
    await two.expect(200, 'POST', `/v1/netting-rounds/${period}/pay`, { creditorId: '00001' });
    await one.expect(409, 'POST', `/v1/netting-rounds/${period}/confirm-payment`, elsewhere);
    await one.expect(200, 'POST', `/v1/netting-rounds/${period}/confirm-payment`, { ...elsewhere, debtorId: '00003' });
    await one.expect(200, 'GET', '/v1/netting-rounds?limit=1');
    await one.expect(200, 'GET', `/v1/netting-rounds/${period}`);
    await one.expect(200, 'GET', `/v1/netting?period=${period}`);
    const net = '/v1/nets/net-00001-00002-2026-01';
    await two.expect(200, 'POST', `${net}/settle`, { paymentReference: 'netting:2026-01' });
    await eventually(async () => {
      const { body } = await one.expect(200, 'GET', net);
      expect(body).toMatchObject({ status: 'confirmed' });
    });
  });

  /** The second owes the first 48 fen of December, and as much of January; so does the third. */
  async function netOfTwo(): Promise<void> {
    const operator = (orgId: string): Caller => new Caller(federation, orgId, 'operator');
    for (const [month, consumerId, consumer] of [
      ['2025-12', '00002', two],
      ['2026-01', '00002', two],
      ['2026-01', '00003', three],
    ] as const) {
      const past = {
        ...{ instanceId: `past-${month}`, providerId: '00001', userId: `${consumerId}001`, cloudService: 'ECS' },
        ...{ networkType: 'public', bandwidthMbps: '2', cpu: '2', ramGb: '4', diskGb: '8' },
        ...{ beginTime: `${month}-10T00:00:00Z`, endTime: `${month}-11T00:00:00Z` },
        price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
      };
      await operator('00001').post('/v1/ecs-imports', past);
      await eventually(async () => {
        expect((await operator(consumerId).post(`/v1/ecs-imports/past-${month}/accept`)).status).toBe(200);
      });
      await one.expect(201, 'POST', '/v1/statements', { consumerId, period: month });
      await eventually(() => consumer.expect(200, 'POST', `/v1/statements/00001-${consumerId}-${month}/accept`));
    }
    const net = '/v1/nets/net-00001-00002-2025-12';
    const asked = { counterpartyId: '00002', period: '2025-12' };
    await one.expect(404, 'GET', net);
    await one.expect(201, 'POST', '/v1/nets', asked);
    await two.expect(200, 'POST', `${net}/withdraw`);
    await one.expect(201, 'POST', '/v1/nets', asked);
    await one.expect(403, 'POST', `${net}/accept`);
    await two.expect(200, 'POST', `${net}/accept`);
    await two.expect(409, 'POST', '/v1/nets', { ...asked, counterpartyId: '00001' });
    await two.expect(200, 'POST', `${net}/settle`, { paymentReference: 'wire-1' });
    await one.expect(200, 'POST', `${net}/refuse-settlement`, { text: 'x' });
    await two.expect(200, 'POST', `${net}/settle`, { paymentReference: 'wire-2' });
    await one.expect(200, 'POST', `${net}/confirm-settlement`);
    await three.expect(404, 'GET', net);
    await two.expect(200, 'GET', '/v1/nets?limit=1&period=2025-12&status=confirmed');
  }

  it('was all of it looked at, and no fen is made or lost', async () => {
    expect(check.unseen(SETTLEMENT)).toEqual([]);
    expect((await three.expect(200, 'GET', '/v1/funds')).body).toMatchObject({ conserved: true, held: '0' });
  });
});
