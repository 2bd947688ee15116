import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { DOCUMENT_FORM, type EscrowKind, parseId } from '@cloudfed/core';
import type { RunningFederation } from '@cloudfed/federation';

import { Caller, startOwnFederation } from './support/federation.js';
import { signed, SettlementSigner } from './support/settlement-signer.js';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../gateway/dist/main.js', import.meta.url));
const TERMS = {
  network: parseId('cloudfed-demo', 'network'),
  chaincode: parseId('cloudfed', 'chaincode'),
  windowSeconds: 86_400,
};

/** A document that these have signed, as a body has it. */
function signedBy<T>(signers: readonly SettlementSigner[], kind: EscrowKind, id: string, document: T) {
  const text = signed(kind, id, DOCUMENT_FORM.decode(document, 'document'), ...signers);
  return { ...(JSON.parse(text) as { readonly signatures: unknown }), document };
}

function registration(signer: SettlementSigner) {
  const [party, publicKey, proof] = signer.registration();
  return { party, publicKey, proof };
}

describe('settlement over HTTP', () => {
  let federation: RunningFederation;
  let one: Caller;
  let two: Caller;
  let three: Caller;
  const drawer = new SettlementSigner('00002001', TERMS);
  const merchant = new SettlementSigner('00001001', TERMS);

  beforeAll(async () => {
    federation = await startOwnFederation();
    one = new Caller(federation, '00001', 'billing');
    two = new Caller(federation, '00002', 'billing');
    three = new Caller(federation, '00003', 'billing');
  });

  afterAll(() => federation.stop());

  const balance = async (orgId: string): Promise<string> =>
    (await three.get(`/v1/funds/balances/${orgId}`)).body.balance as string;

  it('stands on terms that all organizations have agreed on', async () => {
    expect((await one.get('/v1/settlement-terms')).body).toMatchObject({
      agreed: { network: 'cloudfed-demo', chaincode: 'cloudfed', windowSeconds: 86_400 },
      votes: [{ orgId: '00001' }, { orgId: '00002' }, { orgId: '00003' }],
    });
  });

  it('money comes in when two organizations say so, is transferred, and goes out when another has paid it', async () => {
    const issue = { reference: 'bank-1', orgId: '00002', amount: '100000' };
    expect(await two.post('/v1/funds/issues', issue)).toMatchObject({ status: 201, body: { status: 'requested' } });
    expect(await balance('00002')).toBe('0');
    expect(await one.post('/v1/funds/issues', issue)).toMatchObject({ status: 201, body: { status: 'done' } });
    expect(await one.post('/v1/funds/issues', { ...issue, amount: '1' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS' },
    });
    const operator = new Caller(federation, '00002', 'operator');
    expect(await operator.post('/v1/funds/issues', { ...issue, reference: 'bank-2' })).toMatchObject({ status: 403 });

    const transfer = { transferId: 't-1', toOrgId: '00001', amount: '5000' };
    for (let repeat = 0; repeat < 2; repeat += 1) {
      expect(await two.post('/v1/funds/transfers', transfer)).toMatchObject({
        status: 201,
        body: { ...transfer, fromOrgId: '00002', currency: 'CNY' },
      });
    }
    expect([await balance('00001'), await balance('00002')]).toEqual(['5000', '95000']);
    expect(await two.post('/v1/funds/transfers', { ...transfer, transferId: 't-2', amount: '95001' })).toMatchObject({
      status: 422,
      body: { code: 'FUNDS_SHORT' },
    });
    expect((await three.get('/v1/funds/transfers/00002/t-1')).body).toMatchObject(transfer);

    await one.post('/v1/funds/redemptions', { reference: 'r-1', amount: '1000' });
    const path = '/v1/funds/redemptions/00001/r-1';
    expect(await one.post(`${path}/confirm`, { amount: '1000' })).toMatchObject({ status: 403 });
    expect(await two.post(`${path}/confirm`, { amount: '1000' })).toMatchObject({
      status: 200,
      body: { status: 'done', answeredBy: '00002' },
    });
    expect((await one.get(path)).body).toMatchObject({ orgId: '00001', amount: '1000', status: 'done' });
  });

  it('a user registers the key it signs with, and its organization alone does so for it', async () => {
    expect(await one.post('/v1/settlement-keys', registration(drawer))).toMatchObject({ status: 403 });
    for (const [caller, signer] of [
      [two, drawer],
      [one, merchant],
    ] as const) {
      expect(await caller.post('/v1/settlement-keys', registration(signer))).toMatchObject({ status: 201 });
    }
    const { publicKey } = registration(drawer);
    expect((await one.get('/v1/settlement-keys/00002001')).body.keys).toEqual([
      { epoch: 1, publicKey, retiresAt: null },
    ]);
  });

  it('a cheque is cashed by whoever shows it, once', async () => {
    expect(await two.post('/v1/chequebooks', { bookId: 'b-1', drawer: '00002001' })).toMatchObject({ status: 201 });
    await two.post('/v1/chequebooks/b-1/deposit', { amount: '300' });
    const before = Number(await balance('00001'));
    const cheque = signedBy([drawer], 'chequebook', 'b-1', {
      type: 'cheque',
      beneficiary: '00001001',
      cumulative: '120500',
    });
    expect(await three.post('/v1/chequebooks/b-1/cash', { cheque })).toMatchObject({
      status: 200,
      body: { paid: '120', missing: '0', account: { claimed: '120500' }, book: { deposit: '180', status: 'funded' } },
    });
    expect(Number(await balance('00001'))).toBe(before + 120);
    expect(await one.post('/v1/chequebooks/b-1/cash', { cheque })).toMatchObject({ status: 409 });
    const forged = signedBy([merchant], 'chequebook', 'b-1', { ...cheque.document, cumulative: '300000' });
    expect(await one.post('/v1/chequebooks/b-1/cash', { cheque: forged })).toMatchObject({ status: 400 });
    const wrong = { ...cheque, document: { ...cheque.document, cumulative: 1 } };
    expect(await one.post('/v1/chequebooks/b-1/cash', { cheque: wrong })).toMatchObject({
      status: 400,
      body: { field: 'cheque.document.cumulative' },
    });
    expect((await three.get('/v1/chequebooks')).body.items).toMatchObject([{ bookId: 'b-1', drawer: '00002001' }]);
    expect((await three.get('/v1/chequebooks/b-1/accounts/00001001')).body).toMatchObject({ paid: '120' });
  });

  it('a payment into an escrow counts once under one idempotency key', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'deposit-1' };
    const body = JSON.stringify({ amount: '7' });
    const answers = [
      await two.send('POST', '/v1/chequebooks/b-1/deposit', body, headers),
      await two.send('POST', '/v1/chequebooks/b-1/deposit', body, headers),
    ];
    expect(answers.map((answer) => answer.body.deposit as string)).toEqual(['187', '187']);
    expect((await two.get('/v1/chequebooks/b-1')).body.deposit).toBe('187');
  });

  it('a payment channel is opened, joined, kept up to date and closed together', async () => {
    const opening = { channelId: 'c-1', member: '00002001', size: '2', stake: '10', deposit: '500' };
    expect(await two.post('/v1/payment-channels', { ...opening, invited: ['00001001'] })).toMatchObject({
      status: 201,
      body: { status: 'open', invited: ['00001001'] },
    });
    const joined = await one.post('/v1/payment-channels/c-1/join', { member: '00001001', deposit: '100' });
    expect(joined).toMatchObject({ status: 200, body: { status: 'funded', members: ['00002001', '00001001'] } });
    const state = (version: number, balances: readonly string[], final: boolean) =>
      signedBy([drawer, merchant], 'payment-channel', 'c-1', {
        ...{ type: 'channel-state', version, funding: 2, balances, withdrawn: [0, 0], locks: [] },
        final,
      });
    const kept = await three.post('/v1/payment-channels/c-1/checkpoint', {
      state: state(1, ['400000', '200000'], false),
    });
    expect(kept).toMatchObject({ status: 200, body: { checkpoint: { version: 1, balances: ['400000', '200000'] } } });
    expect(await one.post('/v1/payment-channels/c-1/closing/begin', { member: '00001001' })).toMatchObject({
      body: { status: 'closing', closing: { begunWith: 1, deadline: null } },
    });
    expect(await three.post('/v1/payment-channels/c-1/closing/arm')).toMatchObject({ body: { status: 'armed' } });
    expect(await one.post('/v1/payment-channels/c-1/closing/finalize')).toMatchObject({ status: 409 });
    const before = Number(await balance('00001'));
    const closed = await one.post('/v1/payment-channels/c-1/close', { state: state(2, ['300000', '300000'], true) });
    expect(closed).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect(Number(await balance('00001'))).toBe(before + 310);
    expect((await two.get('/v1/payment-channels?limit=1')).body.items).toMatchObject([{ channelId: 'c-1' }]);
  });

  it('an account is registered by both, filled, and loses to newer counters', async () => {
    const account = (document: Readonly<Record<string, unknown>>) =>
      signedBy([drawer, merchant], 'account', 'a-1', document);
    const terms = account({ type: 'account-terms', holder: '00002001', platform: '00001001' });
    expect(await three.post('/v1/accounts', { accountId: 'a-1', terms })).toMatchObject({ status: 201 });
    expect(await two.post('/v1/accounts/a-1/lock', { amount: '50' })).toMatchObject({ body: { locked: '50' } });
    expect(await one.post('/v1/accounts/a-1/lock', { amount: '50' })).toMatchObject({ status: 403 });
    const debits = (amount: string) => account({ type: 'account-debits', debits: amount });
    await one.post('/v1/accounts/a-1/checkpoint', { document: debits('20000') });
    expect(await two.post('/v1/accounts/a-1/checkpoint', { document: debits('10000') })).toMatchObject({ status: 409 });
    const last = account({ type: 'account-withdrawal', toHolder: 30, toPlatform: 20, final: true });
    expect(await one.post('/v1/accounts/a-1/withdraw', { withdrawal: last })).toMatchObject({
      status: 200,
      body: { status: 'closed', toHolder: '30', toPlatform: '20' },
    });
  });

  it('a preimage that was revealed is found by its hash', async () => {
    const preimage = '5c'.repeat(32);
    const hash = createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex');
    const revealed = await two.post('/v1/preimages', { preimage });
    expect(revealed).toMatchObject({ status: 201, body: { hash, preimage } });
    expect(revealed.headers.get('location')).toBe(`/v1/preimages/${hash}`);
    expect((await one.get(`/v1/preimages/${hash}`)).body).toMatchObject({ hash, preimage });
  });

  it('is listed by who takes part in it, and every movement of an organization’s funds has its cause', async () => {
    const last = await two.post('/v1/funds/transfers', { transferId: 't-9', toOrgId: '00003', amount: '1' });
    const headers = { 'x-read-after': last.body.transactionId as string };
    const listed = async (caller: Caller, path: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
      (await caller.send('GET', path, undefined, headers)).body.items as Readonly<Record<string, unknown>>[];
    for (const orgId of ['00001', '00002']) {
      const movements = await listed(three, `/v1/funds/movements?orgId=${orgId}`);
      const sum = movements.reduce((total, { balanceChange }) => total + BigInt(balanceChange as string), 0n);
      expect(sum.toString()).toBe(await balance(orgId));
      expect(movements.filter(({ cause }) => cause === null)).toEqual([]);
    }
    expect(await listed(one, '/v1/funds/transfers?toOrgId=00003')).toMatchObject([{ transferId: 't-9', amount: '1' }]);
    expect(await listed(one, '/v1/funds/issues?status=done')).toMatchObject([{ reference: 'bank-1' }]);
    expect(await listed(one, '/v1/funds/redemptions')).toMatchObject([{ reference: 'r-1', status: 'done' }]);
    expect(await listed(one, '/v1/cheque-accounts?party=00001001')).toMatchObject([{ bookId: 'b-1', paid: '120' }]);
    const user = new Caller(federation, '00002', 'user');
    for (const path of ['/v1/chequebooks', '/v1/payment-channels', '/v1/accounts']) {
      expect(await listed(one, `${path}?orgId=00002`)).toHaveLength(1);
      expect(await listed(one, `${path}?orgId=00003`)).toEqual([]);
      expect(await listed(one, `${path}?party=00002001`)).toHaveLength(1);
      expect(await listed(user, path)).toHaveLength(1);
    }
  });

  it('is in the read model as if it was built again', async () => {
    const command = async (of: string): Promise<string> => {
      const { stdout } = await run(process.execPath, [MAIN, 'readmodel', of], {
        env: {
          PATH: process.env['PATH'],
          CLOUDFED_ORG_ID: '00003',
          CLOUDFED_PROFILE: join(federation.layout.profiles, 'org3.json'),
          CLOUDFED_DATA_DIR: join(federation.layout.gateway('00003'), 'data'),
        },
      });
      return stdout;
    };
    const before = await command('digest');
    expect(before).toContain('digest ');
    expect(await command('rebuild')).toBe(before);
    await vi.waitFor(
      async () => {
        expect((await three.get('/v1/payment-channels')).body.items).toMatchObject([{ channelId: 'c-1' }]);
      },
      { timeout: 20_000 },
    );
  });

  it('no fen is made or lost by any of it', async () => {
    expect((await three.get('/v1/funds')).body).toMatchObject({
      ...{ issued: '100000', redeemed: '1000', held: '0', conserved: true },
      ...{ chequebooks: '187', paymentChannels: '0', accounts: '0' },
    });
  });
});
