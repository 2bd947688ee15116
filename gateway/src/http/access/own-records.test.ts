import { Readable } from 'node:stream';

import {
  CloudfedError,
  type EcsShape,
  EXACT_PER_FEN,
  type Fen,
  newChequeAccount,
  openAccount,
  openChequebook,
  openPaymentChannel,
  type OrgId,
  type Party,
  type Quantity,
  QUOTA_DIMENSIONS,
  type QuotaAmounts,
  type RecordId,
  type UserId,
} from '@cloudfed/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Correction, StatementEntry } from '../../fabric/billing-port.js';
import type {
  Bill,
  BillType,
  EcsResource,
  LedgerEvent,
  LedgerPort,
  OssResource,
  Page,
  ProvedUsage,
  QuotaUse,
} from '../../fabric/ledger-port.js';
import type { Lists } from '../../readmodel/lists.js';
import type { SettlementLists } from '../../readmodel/settlement-lists.js';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from '../gateway-under-test.js';
import { ACCESS, type OperationId } from './policy.js';

const MINE = '00002001' as UserId;
const OTHERS = '00002002' as UserId;
const BEGIN = { seconds: 1_700_000_000, nanos: 0 };
const END = { seconds: 1_700_086_400, nanos: 0 };
const PERIOD = '2023-11';
const REF = { transactionId: 'f'.repeat(64), blockNumber: 7 };
const one = 10_000_000_000n as Quantity;
const shape: EcsShape = { networkType: 'private', bandwidthMbps: one, cpu: one, ramGb: one, diskGb: one };

const common = (instanceId: string, userId: UserId) => ({
  instanceId: instanceId as RecordId,
  providerId: '00001' as OrgId,
  providerName: 'CNIC',
  consumerId: '00002' as OrgId,
  consumerName: 'CNNIC',
  userId,
  cloudService: 'service',
  quotaId: 'q' as RecordId,
  priceVersion: 1,
  status: 'open' as const,
  beginTime: BEGIN,
  endTime: undefined,
  billing: 'on-release' as const,
});
const ecsOf = (id: string, userId: UserId): EcsResource => ({
  type: 'ECSResource',
  ...common(id, userId),
  ...shape,
  commitmentDays: 1n,
});
const ossOf = (id: string, userId: UserId): OssResource => ({
  type: 'OSSResource',
  ...common(id, userId),
  networkType: 'public',
  diskGb: one,
});
const billOf = (type: BillType, id: string, userId: UserId): Bill => ({
  type,
  ...REF,
  instanceId: id as RecordId,
  providerId: '00001' as OrgId,
  consumerId: '00002' as OrgId,
  userId,
  beginTime: BEGIN,
  endTime: END,
  usageHours: 24n,
  usageSeconds: 86_400n,
  totalCost: 48n as Fen,
  exactAmount: (48n * EXACT_PER_FEN).toString(),
  lines: [
    {
      ...{ priceVersion: 1, meter: 'cpu' as const, from: BEGIN.seconds, to: END.seconds, seconds: 86_400n },
      ...{ quantity: one, price: 48n as Fen, exactAmount: (48n * EXACT_PER_FEN).toString() },
    },
  ],
  resource: type === 'ECSBill' ? ecsOf(id, userId) : ossOf(id, userId),
  priceSnapshot: [],
  period: PERIOD,
  ossRequest: undefined,
  flowOut: undefined,
});

const none = Object.fromEntries(QUOTA_DIMENSIONS.map((dimension) => [dimension, one])) as unknown as QuotaAmounts;
/** Lent to this organization where it is `mine`, else by it. */
const quotaOf = (id: string, userId: UserId): QuotaUse => ({
  quotaId: id as RecordId,
  providerId: (userId === MINE ? '00001' : '00002') as OrgId,
  providerName: 'one',
  consumerId: (userId === MINE ? '00002' : '00001') as OrgId,
  consumerName: 'other',
  holdingDays: 1n,
  limits: none,
  used: none,
  remaining: none,
  status: 'active',
  createdTime: BEGIN,
  updatedTime: BEGIN,
  closedTime: undefined,
});

const ENTRIES_OF_TWO: readonly StatementEntry[] = ['mine', 'theirs'].flatMap((id) => {
  const common = { userId: id === 'mine' ? MINE : OTHERS, billType: undefined, correctionId: undefined };
  const bill = {
    ...common,
    instanceId: id as RecordId,
    amount: 48n as Fen,
    records: undefined,
    exactAmount: undefined,
  };
  const usage = { ...common, instanceId: undefined, amount: undefined, records: 1, exactAmount: '1' };
  return [
    { ...bill, kind: 'ECSBill' },
    { ...usage, kind: 'ECSUsage' },
    { ...bill, kind: 'credit', billType: 'ECSUsage', correctionId: id as RecordId },
  ];
});
/** A credit note on usage. */
const noteOf = (id: string, userId: UserId): Correction => ({
  ...{ correctionId: id as RecordId, kind: 'credit', amount: 1n as Fen, reason: 'METERED_TWICE', text: '' },
  ...{ instanceId: id as RecordId, providerId: '00001' as OrgId, consumerId: '00002' as OrgId, userId },
  ...{ billType: 'ECSUsage', usage: { lane: '07', sequence: 1, recordIds: ['a-1' as RecordId] } },
  ...{ status: 'inForce', createdTime: END, decidedTime: END, period: PERIOD },
});

/** Records of two users under the ids `mine` and `theirs`; what is written is noted. */
function ledgerOfTwo(written: string[]): Partial<LedgerPort> {
  const ownerOf = (id: string): UserId => (id === 'mine' ? MINE : OTHERS);
  const note = (act: string, id: string): void => void written.push(`${act} ${id}`);
  const events: LedgerEvent[] = ['mine', 'theirs'].map((id, at) => ({
    ...REF,
    position: `p${String(at)}`,
    ledgerChannel: 'channel12',
    counterpartyId: '00001' as OrgId,
    changes: [
      { kind: 'ecs-resource.opened', id, record: ecsOf(id, ownerOf(id)) },
      { kind: 'oss-resource.stopped', id, record: ossOf(id, ownerOf(id)) },
      { kind: 'bill.issued', id, record: billOf('ECSBill', id, ownerOf(id)) },
      {
        kind: 'chequebook.opened',
        id,
        record: { type: 'Chequebook', value: openChequebook(id as RecordId, partyOf(ownerOf(id))) },
      },
      {
        kind: 'allowance.changed',
        id: 'allowance',
        record: { providerId: '00001' as OrgId, consumerId: '00002' as OrgId, allowed: true },
      },
    ],
  }));
  return {
    openEcs: (input) => {
      note('open', input.instanceId);
      return Promise.resolve({ ...REF, record: ecsOf(input.instanceId, input.userId) });
    },
    openOss: (input) => {
      note('open', input.instanceId);
      return Promise.resolve({ ...REF, record: ossOf(input.instanceId, input.userId) });
    },
    readQuota: (id) => Promise.resolve(quotaOf(id, ownerOf(id))),
    readEcs: (id) => Promise.resolve(ecsOf(id, ownerOf(id))),
    readOss: (id) => Promise.resolve(ossOf(id, ownerOf(id))),
    releaseEcs: ({ instanceId }) => {
      note('release', instanceId);
      return Promise.resolve(billOf('ECSBill', instanceId, ownerOf(instanceId)));
    },
    stopOss: ({ instanceId }) => {
      note('stop', instanceId);
      return Promise.resolve({ ...REF, record: ossOf(instanceId, ownerOf(instanceId)) });
    },
    readBill: (type, id) => Promise.resolve(billOf(type, id, ownerOf(id))),
    totalCost: (subject) => Promise.resolve('userId' in subject && subject.userId === MINE ? 48n : 1_000_000n),
    events: () => Readable.from(events),
    organizations: () =>
      Promise.resolve([
        { orgId: '00001' as OrgId, name: 'CNIC', mspId: 'Org1MSP', own: false },
        { orgId: '00002' as OrgId, name: 'CNNIC', mspId: 'Org2MSP', own: true },
      ]),
    readStatement: () => Promise.reject(new CloudfedError('NOT_FOUND', 'it is not issued')),
    periodEntries: ({ providerId }) => Readable.from(providerId === '00001' ? [ENTRIES_OF_TWO] : []),
    readBills: (type, ids) => Promise.resolve(ids.map((id) => billOf(type, id, ownerOf(id)))),
    readCorrection: (id) => Promise.resolve(noteOf(id, ownerOf(id))),
    readUsageRecord: () =>
      Promise.resolve({ batch: { windowFrom: BEGIN.seconds, windowTo: END.seconds } } as ProvedUsage),
    readSettlement: ({ name, args: [id = ''] }) => Promise.resolve(settlementOf(name, id, ownerOf(id)) as never),
  };
}

/** What the ledger has under an id; a book pays to whom its id says. */
function settlementOf(read: string, id: string, owner: UserId): object {
  switch (read) {
    case 'readChequeAccount':
      return chequeAccountOf(id, MERCHANT);
    case 'readChannel':
      return channelOf(id, owner);
    case 'readAccount':
      return openAccount(id as RecordId, accountTerms(owner));
    default:
      return openChequebook(id as RecordId, partyOf(owner));
  }
}

const MERCHANT = '00001007' as Party;
const partyOf = (userId: UserId): Party => userId as string as Party;
const accountTerms = (owner: UserId) =>
  ({ type: 'account-terms', holder: partyOf(owner), platform: MERCHANT }) as const;
const channelOf = (id: string, owner: UserId) =>
  openPaymentChannel({ id: id as RecordId, size: 2, stake: 0n as Fen }, partyOf(owner), 1n as Fen);
const chequeAccountOf = (id: string, beneficiary: Party) =>
  newChequeAccount(openChequebook(id as RecordId, partyOf(id === 'mine' ? MINE : OTHERS)), beneficiary);

function ofParty<T>(asked: Party | undefined, make: (id: string, userId: UserId) => T): Promise<Page<T>> {
  return only(asked as string as UserId | undefined, make);
}

/** The same records in lists, which narrow by what they are asked. */
const LISTS_OF_TWO: Partial<Lists> = {
  settlement: {
    chequebooks: ({ party }) => ofParty(party, (id, user) => openChequebook(id as RecordId, partyOf(user))),
    chequeAccounts: ({ party }) => ofParty(party, (id) => chequeAccountOf(id, MERCHANT)),
    paymentChannels: ({ party }) => ofParty(party, channelOf),
    accounts: ({ party }) => ofParty(party, (id, user) => openAccount(id as RecordId, accountTerms(user))),
  } as Partial<SettlementLists> as SettlementLists,
  quotas: async ({ consumerId }) => {
    const { items } = await only(undefined, quotaOf);
    return { items: items.filter((quota) => quota.consumerId === consumerId), nextCursor: undefined };
  },
  ecsResources: ({ userId }) => only(userId, ecsOf),
  ossResources: ({ userId }) => only(userId, ossOf),
  bills: ({ userId, type = 'ECSBill' }) => only(userId, (id, user) => billOf(type, id, user)),
  spend: ({ userId }) =>
    Promise.resolve({
      items: [userId ?? OTHERS].map((user) => ({
        period: PERIOD,
        providerId: '00001' as OrgId,
        consumerId: '00002' as OrgId,
        userId: user,
        type: 'ECSBill' as const,
        count: 1,
        totalCost: 48n,
      })),
      nextCursor: undefined,
    }),
  search: async (_prefix, { userId }) =>
    (await only(userId, ecsOf)).items.map(({ instanceId: id, providerId, consumerId, userId: user }) => ({
      kind: 'ECSResource' as const,
      id,
      providerId,
      consumerId,
      userId: user,
    })),
};

function only<T>(asked: UserId | undefined, make: (id: string, userId: UserId) => T): Promise<Page<T>> {
  const all = [
    { id: 'mine', userId: MINE },
    { id: 'theirs', userId: OTHERS },
  ];
  const items = all.filter(({ userId }) => asked === undefined || asked === userId);
  return Promise.resolve({ items: items.map(({ id, userId }) => make(id, userId)), nextCursor: undefined });
}

const OPEN = {
  instanceId: 'new',
  providerId: '00001',
  cloudService: 's',
  networkType: 'private',
  diskGb: '1',
} as const;
const OPEN_ECS = { ...OPEN, bandwidthMbps: '1', cpu: '1', ramGb: '1', commitmentDays: '1' };

describe('a user', () => {
  let gateway: GatewayUnderTest;
  let token: string;
  const written: string[] = [];

  const get = (path: string): Promise<Answer> => gateway.call({ path, token });
  const post = (path: string, body: unknown = {}): Promise<Answer> =>
    gateway.call({ method: 'POST', path, token, body });
  const idsIn = ({ body }: Answer): string[] =>
    (body['items'] as { instanceId: string }[]).map(({ instanceId }) => instanceId);

  /** What each operation of reach `own` does with a record of the user's own and with another's. */
  const SCENARIOS = {
    openEcsResource: async () => {
      expect(await post('/v1/ecs-resources', { ...OPEN_ECS, userId: MINE })).toMatchObject({ status: 201 });
      expect(await post('/v1/ecs-resources', { ...OPEN_ECS, userId: OTHERS })).toMatchObject({ status: 403 });
      expect(written).toEqual(['open new']);
    },
    openOssResource: async () => {
      expect(await post('/v1/oss-resources', { ...OPEN, userId: MINE })).toMatchObject({ status: 201 });
      expect(await post('/v1/oss-resources', { ...OPEN, userId: OTHERS })).toMatchObject({ status: 403 });
      expect(written).toEqual(['open new']);
    },
    readQuota: async () => {
      expect(await get('/v1/quotas/mine')).toMatchObject({ status: 200, body: { quotaId: 'mine' } });
      expect(await get('/v1/quotas/theirs')).toMatchObject({ status: 404, body: { field: 'quotaId' } });
    },
    listQuotas: async () => {
      for (const query of ['', '?consumerId=00002', '?limit=1']) {
        const { status, body } = await get(`/v1/quotas${query}`);
        expect(status).toBe(200);
        expect((body['items'] as { quotaId: string }[]).map(({ quotaId }) => quotaId)).toEqual(['mine']);
      }
      expect(await get('/v1/quotas?consumerId=00001')).toMatchObject({ status: 403, body: { field: 'consumerId' } });
    },
    readEcsResource: () => expectOwnRead('/v1/ecs-resources'),
    readOssResource: () => expectOwnRead('/v1/oss-resources'),
    readBill: async () => {
      await expectOwnRead('/v1/bills/ECSBill');
      await expectOwnRead('/v1/bills/OSSBill');
    },
    listEcsResources: () => expectOwnList('/v1/ecs-resources?'),
    listOssResources: () => expectOwnList('/v1/oss-resources?'),
    listBills: async () => {
      await expectOwnList('/v1/bills?type=ECSBill&');
      await expectOwnList('/v1/bills?type=ECSBill&providerId=00001&');
      await expectOwnList('/v1/bills?type=ECSBill&consumerId=00002&');
    },
    readChequebook: () => expectOwnEscrow('/v1/chequebooks', 'bookId'),
    readPaymentChannel: () => expectOwnEscrow('/v1/payment-channels', 'channelId'),
    readAccount: () => expectOwnEscrow('/v1/accounts', 'accountId'),
    readChequeAccount: async () => {
      expect(await get(`/v1/chequebooks/mine/accounts/${MERCHANT}`)).toMatchObject({ body: { bookId: 'mine' } });
      expect(await get(`/v1/chequebooks/theirs/accounts/${MERCHANT}`)).toMatchObject({ status: 404 });
    },
    listChequebooks: () => expectOwnEscrows('/v1/chequebooks', 'bookId'),
    listPaymentChannels: () => expectOwnEscrows('/v1/payment-channels', 'channelId'),
    listAccounts: () => expectOwnEscrows('/v1/accounts', 'accountId'),
    listChequeAccounts: () => expectOwnEscrows('/v1/cheque-accounts', 'bookId'),
    releaseEcsResource: () => expectOwnWrite('/v1/ecs-resources', 'release'),
    stopOssResource: () => expectOwnWrite('/v1/oss-resources', 'stop'),
    readTotals: async () => {
      expect(await get(`/v1/totals?type=ECSBill&userId=${MINE}`)).toMatchObject({ body: { totalCost: '48' } });
      expect(await get('/v1/totals?type=ECSBill')).toMatchObject({ body: { totalCost: '48' } });
      for (const whose of [`userId=${OTHERS}`, 'providerId=00001', 'consumerId=00002']) {
        expect(await get(`/v1/totals?${whose}`)).toMatchObject({ status: 403 });
      }
    },
    readSpend: async () => {
      expect(await get('/v1/spend')).toMatchObject({ body: { items: [{ userId: MINE, totalCost: '48' }] } });
      expect(await get(`/v1/spend?userId=${OTHERS}`)).toMatchObject({ status: 403 });
    },
    search: async () => {
      const { body } = await get('/v1/search?q=m');
      expect(body['items']).toMatchObject([{ id: 'mine', path: '/v1/ecs-resources/mine' }]);
    },
    exportFocus: async () => {
      await expectOwnFile('/v1/exports/focus');
      expect((await get(`/v1/exports/focus?period=${PERIOD}`)).text).toContain('credit note mine');
    },
    exportUsageRecords: () => expectOwnFile('/v1/exports/usage-records'),
    followEvents: async () => {
      const { text, status } = await get('/v1/events');
      expect(status).toBe(200);
      expect(text).not.toContain('theirs');
      expect(text).not.toContain(OTHERS);
      expect(text).not.toContain('allowance');
      const data = text.split('\n').filter((line) => line.startsWith('data: '));
      const events = data.map((line) => JSON.parse(line.slice('data: '.length)) as { changes: { kind: string }[] });
      expect(events.map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([
        ['ecs-resource.opened', 'oss-resource.stopped', 'bill.issued', 'chequebook.opened'],
      ]);
    },
  } satisfies Partial<Record<OperationId, () => Promise<void>>>;

  const expectOwnRead = async (path: string): Promise<void> => {
    expect(await get(`${path}/mine`)).toMatchObject({ status: 200, body: { instanceId: 'mine' } });
    const other = await get(`${path}/theirs`);
    expect(other).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(other.text).not.toContain(OTHERS);
  };
  const expectOwnList = async (path: string): Promise<void> => {
    for (const query of ['', `userId=${MINE}`, 'limit=1']) {
      const answer = await get(`${path}${query}`.replace(/[?&]$/u, ''));
      expect(answer.status).toBe(200);
      expect(idsIn(answer)).toEqual(['mine']);
      expect(answer.text).not.toContain(OTHERS);
    }
    expect(await get(`${path}userId=${OTHERS}`)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  };
  const expectOwnEscrow = async (path: string, idField: string): Promise<void> => {
    expect(await get(`${path}/mine`)).toMatchObject({ status: 200, body: { [idField]: 'mine' } });
    const other = await get(`${path}/theirs`);
    expect(other).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', field: idField } });
    expect(other.text).not.toContain(OTHERS);
  };
  const expectOwnEscrows = async (path: string, idField: string): Promise<void> => {
    for (const query of ['', `?party=${MINE}`, '?orgId=00002', '?limit=1']) {
      const answer = await get(`${path}${query}`);
      expect(answer.status).toBe(200);
      expect((answer.body['items'] as Record<string, unknown>[]).map((item) => item[idField])).toEqual(['mine']);
    }
    expect(await get(`${path}?party=${OTHERS}`)).toMatchObject({ status: 403, body: { field: 'party' } });
  };
  const expectOwnFile = async (path: string): Promise<void> => {
    const { status, text } = await get(`${path}?period=${PERIOD}`);
    expect(status).toBe(200);
    expect(text).toContain('mine');
    expect(text).not.toMatch(/theirs|00002002/u);
  };
  const expectOwnWrite = async (path: string, act: string): Promise<void> => {
    expect(await post(`${path}/mine/${act}`)).toMatchObject({ status: 200, body: { instanceId: 'mine' } });
    expect(await post(`${path}/theirs/${act}`)).toMatchObject({ status: 404 });
    expect(written).toEqual([`${act} mine`]);
  };

  beforeAll(async () => {
    gateway = await startGatewayUnderTest(ledgerOfTwo(written), { lists: LISTS_OF_TWO });
    token = await gateway.token({ sub: 'u1', roles: ['user'], user_id: MINE });
  });

  beforeEach(() => {
    written.length = 0;
  });

  afterAll(() => gateway.stop());

  const owned = (Object.keys(ACCESS) as OperationId[]).filter((operation) =>
    (Object.values(ACCESS[operation]) as string[]).includes('own'),
  );

  it('has a scenario for everything that it may do with its own records', () => {
    expect(Object.keys(SCENARIOS).sort()).toEqual([...owned].sort());
  });

  it.each(Object.entries(SCENARIOS))('sees and acts on its own records alone: %s', (_operation, scenario) =>
    scenario(),
  );

  it('is nobody without a user of this organization in its token', async () => {
    for (const user of [undefined, '00001001', '', 5, ['00002001'], '00002']) {
      const other = await gateway.token({ sub: 'u', roles: ['user'], user_id: user });
      expect(await gateway.call({ path: '/v1/organizations', token: other })).toMatchObject({ status: 401 });
    }
  });
});
