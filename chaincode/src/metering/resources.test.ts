import { describe, expect, it } from 'vitest';

import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import {
  billEcs,
  ecs,
  openForBusiness,
  pairwiseLedger,
  SEED_OSS,
  SEED_PRICE,
  SEED_QUOTA,
  withArguments,
} from './testing/seed.js';

const DAY = 86_400;
const oss = (replaced: Readonly<Record<number, string>> = {}): string[] => [
  'initOSSResource',
  ...withArguments(SEED_OSS, replaced),
];
const billOss = (...counters: string[]): string[] => ['billedOSS', '202202160001', '00001', '00002001', ...counters];

describe('opening an instance', () => {
  it('needs a price and a quota', async () => {
    const ledger = await pairwiseLedger();
    await expect(ledger.submit(ORG2.client, ecs('a'))).rejects.toThrow('PRICE_MISSING: ');
    await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
    await expect(ledger.submit(ORG2.client, ecs('a'))).rejects.toThrow('QUOTA_MISSING: ');
    await ledger.submit(ORG1.client, ['initInitialQuota', ...SEED_QUOTA]);
    await expect(ledger.submit(ORG2.client, ecs('a'), { seconds: ledger.seconds - 1 })).rejects.toThrow(
      'PRICE_MISSING: ',
    );
    await ledger.submit(ORG2.client, ecs('a'));
  });

  it('takes registered names and the user of the consumer only', async () => {
    const ledger = await openForBusiness();
    const before = ledger.dump();
    for (const [position, value, error] of [
      [1, 'CNNIC', 'INVALID_ARGUMENT: resourceProvider: '],
      [3, 'CNIC', 'INVALID_ARGUMENT: resourceUser: '],
      [4, '00001001', 'INVALID_ARGUMENT: userID: '],
      [4, '00003001', 'NOT_CONFIRMED: userID: '],
      [4, '00002', 'INVALID_ARGUMENT: userID: '],
      [2, '00003', 'NOT_CONFIRMED: providerID: '],
      [6, 'Public', 'INVALID_ARGUMENT: networkType: '],
      [6, '', 'INVALID_ARGUMENT: networkType: '],
      [5, 'a\u0000b', 'INVALID_ARGUMENT: cloudService: '],
    ] as const) {
      await expect(ledger.submit(ORG2.client, ecs('a', { [position]: value }))).rejects.toThrow(error);
    }
    await expect(ledger.submit(ORG2.client, oss({ 6: 'vpn' }))).rejects.toThrow('INVALID_ARGUMENT: network_type: ');
    expect(ledger.dump()).toEqual(before);
  });

  it('is harmless to repeat, also later and after release; other content is refused', async () => {
    const ledger = await openForBusiness();
    const opened = await ledger.submit(ORG2.client, ecs('a'));
    const store = await ledger.submit(ORG2.client, oss());
    ledger.seconds += 5;
    const before = ledger.dump();
    expect(await ledger.submit(ORG2.client, ecs('a', { 8: '2.0' }))).toBe(opened);
    expect(await ledger.submit(ORG2.client, oss())).toBe(store);
    for (const [position, value] of [
      [4, '00002002'],
      [5, 'VM'],
      [6, 'private'],
      [7, '1'],
      [8, '1'],
      [9, '1'],
      [10, '1'],
      [11, '1'],
    ] as const) {
      await expect(ledger.submit(ORG2.client, ecs('a', { [position]: value }))).rejects.toThrow('ALREADY_EXISTS: ');
    }
    await expect(ledger.submit(ORG2.client, oss({ 7: '21' }))).rejects.toThrow('ALREADY_EXISTS: ');
    expect(ledger.dump()).toEqual(before);
    await ledger.submit(ORG2.client, billEcs('a'));
    expect(JSON.parse(await ledger.submit(ORG2.client, ecs('a')))).toMatchObject({ status: 'released' });
  });

  it('does not mix up the ids of cloud hosts and object stores', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('same'));
    await ledger.submit(ORG2.client, oss({ 0: 'same' }));
    expect(await ledger.evaluate(ORG1.client, ['readResource', 'ECSResource', 'same'])).toContain('"CPU":2');
    expect(await ledger.evaluate(ORG1.client, ['readResource', 'OSSResource', 'same'])).toContain('"hardDisk":20');
    expect(await ledger.evaluate(ORG1.client, ['listResources', 'ECSResource', '10', ''])).not.toContain('OSSResource');
  });
});

describe('releasing a cloud host', () => {
  it.each([
    ['the consumer', ORG2],
    ['the provider', ORG1],
  ])('can be done by %s, once', async (_who, org) => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a'));
    ledger.seconds += 3_599;
    expect(JSON.parse(await ledger.submit(org.client, billEcs('a')))).toMatchObject({
      usageSeconds: 3_599,
      usageTime: 0,
      totalCost: 2,
    });
    const before = ledger.dump();
    await expect(ledger.submit(ORG2.client, billEcs('a'))).rejects.toThrow('ALREADY_RELEASED: ');
    expect(ledger.dump()).toEqual(before);
  });

  it('names the instance, its provider and its user rightly', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a'));
    await expect(ledger.submit(ORG2.client, billEcs('nope'))).rejects.toThrow('NOT_FOUND: instanceID: ');
    await expect(ledger.submit(ORG2.client, ['billedECS', 'a', '00001', '00002002'])).rejects.toThrow(
      'INVALID_ARGUMENT: userID: ',
    );
    await expect(ledger.submit(ORG2.client, ['billedECS', 'a', '00002', '00001001'])).rejects.toThrow(
      'INVALID_ARGUMENT: providerID: ',
    );
    await expect(ledger.evaluate(ORG2.client, ['readResource', 'ECSBill', 'a'])).rejects.toThrow('NOT_FOUND: ');
  });

  it('cannot end before it began', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a'));
    await expect(ledger.submit(ORG2.client, billEcs('a'), { seconds: ledger.seconds - 1 })).rejects.toThrow(
      'TIME_ORDER: ',
    );
  });

  it('refuses a bill that no record could hold exactly', async () => {
    const ledger = await openForBusiness();
    const dearest = withArguments(SEED_PRICE, { 2: '9007199254740991' });
    await ledger.submit(ORG1.client, ['updatePrice', ...dearest]);
    await ledger.submit(ORG2.client, ecs('a'));
    ledger.seconds += DAY;
    await expect(ledger.submit(ORG2.client, billEcs('a'))).rejects.toThrow('AMOUNT_OVERFLOW: ');
  });
});

describe('releasing an object store', () => {
  it('is billed by the provider, who has the counters', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, oss());
    await expect(ledger.submit(ORG2.client, billOss('0', '0'))).rejects.toThrow('FORBIDDEN: ');
    ledger.seconds += DAY / 2;
    expect(JSON.parse(await ledger.submit(ORG1.client, billOss('0', '0')))).toMatchObject({ totalCost: 10 });
    await expect(ledger.submit(ORG1.client, billOss('0', '0'))).rejects.toThrow('ALREADY_RELEASED: ');
    await expect(ledger.submit(ORG2.client, ['releaseOSS', '202202160001'])).rejects.toThrow('ALREADY_RELEASED: ');
  });

  it('ends when the consumer stops the clock, and gives its disk back then', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, oss());
    ledger.seconds += DAY;
    await expect(ledger.submit(ORG1.client, ['releaseOSS', '202202160001'])).rejects.toThrow('FORBIDDEN: ');
    const stopped = await ledger.submit(ORG2.client, ['releaseOSS', '202202160001']);
    const endTime = { seconds: ledger.seconds, nanos: 123_456_789 };
    expect(JSON.parse(stopped)).toMatchObject({ status: 'stopped', endTime });
    const used = async (): Promise<unknown> =>
      (JSON.parse(await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001'])) as { used: unknown }).used;
    expect(await used()).toMatchObject({ hardDisk_oss: 0 });
    await expect(ledger.submit(ORG2.client, ['releaseOSS', '202202160001'])).rejects.toThrow('ALREADY_RELEASED: ');
    ledger.seconds += 10 * DAY;
    const bill = JSON.parse(await ledger.submit(ORG1.client, billOss('5', '1.5'))) as unknown;
    expect(bill).toMatchObject({ endTime, usageSeconds: DAY, totalCost: 20 + 5 + 3 });
    expect(await used()).toMatchObject({ hardDisk_oss: 0 });
  });
});

describe('lists', () => {
  it('answer in pages that together are the whole', async () => {
    const ledger = await openForBusiness(withArguments(SEED_QUOTA, { 10: '100', 6: '100', 7: '100', 8: '100' }));
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await ledger.submit(ORG2.client, ecs('b1', { 4: '00002002' }));
    for (const id of ids) await ledger.submit(ORG2.client, ecs(id));
    ledger.seconds += 10;
    for (const id of ids) await ledger.submit(ORG2.client, billEcs(id));
    await ledger.submit(ORG2.client, ['billedECS', 'b1', '00001', '00002002']);
    await expect(
      ledger.evaluate(ORG2.client, ['queryProviderBillPage', '00001', 'ECSBill', '2', 'nope']),
    ).rejects.toThrow('INVALID_ARGUMENT: bookmark: ');
    for (const list of [
      ['listResources', 'ECSResource'],
      ['queryProviderBillPage', '00001', 'ECSBill'],
      ['queryUserBillPage', '00002001', 'ECSBill'],
      ['queryUserBillPage', '00002', 'ECSBill'],
    ]) {
      const found: string[] = [];
      let bookmark = '';
      do {
        const page = JSON.parse(await ledger.evaluate(ORG2.client, [...list, '2', bookmark])) as {
          result: { instanceID: string }[];
          bookmark: string;
        };
        expect(page.result.length).toBeLessThanOrEqual(2);
        found.push(...page.result.map(({ instanceID }) => instanceID));
        bookmark = page.bookmark;
      } while (bookmark !== '');
      expect(found.filter((id) => id !== 'b1')).toEqual(ids);
      expect(found.includes('b1')).toBe(list[1] !== '00002001');
    }
  });

  it('answer at most 1,000 records and say where the rest begins', async () => {
    const ledger = await openForBusiness(
      withArguments(SEED_QUOTA, { 6: '9999', 7: '9999', 8: '9999', 10: '9999', 11: '9999' }),
    );
    for (const from of [0, 500, 1000]) {
      const ids = Array.from({ length: from === 1000 ? 1 : 500 }, (_, index) => (1_000_000 + from + index).toString());
      const items = ids.flatMap((id) => [ecs(id), billEcs(id)]).map(([fn, ...args]) => ({ fn, args }));
      for (const half of [items.slice(0, 500), items.slice(500)]) {
        if (half.length > 0) await ledger.submit(ORG2.client, ['group', JSON.stringify({ items: half })]);
      }
    }
    for (const query of [
      ['queryProviderBill', '00001'],
      ['queryUserBill', '00002001'],
    ]) {
      const answer = JSON.parse(await ledger.evaluate(ORG2.client, [...query, 'ECSBill'])) as {
        result: unknown[];
        bookmark: string;
      };
      expect(answer.result).toHaveLength(1_000);
      expect(answer.bookmark).toBe('1001000');
    }
    await expect(ledger.evaluate(ORG2.client, ['listResources', 'ECSResource', '1001', ''])).rejects.toThrow(
      'INVALID_ARGUMENT: pageSize: ',
    );
  });
});

describe('answers', () => {
  it('stay below what a client takes, also of bills with very many lines', async () => {
    const ledger = await openForBusiness(
      withArguments(SEED_QUOTA, { 6: '9999', 7: '9999', 8: '9999', 10: '9999', 11: '9999' }),
    );
    const ids = Array.from({ length: 20 }, (_, index) => `i${(10 + index).toString()}`);
    const group = (calls: readonly string[][]): string[] => [
      'group',
      JSON.stringify({ items: calls.map(([fn, ...args]) => ({ fn, args })) }),
    ];
    await ledger.submit(ORG2.client, group(ids.map((id) => ecs(id))));
    for (let version = 2; version <= 200; version += 1) {
      ledger.seconds += 1;
      await ledger.submit(ORG1.client, ['updatePrice', ...withArguments(SEED_PRICE, { 2: version.toString() })]);
    }
    const answer = await ledger.submit(ORG2.client, group(ids.map(billEcs)));
    expect(answer.length).toBeLessThan(1_500_000);
    const { results } = JSON.parse(answer) as { results: { error?: string }[] };
    const full = results.filter(({ error }) => error?.startsWith('LIMIT_EXCEEDED: '));
    expect(full.length).toBeGreaterThan(0);
    for (const id of ids.slice(-full.length)) await ledger.submit(ORG2.client, billEcs(id));
    for (const query of [
      ['queryProviderBillPage', '00001'],
      ['queryUserBillPage', '00002001'],
    ]) {
      const found: string[] = [];
      let bookmark = '';
      do {
        const text = await ledger.evaluate(ORG2.client, [...query, 'ECSBill', '1000', bookmark]);
        expect(text.length).toBeLessThan(2_000_100);
        const page = JSON.parse(text) as { result: { instanceID: string }[]; bookmark: string };
        found.push(...page.result.map(({ instanceID }) => instanceID));
        ({ bookmark } = page);
      } while (bookmark !== '');
      expect(found).toEqual(ids);
    }
  });
});

describe('the event of a transaction', () => {
  it('carries the records that changed, and nothing where nothing did', async () => {
    const ledger = await openForBusiness();
    const opened = await ledger.simulate(ORG2.client, ecs('a'));
    expect(opened.event).toEqual({
      changes: [{ kind: 'ECSResource.opened', id: 'a', record: JSON.parse(opened.text) as unknown }],
    });
    ledger.commit(opened);
    expect((await ledger.simulate(ORG2.client, ecs('a'))).event).toBeUndefined();
    const billed = await ledger.simulate(ORG2.client, billEcs('a'));
    expect(billed.event).toEqual({
      changes: [{ kind: 'ECSBill.issued', id: 'a', record: JSON.parse(billed.text) as unknown }],
    });
  });
});
