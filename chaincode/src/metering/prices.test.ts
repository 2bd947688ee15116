import { describe, expect, it } from 'vitest';

import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { MAX_SCHEDULE_AHEAD_SECONDS, MAX_VERSIONS_PER_BILL } from './prices.js';
import { billEcs, ecs, openForBusiness, pairwiseLedger, SEED_PRICE, withArguments } from './testing/seed.js';

const DAY = 86_400;
const cpuPrice = (fen: string): string[] => withArguments(SEED_PRICE, { 2: fen });
const update = (fen: string): string[] => ['updatePrice', ...cpuPrice(fen)];
const schedule = (fen: string, seconds: number): string[] => ['schedulePrice', ...cpuPrice(fen), seconds.toString()];

interface PriceAnswer {
  version: number;
  cpu_price: number;
  effectiveFrom: { seconds: number };
}

async function priceAt(ledger: FakeLedger, seconds: number): Promise<PriceAnswer> {
  return JSON.parse(await ledger.evaluate(ORG2.client, ['readPriceAt', '00001', seconds.toString()])) as PriceAnswer;
}

describe('prices are versions', () => {
  it('starts with version 1, in force at once, and goes on from each update’s time', async () => {
    const ledger = await pairwiseLedger();
    const start = ledger.seconds;
    await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
    ledger.seconds += 100;
    await ledger.submit(ORG1.client, update('11'));
    ledger.seconds += 100;
    await ledger.submit(ORG1.client, update('12'));
    expect(await priceAt(ledger, start)).toMatchObject({ version: 1, cpu_price: 10 });
    expect(await priceAt(ledger, start + 99)).toMatchObject({ version: 1 });
    expect(await priceAt(ledger, start + 100)).toMatchObject({ version: 2, cpu_price: 11 });
    expect(await priceAt(ledger, start + 10_000)).toMatchObject({ version: 3, cpu_price: 12 });
    await expect(priceAt(ledger, start - 1)).rejects.toThrow('NOT_FOUND: ');
    const all = JSON.parse(await ledger.evaluate(ORG2.client, ['readPriceVersions', '00001'])) as {
      result: PriceAnswer[];
      bookmark: string;
    };
    expect(all.result.map(({ version }) => version)).toEqual([1, 2, 3]);
    const page = JSON.parse(await ledger.evaluate(ORG2.client, ['readPriceVersions', '00001', '2', ''])) as typeof all;
    const rest = JSON.parse(
      await ledger.evaluate(ORG2.client, ['readPriceVersions', '00001', '2', page.bookmark]),
    ) as typeof all;
    expect([...page.result, ...rest.result]).toEqual(all.result);
  });

  it('finds any version among many by its time', async () => {
    const ledger = await pairwiseLedger();
    const start = ledger.seconds;
    await ledger.submit(ORG1.client, ['initPrice', ...cpuPrice('1')]);
    for (let version = 2; version <= 40; version += 1) {
      ledger.seconds += 10;
      await ledger.submit(ORG1.client, update(version.toString()));
    }
    for (let version = 1; version <= 40; version += 1) {
      expect(await priceAt(ledger, start + version * 10 - 1)).toMatchObject({ version, cpu_price: version });
    }
  });

  it('is the provider’s alone to set', async () => {
    const ledger = await openForBusiness();
    for (const args of [['initPrice', ...SEED_PRICE], update('1'), schedule('1', ledger.seconds + 10)]) {
      await expect(ledger.submit(ORG2.client, args)).rejects.toThrow('FORBIDDEN: ');
    }
    await expect(ledger.submit(ORG1.client, withArguments(update('1'), { 1: 'CNNIC' }))).rejects.toThrow(
      'INVALID_ARGUMENT: resouce_provider: ',
    );
    await expect(ledger.submit(ORG2.client, withArguments(update('1'), { 1: 'CNNIC', 2: '00002' }))).rejects.toThrow(
      'PRICE_MISSING: ',
    );
  });

  it('answers a repeated first price and refuses another one', async () => {
    const ledger = await openForBusiness();
    const first = await ledger.evaluate(ORG1.client, ['readResource', 'price', '00001']);
    ledger.seconds += 60;
    await ledger.submit(ORG1.client, update('11'));
    const before = ledger.dump();
    expect(await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE])).toBe(first);
    expect(JSON.parse(await ledger.submit(ORG1.client, update('11')))).toMatchObject({ version: 2 });
    await expect(ledger.submit(ORG1.client, ['initPrice', ...cpuPrice('11')])).rejects.toThrow('ALREADY_EXISTS: ');
    expect(ledger.dump()).toEqual(before);
  });

  it('can start later, after now and after the last version', async () => {
    const ledger = await openForBusiness();
    const now = ledger.seconds;
    for (const seconds of [now - 1, now, now + MAX_SCHEDULE_AHEAD_SECONDS + 1]) {
      await expect(ledger.submit(ORG1.client, schedule('20', seconds))).rejects.toThrow('TIME_ORDER: effectiveFrom: ');
    }
    const scheduled = await ledger.submit(ORG1.client, schedule('20', now + 50));
    expect(await ledger.submit(ORG1.client, schedule('20', now + 50))).toBe(scheduled);
    await expect(ledger.submit(ORG1.client, schedule('21', now + 50))).rejects.toThrow('TIME_ORDER: ');
    await expect(ledger.submit(ORG1.client, update('21'))).rejects.toThrow('CONFLICT: ');
    await ledger.submit(ORG1.client, schedule('30', now + 60));
    expect(JSON.parse(await ledger.evaluate(ORG2.client, ['readResource', 'price', '00001']))).toMatchObject({
      version: 1,
    });
    ledger.seconds = now + 50;
    expect(JSON.parse(await ledger.evaluate(ORG2.client, ['readResource', 'price', '00001']))).toMatchObject({
      version: 2,
      cpu_price: 20,
    });
  });

  it('lets two updates happen within one second', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG1.client, update('11'));
    await ledger.submit(ORG2.client, ecs('a'));
    await ledger.submit(ORG1.client, update('12'), { seconds: ledger.seconds - 3 });
    expect(await priceAt(ledger, ledger.seconds)).toMatchObject({ version: 3, cpu_price: 12 });
    ledger.seconds += DAY;
    const bill = JSON.parse(await ledger.submit(ORG2.client, billEcs('a'))) as { lines: { priceVersion: number }[] };
    expect(bill).toMatchObject({ totalCost: 48 + 4, prices: [{ version: 3 }] });
    expect(bill.lines.map(({ priceVersion }) => priceVersion)).toEqual([3, 3, 3, 3]);
  });

  it('is never retroactive: a bill has each version’s seconds at its own price', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a'));
    const begin = ledger.seconds;
    await ledger.submit(ORG1.client, schedule('30', begin + DAY));
    ledger.seconds = begin + 2 * DAY;
    await ledger.submit(ORG1.client, update('1000'));
    ledger.seconds = begin + 2 * DAY;
    const bill = JSON.parse(await ledger.submit(ORG2.client, billEcs('a'))) as {
      lines: { priceVersion: number; meter: string; from: number; to: number; price: number }[];
    };
    expect(bill).toMatchObject({ usageSeconds: 2 * DAY, totalCost: 48 + 48 + 2 * 20 });
    expect(bill.lines.filter(({ meter }) => meter === 'cpu')).toMatchObject([
      { priceVersion: 1, from: begin, to: begin + DAY, price: 10 },
      { priceVersion: 2, from: begin + DAY, to: begin + 2 * DAY, price: 30 },
    ]);
    // The issued bill stays what it was whatever comes.
    ledger.seconds += 1;
    await ledger.submit(ORG1.client, update('9'));
    expect(JSON.parse(await ledger.evaluate(ORG1.client, ['readResource', 'ECSBill', 'a']))).toEqual(bill);
  });

  it('go into a bill up to a bound', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a'));
    for (let version = 2; version <= MAX_VERSIONS_PER_BILL; version += 1) {
      ledger.seconds += 1;
      await ledger.submit(ORG1.client, update((version % 7).toString()));
    }
    const bill = await ledger.evaluate(ORG2.client, billEcs('a'));
    expect((JSON.parse(bill) as { prices: unknown[] }).prices).toHaveLength(MAX_VERSIONS_PER_BILL);
    ledger.seconds += 1;
    await ledger.submit(ORG1.client, update('9'));
    await expect(ledger.submit(ORG2.client, billEcs('a'))).rejects.toThrow('LIMIT_EXCEEDED: ');
  });

  it('rates an object store’s counters at the version in force at release', async () => {
    const ledger = await openForBusiness();
    const oss = ['CNIC', '00001', 'CNNIC', '00002001', 'OSS', 'public', '10'];
    await ledger.submit(ORG2.client, ['initOSSResource', 'o', ...oss]);
    ledger.seconds += DAY;
    await ledger.submit(ORG1.client, ['updatePrice', 'CNIC', '00001', '10', '4', '1', '2', '7', '5', '0']);
    const bill = await ledger.submit(ORG1.client, ['billedOSS', 'o', '00001', '00002001', '3', '0.5']);
    // A day of 10 GB at 1, then 3 requests at 7 and half a GB at 5: 10 + 21 + 2.5, half up.
    expect(JSON.parse(bill)).toMatchObject({ totalCost: 34 });
  });
});
