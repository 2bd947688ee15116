import { beforeAll, describe, expect, it } from 'vitest';

import { MeteringContract } from '../index.js';
import type { FakeLedger, Identity } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { ecs, openForBusiness, SEED_ECS, SEED_OSS, SEED_PRICE, SEED_QUOTA, withArguments } from './testing/seed.js';

type Kind =
  | 'whole'
  | 'net'
  | 'quantity'
  | 'id'
  | 'org'
  | 'user'
  | 'text'
  | 'word'
  | 'lane'
  | 'period'
  | 'packed'
  | 'payment'
  | 'hash';

interface Signature {
  readonly who: Identity;
  readonly args: readonly string[];
  /** Name and kind of every argument, in order. */
  readonly names: Readonly<Record<string, Kind>>;
  readonly optional?: number;
}

const QUOTA: Signature['names'] = {
  quotaID: 'id',
  resourceProvider: 'text',
  providerID: 'org',
  resourceUser: 'text',
  resource_userID: 'org',
  holdingtime: 'whole',
  CPU: 'quantity',
  RAM: 'quantity',
  hardDisk_ecs: 'quantity',
  hardDisk_oss: 'quantity',
  networkBandwidth: 'quantity',
  publicIP: 'whole',
  privateIP: 'whole',
};
const PRICE: Signature['names'] = {
  resouce_provider: 'text',
  provider_id: 'org',
  cpu_price: 'whole',
  ram_price: 'whole',
  hard_disk_ecs: 'whole',
  hard_disk_oss: 'whole',
  request_price: 'whole',
  network_bandwidth_public: 'whole',
  network_bandwidth_private: 'whole',
};
const COMMON: Signature['names'] = {
  instanceID: 'id',
  resourceProvider: 'text',
  providerID: 'org',
  resourceUser: 'text',
  userID: 'user',
  cloudService: 'text',
};
const BILL: Signature['names'] = { instanceID: 'id', providerID: 'org', userID: 'user' };
const USAGE: Signature['names'] = { providerID: 'org', lane: 'lane' };
const PAGE: Signature['names'] = { pageSize: 'whole', bookmark: 'text' };
const STATEMENT: Signature['names'] = { providerID: 'org', consumerID: 'org', period: 'period' };
const IDS = ['00001', '00002001'];
const HASH = '5a'.repeat(32);

const FUNCTIONS: Readonly<Record<string, Signature>> = {
  registerOrganization: { who: ORG1.admin, args: ['00001', 'CNIC'], names: { orgID: 'org', name: 'text' } },
  confirmOrganization: {
    who: ORG1.admin,
    args: ['00002', 'Org2MSP', 'CNNIC'],
    names: { orgID: 'org', mspID: 'text', name: 'text' },
    optional: 2,
  },
  readOrganization: { who: ORG1.client, args: ['00001'], names: { orgID: 'org' } },
  listOrganizations: { who: ORG1.client, args: [], names: {} },
  initInitialQuota: { who: ORG1.client, args: SEED_QUOTA, names: QUOTA },
  updateQuota: { who: ORG1.client, args: SEED_QUOTA, names: QUOTA },
  closeQuota: { who: ORG1.client, args: ['000001'], names: { quotaID: 'id' } },
  readQuotaUse: { who: ORG1.client, args: ['000001'], names: { quotaID: 'id' } },
  readActiveQuota: {
    who: ORG1.client,
    args: ['00001', '00002'],
    names: { providerID: 'org', consumerOrgID: 'org' },
  },
  listQuotas: { who: ORG1.client, args: ['10', ''], names: PAGE },
  pendingReleases: { who: ORG1.client, args: ['000001', '10'], names: { quotaID: 'id', limit: 'whole' } },
  allowProviderOpen: { who: ORG2.client, args: ['00001', 'false'], names: { providerID: 'org', allowed: 'word' } },
  readAllowance: { who: ORG1.client, args: ['00001', '00002'], names: { providerID: 'org', consumerOrgID: 'org' } },
  initPrice: { who: ORG1.client, args: SEED_PRICE, names: PRICE },
  updatePrice: { who: ORG1.client, args: SEED_PRICE, names: PRICE },
  schedulePrice: { who: ORG1.client, args: [...SEED_PRICE, '1770000100'], names: { ...PRICE, effectiveFrom: 'whole' } },
  readPriceAt: { who: ORG1.client, args: ['00001', '1770000000'], names: { providerID: 'org', seconds: 'whole' } },
  readPriceVersions: {
    who: ORG1.client,
    args: ['00001', '10', ''],
    names: { providerID: 'org', ...PAGE },
    optional: 2,
  },
  initECSResource: {
    who: ORG2.client,
    args: [...SEED_ECS, 'on-release'],
    names: {
      ...COMMON,
      networkType: 'word',
      networkBandwidth: 'quantity',
      CPU: 'quantity',
      RAM: 'quantity',
      hardDisk: 'quantity',
      commitment_servicetime: 'whole',
      billing: 'word',
    },
    optional: 1,
  },
  initOSSResource: {
    who: ORG2.client,
    args: [...SEED_OSS, 'on-release'],
    names: { ...COMMON, network_type: 'word', hardDisk: 'quantity', billing: 'word' },
    optional: 1,
  },
  releaseOSS: { who: ORG2.client, args: ['o'], names: { instanceID: 'id' } },
  listResources: { who: ORG1.client, args: ['ECSResource', '10', ''], names: { type: 'word', ...PAGE } },
  billedECS: { who: ORG2.client, args: ['e', ...IDS], names: BILL },
  billedOSS: {
    who: ORG1.client,
    args: ['o', ...IDS, '1', '1'],
    names: { ...BILL, ossRequest: 'whole', flowout: 'quantity' },
  },
  queryProviderBill: { who: ORG1.client, args: ['00001', 'ECSBill'], names: { id: 'org', type: 'word' } },
  queryProviderBillPage: {
    who: ORG1.client,
    args: ['00001', 'ECSBill', '10', ''],
    names: { id: 'org', type: 'word', ...PAGE },
  },
  queryUserBill: { who: ORG1.client, args: ['00002001', 'ECSBill'], names: { id: 'user', type: 'word' } },
  queryUserBillPage: {
    who: ORG1.client,
    args: ['00002001', 'ECSBill', '10', ''],
    names: { id: 'user', type: 'word', ...PAGE },
  },
  queryProviderTotalCost: { who: ORG1.client, args: ['00001', 'OSSBill'], names: { id: 'org', type: 'word' } },
  queryUserTotalCost: { who: ORG1.client, args: ['00002001', 'OSSBill'], names: { id: 'user', type: 'word' } },
  closeHours: { who: ORG1.client, args: ['0'], names: { throughHour: 'whole' } },
  rollUpTotals: {
    who: ORG1.client,
    args: ['P', '00001', 'ECSBill', '0'],
    names: { dimension: 'word', id: 'org', type: 'word', throughHour: 'whole' },
  },
  foldStatement: { who: ORG1.client, args: ['00001', '00002', '2026-01'], names: STATEMENT },
  issueStatement: { who: ORG1.client, args: ['00001', '00002', '2026-01'], names: STATEMENT },
  readStatement: { who: ORG1.client, args: ['s'], names: { statementID: 'id' } },
  listStatements: { who: ORG1.client, args: ['10', ''], names: PAGE },
  readStatementEntries: { who: ORG1.client, args: ['s', '0'], names: { statementID: 'id', page: 'whole' } },
  listPeriodEntries: {
    who: ORG1.client,
    args: ['00001', '2026-02', '10', ''],
    names: { providerID: 'org', period: 'period', ...PAGE },
  },
  readBills: { who: ORG1.client, args: ['ECSBill', '["e"]'], names: { type: 'word', instanceIDs: 'text' } },
  acceptStatement: { who: ORG2.client, args: ['s'], names: { statementID: 'id' } },
  settleStatement: { who: ORG2.client, args: ['s', 'p'], names: { statementID: 'id', paymentReference: 'text' } },
  confirmSettlement: {
    who: ORG1.client,
    args: ['s', '-1'],
    names: { statementID: 'id', paid: 'net' },
    optional: 1,
  },
  refuseSettlement: { who: ORG1.client, args: ['s', 'no'], names: { statementID: 'id', text: 'text' } },
  readPaymentInstrument: { who: ORG1.client, args: ['payment-channel:c'], names: { paymentReference: 'payment' } },
  proposeNet: { who: ORG1.client, args: ['2026-01', HASH], names: { period: 'period', salt: 'hash' } },
  acceptNet: { who: ORG2.client, args: ['n', HASH], names: { netID: 'id', statementsHash: 'hash' } },
  withdrawNet: { who: ORG1.client, args: ['n'], names: { netID: 'id' } },
  settleNet: { who: ORG2.client, args: ['n', 'p'], names: { netID: 'id', paymentReference: 'text' } },
  confirmNetSettlement: { who: ORG1.client, args: ['n', '-1'], names: { netID: 'id', paid: 'net' }, optional: 1 },
  refuseNetSettlement: { who: ORG1.client, args: ['n', 'no'], names: { netID: 'id', text: 'text' } },
  readNet: { who: ORG1.client, args: ['n'], names: { netID: 'id' } },
  listNets: { who: ORG1.client, args: ['10', ''], names: PAGE },
  importECSResource: {
    who: ORG1.client,
    args: [...SEED_ECS.slice(0, 11), '1760000000', '1760086400', ...SEED_PRICE.slice(2), 'metered'],
    names: {
      ...COMMON,
      networkType: 'word',
      networkBandwidth: 'quantity',
      CPU: 'quantity',
      RAM: 'quantity',
      hardDisk: 'quantity',
      beginTime: 'whole',
      endTime: 'whole',
      ...Object.fromEntries(Object.entries(PRICE).slice(2)),
      billing: 'word',
    },
    optional: 1,
  },
  withdrawImport: { who: ORG1.client, args: ['i'], names: { instanceID: 'id' } },
  readImport: { who: ORG1.client, args: ['i'], names: { instanceID: 'id' } },
  listImports: { who: ORG1.client, args: ['10', ''], names: PAGE },
  issueCorrection: {
    who: ORG1.client,
    args: ['c', 'credit', 'ECSBill', 'e', '1', 'OTHER', 'x'],
    names: {
      correctionID: 'id',
      kind: 'word',
      billType: 'word',
      instanceID: 'id',
      amount: 'whole',
      reason: 'word',
      text: 'text',
    },
  },
  issueUsageCorrection: {
    who: ORG1.client,
    args: ['c', 'credit', '00', '1', 'r', '1', 'OTHER', 'x'],
    names: {
      correctionID: 'id',
      kind: 'word',
      lane: 'lane',
      sequence: 'whole',
      recordIDs: 'id',
      amount: 'whole',
      reason: 'word',
      text: 'text',
    },
  },
  acceptCorrection: { who: ORG2.client, args: ['c'], names: { correctionID: 'id' } },
  rejectCorrection: { who: ORG2.client, args: ['c'], names: { correctionID: 'id' } },
  withdrawCorrection: { who: ORG1.client, args: ['c'], names: { correctionID: 'id' } },
  readCorrection: { who: ORG1.client, args: ['c'], names: { correctionID: 'id' } },
  listCorrections: { who: ORG1.client, args: ['10', ''], names: PAGE },
  listBillCorrections: {
    who: ORG1.client,
    args: ['ECSBill', 'e', '10', ''],
    names: { billType: 'word', instanceID: 'id', ...PAGE },
  },
  openDispute: {
    who: ORG2.client,
    args: ['d', 'ECSBill', 'e', 'OTHER', 'x'],
    names: { disputeID: 'id', subjectType: 'word', subjectID: 'id', reason: 'word', text: 'text' },
  },
  answerDispute: {
    who: ORG1.client,
    args: ['d', 'agreed', 'x', 'c'],
    names: { disputeID: 'id', answer: 'word', text: 'text', correctionID: 'id' },
    optional: 1,
  },
  resolveDispute: { who: ORG2.client, args: ['d', 'x'], names: { disputeID: 'id', text: 'text' } },
  readDispute: { who: ORG1.client, args: ['d'], names: { disputeID: 'id' } },
  listDisputes: { who: ORG1.client, args: ['10', ''], names: PAGE },
  recordUsage: { who: ORG1.client, args: ['AAAA'], names: { batch: 'packed' } },
  recordLateUsage: {
    who: ORG1.client,
    args: ['r', 'e', 'cpu', '1770000000', '1770000001', '1'],
    names: { id: 'id', instanceID: 'id', meter: 'word', from: 'whole', to: 'whole', quantity: 'quantity' },
  },
  refreshRoster: { who: ORG1.client, args: ['00'], names: { lane: 'lane' } },
  readUsageRecord: {
    who: ORG1.client,
    args: ['00001', '00', '1', 'r'],
    names: { ...USAGE, sequence: 'whole', recordID: 'id' },
  },
  readLateUsage: {
    who: ORG1.client,
    args: ['00001', 'e', 'cpu', '1'],
    names: { providerID: 'org', instanceID: 'id', meter: 'word', from: 'whole' },
  },
  readUsageBatch: { who: ORG1.client, args: ['00001', '00', '1'], names: { ...USAGE, sequence: 'whole' } },
  listUsageBatches: { who: ORG1.client, args: ['00001', '00', '10', ''], names: { ...USAGE, ...PAGE } },
  locateMetered: { who: ORG1.client, args: ['e'], names: { instanceIDs: 'id' } },
  readLane: { who: ORG1.client, args: ['00001', '00'], names: USAGE },
  listLanes: { who: ORG1.client, args: ['00001'], names: { providerID: 'org' } },
  pendingTotals: { who: ORG1.client, args: [''], names: { bookmark: 'text' } },
  rollUpUsage: { who: ORG1.client, args: ['00001', '0'], names: { providerID: 'org', throughHour: 'whole' } },
  readResource: { who: ORG1.client, args: ['quota', '000001'], names: { type: 'word', id: 'id' } },
  group: { who: ORG2.client, args: ['{}'], names: { json: 'text' } },
};

const MEGABYTE = '1'.repeat(1_000_000);
const BAD_NUMBERS = [
  '',
  ' ',
  ' 1',
  '1 ',
  '1e3',
  '0x10',
  '-1',
  '-0',
  '+1',
  '01',
  '1,5',
  '1_000',
  '１',
  '٣',
  'NaN',
  'Infinity',
  '1\u0000',
  '1\n',
  '.5',
  '1.',
  '1.00000000001',
  '9007199254740992',
  '18446744073709551616',
  MEGABYTE,
];
const BAD_IDS = ['', 'a/b', 'a\u0000b', '\u0000', '.a', '_a', '-a', 'é', 'a b', ' a', 'a\n', 'x'.repeat(65), MEGABYTE];
const BAD: Readonly<Record<Kind, readonly string[]>> = {
  whole: [...BAD_NUMBERS, '1.5', '1.0'],
  net: [...BAD_NUMBERS.filter((text) => text !== '-1'), '1.5', '-', '--1', '- 1', '-01', '-9007199254740992'],
  quantity: [...BAD_NUMBERS, '1000000000000', '0.12345678901'],
  id: BAD_IDS,
  org: [...BAD_IDS, '1', '0001', '000001', '0000１', 'abcde'],
  user: [...BAD_IDS, '0000', 'abcde001', '0000x1'],
  word: ['', 'x', ' public', 'PUBLIC', '\u0000', 'toString', '__proto__', MEGABYTE],
  lane: ['', 'A', '-a', 'a.b', 'a b', 'é', '\u0000', 'x'.repeat(33), MEGABYTE],
  packed: ['', ' ', 'A', 'AAAA', 'é', '\u0000', '{}', MEGABYTE],
  text: ['\u0000', 'a\u0000b', MEGABYTE],
  payment: [
    '',
    'p',
    'transfer:00001:t',
    'cheque:b',
    'cheque:b:1',
    'payment-channel:',
    'payment-channel:c:',
    'é',
    MEGABYTE,
  ],
  hash: ['', '5a', HASH.toUpperCase(), `${HASH}0`, ` ${HASH}`, `${HASH}\n`, '\u0000'.repeat(64), MEGABYTE],
  period: ['', '2026', '2026-13', '2026-00', '2026-1', '1969-12', '99999-01', '2026-01 ', '２０２６-01', MEGABYTE],
};

describe('bad input', () => {
  let ledger: FakeLedger;
  let before: [string, string][];

  beforeAll(async () => {
    ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('e', { 7: '1' }));
    await ledger.submit(ORG2.client, ['initOSSResource', ...withArguments(SEED_OSS, { 0: 'o' })]);
    before = ledger.dump();
  });

  it('is looked for in every function of the contract', () => {
    const functions = Object.getOwnPropertyNames(MeteringContract.prototype);
    const transactions = functions.filter((name) => !['constructor', 'unknownTransaction'].includes(name));
    expect(Object.keys(FUNCTIONS).sort()).toEqual(transactions.sort());
  });

  describe.each(Object.entries(FUNCTIONS))('%s', (fn, { who, args, names, optional = 0 }) => {
    it.each(Object.entries(names).map(([name, kind], position) => ({ name, kind, position })))(
      'refuses a bad $name and changes nothing',
      async ({ name, kind, position }) => {
        for (const value of BAD[kind]) {
          const { ok, text } = await ledger.simulate(who, [fn, ...withArguments(args, { [position]: value })]);
          const known = fn === 'confirmOrganization' && kind === 'text' && value.length <= 4_096;
          const shown = `${name}=${JSON.stringify(value.slice(0, 20))}: ${text.slice(0, 200)}`;
          expect(ok, shown).toBe(false);
          if (known) expect(text).toMatch(/^ALREADY_EXISTS: /u);
          else expect(text, shown).toMatch(new RegExp(`^(INVALID_ARGUMENT|AMOUNT_OVERFLOW): ${name}: `, 'u'));
          expect(text.length).toBeLessThan(300);
        }
        expect(ledger.dump()).toEqual(before);
      },
    );

    it('refuses a wrong number of arguments', async () => {
      const counts = [args.length + 1, args.length + 30, args.length - optional - 1];
      for (const count of counts.filter((number) => number >= 0)) {
        const given = Array.from({ length: count }, (_, index) => args[index] ?? 'x');
        const { ok, text } = await ledger.simulate(who, [fn, ...given]);
        expect([ok, text.split(':').slice(0, 2)]).toEqual([false, ['INVALID_ARGUMENT', ' arguments']]);
      }
    });
  });

  it.each(['nope', 'constructor', 'unknownTransaction', '__proto__', '', MEGABYTE])(
    'is a function that does not exist: %.20s',
    async (fn) => {
      const { ok, text } = await ledger.simulate(ORG1.client, [fn, 'x']);
      expect([ok, text]).toEqual([false, 'INVALID_ARGUMENT: function: is not one of this contract']);
    },
  );

  it('is a timestamp beyond all calendars', async () => {
    const call = ledger.submit(ORG2.client, ecs('f'), { seconds: 253_402_300_800 });
    await expect(call).rejects.toThrow('INVALID_ARGUMENT: timestamp: ');
  });
});
