import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { DOCUMENT_FORM, type EscrowKind, parseId } from '@cloudfed/core';
import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, startOwnFederation } from './support/federation.js';
import { LedgerClient } from './support/ledger-client.js';
import { signed, SettlementSigner } from './support/settlement-signer.js';
import { eventually } from './support/terms.js';

/** What is due on every statement, in fen: a cloud host for a day. */
const DUE = 48;
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const;
type Month = (typeof MONTHS)[number];

const idOf = (month: Month): string => `00001-00002-2025-${month}`;

/** A cloud host of a day in a month that has ended whenever this runs. */
const hostOf = (month: Month) => ({
  ...{
    instanceId: `host-${month}`,
    providerId: '00001',
    userId: '00002001',
    cloudService: 'ECS',
    networkType: 'public',
  },
  ...{ bandwidthMbps: '2', cpu: '2', ramGb: '4', diskGb: '8' },
  ...{ beginTime: `2025-${month}-10T00:00:00Z`, endTime: `2025-${month}-11T00:00:00Z` },
  price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
});

function signedBy<T>(kind: EscrowKind, id: string, document: T, ...signers: readonly SettlementSigner[]) {
  const text = signed(kind, id, DOCUMENT_FORM.decode(document, 'document'), ...signers);
  return { ...(JSON.parse(text) as { readonly signatures: unknown }), document };
}

describe('what a statement says is due', () => {
  let federation: RunningFederation;
  let creditor: Caller;
  let debtor: Caller;
  let third: Caller;
  let drawer: SettlementSigner;
  let merchant: SettlementSigner;
  /** Past the debtor's gateway, which does not let it say what is not so. */
  let dishonest: LedgerClient;

  beforeAll(async () => {
    federation = await startOwnFederation();
    creditor = new Caller(federation, '00001', 'billing');
    debtor = new Caller(federation, '00002', 'billing');
    third = new Caller(federation, '00003', 'billing');
    const profile = federation.profiles.find(({ mspId }) => mspId === 'Org2MSP');
    if (profile === undefined) throw new Error('there is no profile of Org2MSP');
    dishonest = await LedgerClient.connect(profile);
    await owe();
    await provide();
  }, 120_000);

  afterAll(async () => {
    dishonest.close();
    await federation.stop();
  });

  const done = async (answer: Promise<Answer>): Promise<Answer> => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return answer;
  };

  async function owe(): Promise<void> {
    const [provider, consumer] = [
      new Caller(federation, '00001', 'operator'),
      new Caller(federation, '00002', 'operator'),
    ];
    for (const month of MONTHS) {
      await done(provider.post('/v1/ecs-imports', hostOf(month)));
      await eventually(() => done(consumer.post(`/v1/ecs-imports/host-${month}/accept`)));
    }
    for (const month of MONTHS) {
      const { body } = await done(creditor.post('/v1/statements', { consumerId: '00002', period: `2025-${month}` }));
      expect(body).toMatchObject({ statementId: idOf(month), amountDue: String(DUE), debtorId: '00002' });
      await eventually(() => done(debtor.post(`/v1/statements/${idOf(month)}/accept`)));
    }
  }

  const cheque = (bookId: string, fen: number) => {
    const document = { type: 'cheque', beneficiary: '00001001', cumulative: `${fen.toString()}000` };
    return { cheque: signedBy('chequebook', bookId, document, drawer) };
  };
  /** Of a channel that the drawer has paid 500 fen into, and the merchant 100. */
  const stateOf = (channelId: string, version: number, paid: number, final = false) => {
    const balances = [500 - paid, 100 + paid].map((fen) => `${fen.toString()}000`);
    const document = { type: 'channel-state', version, funding: 2, balances, withdrawn: [0, 0], locks: [], final };
    return { state: signedBy('payment-channel', channelId, document, drawer, merchant) };
  };

  /** Money for all, keys, the debtor's book, and a channel of the two. */
  async function provide(): Promise<void> {
    for (const orgId of ['00001', '00002', '00003']) {
      const issue = { reference: `bank-${orgId}`, orgId, amount: '10000' };
      for (const clearing of [creditor, debtor]) await done(clearing.post('/v1/funds/issues', issue));
    }
    const { network, chaincode, windowSeconds } = (await creditor.get('/v1/settlement-terms')).body.agreed;
    const terms = { network: parseId(network, 'network'), chaincode: parseId(chaincode, 'chaincode'), windowSeconds };
    drawer = new SettlementSigner('00002001', terms);
    merchant = new SettlementSigner('00001001', terms);
    for (const [caller, signer] of [
      [debtor, drawer],
      [creditor, merchant],
    ] as const) {
      const [party, publicKey, proof] = signer.registration();
      await done(caller.post('/v1/settlement-keys', { party, publicKey, proof }));
    }
    await done(debtor.post('/v1/chequebooks', { bookId: 'book', drawer: '00002001' }));
    await done(debtor.post('/v1/chequebooks/book/deposit', { amount: '30' }));
    await openChannel('channel', 2);
  }

  async function openChannel(channelId: string, size: number): Promise<void> {
    const opening = { channelId, member: '00002001', size: String(size), stake: '10', deposit: '500' };
    await done(debtor.post('/v1/payment-channels', opening));
    await eventually(() =>
      done(creditor.post(`/v1/payment-channels/${channelId}/join`, { member: '00001001', deposit: '100' })),
    );
  }

  const settle = (month: Month, paymentReference: string): Promise<Answer> =>
    debtor.post(`/v1/statements/${idOf(month)}/settle`, { paymentReference });
  const statusOf = async (month: Month): Promise<string> =>
    (await creditor.get(`/v1/statements/${idOf(month)}`)).body.status as string;
  const isConfirmed = (month: Month): Promise<void> =>
    eventually(async () => {
      expect(await statusOf(month)).toBe('confirmed');
    });
  const claim = async (month: Month, reference: string): Promise<void> => {
    const answer = await dishonest.submit('channel12', 'settleStatement', idOf(month), reference);
    expect(JSON.parse(answer)).toMatchObject({ status: 'settled' });
  };
  /** Left to people: it was looked at, and what is missing told. */
  const isLeft = async (month: Month, problem: RegExp): Promise<void> => {
    await eventually(async () => {
      expect(await creditor.post(`/v1/statements/${idOf(month)}/confirm-settlement`)).toMatchObject({
        status: 409,
        body: { code: 'CONFLICT', field: 'paymentReference', detail: expect.stringMatching(problem) as string },
      });
    });
    expect(await statusOf(month)).toBe('settled');
  };
  const cash = (bookId: string, fen: number): Promise<Answer> =>
    done(creditor.post(`/v1/chequebooks/${bookId}/cash`, cheque(bookId, fen)));
  const kill = async (name: string): Promise<void> => {
    const pid = federation.processes.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, 'SIGKILL');
    await eventually(async () => {
      expect((await creditor.get('/readyz')).status).toBe(200);
    });
  };

  it('is paid by a transfer, and confirmed by the creditor’s gateway itself', async () => {
    await done(debtor.post('/v1/funds/transfers', { transferId: 't-01', toOrgId: '00001', amount: String(DUE) }));
    expect(await settle('01', 'transfer:00002:t-01')).toMatchObject({ status: 200, body: { status: 'settled' } });
    await isConfirmed('01');
    expect(await settle('02', 'transfer:00002:t-01')).toMatchObject({
      status: 409,
      body: { field: 'paymentReference' },
    });
  });

  it('is paid by a cheque when all of it is cashed: one that bounced half waits for the rest', async () => {
    const reference = 'cheque:book:00001001';
    expect((await cash('book', DUE)).body).toMatchObject({ paid: '30', missing: '18' });
    const short = /30 fen in all have come to the creditor through it, 30 of them are free, 48 are due/u;
    const refused = await settle('02', reference);
    expect(refused).toMatchObject({ status: 409, body: { code: 'CONFLICT', field: 'paymentReference' } });
    expect(refused.body.detail).toMatch(short);
    await claim('02', reference);
    await isLeft('02', short);
    await done(debtor.post('/v1/chequebooks/book/deposit', { amount: '1000' }));
    expect((await cash('book', DUE)).body).toMatchObject({ paid: '18', missing: '0' });
    await isConfirmed('02');
  });

  it('is not paid by what has paid another: of two that name one payment one is confirmed', async () => {
    const reference = 'cheque:book:00001001';
    await cash('book', 2 * DUE);
    expect(await settle('03', reference)).toMatchObject({ status: 200 });
    await isConfirmed('03');
    await claim('04', reference);
    await isLeft('04', /96 fen in all have come to the creditor through it, 0 of them are free, 48 are due/u);
  });

  it('is confirmed after the creditor’s gateway was killed, of what was paid since', async () => {
    await kill('gateway-00001');
    expect(await statusOf('04')).toBe('settled');
    await cash('book', 3 * DUE);
    await isConfirmed('04');
  });

  it('is paid by a payment channel when the ledger has seen it; a refusal gives free what was claimed', async () => {
    const reference = 'payment-channel:channel';
    expect(await settle('05', reference)).toMatchObject({ status: 409 });
    await done(third.post('/v1/payment-channels/channel/checkpoint', stateOf('channel', 1, DUE)));
    await claim('05', reference);
    await isConfirmed('05');
    await claim('06', reference);
    await isLeft('06', /48 fen in all have come to the creditor through it, 0 of them are free, 48 are due/u);
    await done(creditor.post(`/v1/statements/${idOf('06')}/refuse-settlement`, { text: '未收到' }));
    await done(debtor.post('/v1/payment-channels/channel/close', stateOf('channel', 2, 2 * DUE, true)));
    await eventually(() => done(settle('07', reference)));
    await isConfirmed('07');
    await claim('06', reference);
    await isLeft('06', /96 fen in all have come to the creditor through it, 0 of them are free/u);
    await done(creditor.post(`/v1/statements/${idOf('06')}/refuse-settlement`, { text: '未收到' }));
  });

  it('is not paid by other people’s books and channels, nor by the creditor’s own', async () => {
    await done(third.post('/v1/chequebooks', { bookId: 'thirds', drawer: '00003001' }));
    await done(creditor.post('/v1/chequebooks', { bookId: 'creditors', drawer: '00001001' }));
    await openChannel('of-three', 3);
    const joining = { member: '00003001', deposit: '100' };
    await eventually(() => done(third.post('/v1/payment-channels/of-three/join', joining)));
    const alone = 'the payment channel is not of two members alone, one of 00002 and one of 00001';
    const cases: readonly (readonly [reference: string, problem: string])[] = [
      ['cheque:thirds:00001001', 'the chequebook is of 00003001, who is not of 00002, who owes'],
      ['cheque:creditors:00001', 'the chequebook is of 00001001, who is not of 00002, who owes'],
      ['cheque:book:00003001', 'the cheques are to 00003001, who is not of 00001, who is owed'],
      ['cheque:nothing:00001', 'there is no chequebook nothing'],
      ['payment-channel:of-three', alone],
      ['payment-channel:nothing', 'there is no payment channel nothing'],
      ['transfer:00001:t-01', 'there is no such transfer'],
    ];
    for (const [reference, problem] of cases) {
      await eventually(async () => {
        const { status, body } = await settle('06', reference);
        expect([status, body.code, body.detail]).toEqual([409, 'CONFLICT', `paymentReference: ${problem}`]);
      });
    }
    for (const reference of ['cheque:book', 'payment-channel:a:b', 'transfer:2:t']) {
      expect(await settle('06', reference)).toMatchObject({ status: 400, body: { field: 'paymentReference' } });
    }
  });

  it('is confirmed by a gateway that was down while it was settled', async () => {
    const pid = federation.processes.get('gateway-00001')?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await done(debtor.post('/v1/funds/transfers', { transferId: 't-08', toOrgId: '00001', amount: String(DUE) }));
    await done(settle('08', 'transfer:00002:t-08'));
    await kill('gateway-00001');
    await isConfirmed('08');
  });

  it('is paid with all the rest of a month, as the net of two organizations, by a cheque', async () => {
    const { body: proposed } = await done(creditor.post('/v1/nets', { counterpartyId: '00002', period: '2025-10' }));
    const path = `/v1/nets/${proposed.netId as string}`;
    await eventually(() => done(debtor.post(`${path}/accept`)));
    const payment = { paymentReference: 'cheque:book:00001001' };
    expect(await debtor.post(`${path}/settle`, payment)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/144 fen in all .* 0 of them are free, 48 are due/u) as string },
    });
    await cash('book', 4 * DUE);
    await eventually(() => done(debtor.post(`${path}/settle`, payment)));
    await eventually(async () => {
      expect((await creditor.get(path)).body).toMatchObject({ status: 'confirmed', amountDue: String(DUE) });
    });
    await done(creditor.post(`${path}/confirm-settlement`));
  });

  it('is told: who confirmed in the audit log, how many in the metrics, what is claimed on the ledger', async () => {
    const admin = new Caller(federation, '00001', 'admin');
    const { items } = (await admin.get('/v1/audit-log?principal=gateway&limit=1000')).body as {
      items: readonly Readonly<Record<string, unknown>>[];
    };
    const confirmed = items.filter(({ status }) => status === 200).map(({ path }) => path);
    for (const month of ['01', '02', '03', '04', '05', '07', '08'] as const) {
      expect(confirmed).toContain(`/v1/statements/${idOf(month)}/confirm-settlement`);
    }
    expect(confirmed).not.toContain(`/v1/statements/${idOf('06')}/confirm-settlement`);
    const metrics = (await creditor.get('/metrics')).body as string;
    expect(metrics).toMatch(/^cloudfed_settlements_total\{outcome="confirmed",org="00001"\} [1-9]/mu);
    expect(metrics).toMatch(/^cloudfed_settlements_waiting\{org="00001"\} 0$/mu);
    const standing = { received: String(4 * DUE), confirmed: String(4 * DUE), pending: '0', free: '0' };
    for (const side of [creditor, debtor]) {
      expect((await side.get('/v1/payment-instruments/cheque:book:00001001')).body).toMatchObject({
        sides: [{ orgId: '00001', paidBy: '00002', ...standing }],
      });
    }
    expect((await debtor.get('/v1/payment-instruments/payment-channel:channel')).body.sides).toMatchObject([
      { orgId: '00001', received: '96', confirmed: '96', free: '0' },
      { orgId: '00002', received: '-96', confirmed: '0', free: '0' },
    ]);
    expect(await third.get('/v1/payment-instruments/cheque:book:00001001')).toMatchObject({ status: 403 });
    expect(await debtor.get('/v1/payment-instruments/payment-channel:of-three')).toMatchObject({ status: 409 });
    expect(await debtor.get('/v1/payment-instruments/transfer:00002:t-01')).toMatchObject({ status: 400 });
    expect(await debtor.get('/v1/payment-instruments/cheque:nothing:00001')).toMatchObject({ status: 404 });
    const claims = await dishonest.evaluate('channel12', 'readPaymentInstrument', 'cheque:book:00001001');
    expect(JSON.parse(claims)).toMatchObject({ confirmed: { '00001': 4 * DUE }, pending: {} });
  });

  it('is left to people where it was paid elsewhere', async () => {
    await done(settle('09', 'wire:2026-10/17'));
    expect(await statusOf('09')).toBe('settled');
    const path = `/v1/statements/${idOf('09')}/confirm-settlement`;
    await eventually(() => done(creditor.post(path)));
    expect(await statusOf('09')).toBe('confirmed');
  });
});
