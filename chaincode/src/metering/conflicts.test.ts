import { describe, expect, it } from 'vitest';

import type { FakeLedger, Simulation } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, SEED_PRICE, wideQuota, withArguments } from './testing/seed.js';

async function withInstances(ids: readonly string[], cpuLimit = '100000'): Promise<FakeLedger> {
  const ledger = await openForBusiness(wideQuota({ 6: cpuLimit }));
  for (const id of ids) await ledger.submit(ORG2.client, ecs(id));
  ledger.seconds += 1;
  return ledger;
}

function groupOf(calls: readonly (readonly string[])[], fold?: Record<string, string[]>): string[] {
  const items = calls.map(([fn, ...args]) => ({ fn, args }));
  return ['group', JSON.stringify({ ...(fold && { fold }), items })];
}

async function usedCpu(ledger: FakeLedger): Promise<unknown> {
  const answer = await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001']);
  return (JSON.parse(answer) as { used: { CPU: unknown } }).used.CPU;
}

describe('transactions in one block', () => {
  it('bill one provider’s instances side by side', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const ledger = await withInstances(ids);
    const bills = await Promise.all(ids.map((id) => ledger.simulate(ORG2.client, billEcs(id))));
    expect(ledger.commit(...bills)).toEqual(['VALID', 'VALID', 'VALID', 'VALID']);
    expect(await usedCpu(ledger)).toBe(0);
  });

  it('bill and price side by side: a bill keeps the price that it saw', async () => {
    const ledger = await withInstances(['a']);
    const billing = await ledger.simulate(ORG2.client, billEcs('a'));
    const pricing = await ledger.simulate(ORG1.client, ['updatePrice', ...withArguments(SEED_PRICE, { 2: '11' })]);
    expect(ledger.commit(billing, pricing)).toEqual(['VALID', 'VALID']);
  });

  it('release one instance only once', async () => {
    const ledger = await withInstances(['a']);
    const [one, other] = [
      await ledger.simulate(ORG2.client, billEcs('a')),
      await ledger.simulate(ORG1.client, billEcs('a')),
    ];
    expect(ledger.commit(one, other)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await ledger.evaluate(ORG1.client, ['queryProviderTotalCost', '00001', 'ECSBill'])).toBe('0');
  });

  it('open under one quota one after the other', async () => {
    const ledger = await withInstances([]);
    const opens = [await ledger.simulate(ORG2.client, ecs('a')), await ledger.simulate(ORG2.client, ecs('b'))];
    expect(ledger.commit(...opens)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await usedCpu(ledger)).toBe(2);
  });

  it('open and release side by side, also where the open folds earlier releases by hints', async () => {
    const ledger = await withInstances(['a', 'b', 'c']);
    const earlier = await ledger.simulate(ORG2.client, billEcs('a'));
    expect(ledger.commit(earlier)).toEqual(['VALID']);
    const opening = await ledger.simulate(ORG2.client, groupOf([ecs('d')], { '000001': [earlier.txId] }));
    const releases = [
      await ledger.simulate(ORG2.client, billEcs('b')),
      await ledger.simulate(ORG1.client, billEcs('c')),
    ];
    expect(ledger.commit(...releases, opening)).toEqual(['VALID', 'VALID', 'VALID']);
    expect(opening.ranges).toEqual([]);
    expect(await usedCpu(ledger)).toBe(2);
    const pending = await ledger.evaluate(ORG1.client, ['pendingReleases', '000001', '10']);
    expect((JSON.parse(pending) as { result: string[] }).result.sort()).toEqual(
      releases.map(({ txId }) => txId).sort(),
    );
  });

  it('read a range of releases only where the count is short, and then see every one or fail', async () => {
    const ledger = await withInstances(['a', 'b'], '4');
    expect(ledger.commit(await ledger.simulate(ORG2.client, billEcs('a')))).toEqual(['VALID']);
    const opening = await ledger.simulate(ORG2.client, ecs('c'));
    expect(opening.ranges).toHaveLength(1);
    const release = await ledger.simulate(ORG2.client, billEcs('b'));
    expect(ledger.commit(release, opening)).toEqual(['VALID', 'PHANTOM_READ_CONFLICT']);
    await ledger.submit(ORG2.client, ecs('c'));
    expect(await usedCpu(ledger)).toBe(2);
  });

  it('change or close a quota not behind an open’s back', async () => {
    const ledger = await withInstances([]);
    const opening = await ledger.simulate(ORG2.client, ecs('a'));
    const lowering = await ledger.simulate(ORG1.client, ['updateQuota', ...wideQuota({ 6: '1' })]);
    const closing = await ledger.simulate(ORG1.client, ['closeQuota', '000001']);
    expect(ledger.commit(lowering, opening, closing)).toEqual(['VALID', 'MVCC_READ_CONFLICT', 'MVCC_READ_CONFLICT']);
  });
});

describe('fifty clients racing to open', () => {
  async function race(ledger: FakeLedger, calls: readonly string[][]): Promise<{ opened: number; refused: number }> {
    let waiting = [...calls];
    let opened = 0;
    let refused = 0;
    while (waiting.length > 0) {
      const block: { call: string[]; simulation: Simulation }[] = [];
      for (const call of waiting) block.push({ call, simulation: await ledger.simulate(ORG2.client, call) });
      refused += block.filter(({ simulation }) => !simulation.ok).length;
      const endorsed = block.filter(({ simulation }) => simulation.ok);
      for (const { simulation } of block) {
        if (!simulation.ok) expect(simulation.text).toMatch(/^QUOTA_EXCEEDED: /u);
      }
      const codes = ledger.commit(...endorsed.map(({ simulation }) => simulation));
      opened += codes.filter((code) => code === 'VALID').length;
      waiting = endorsed.filter((_, index) => codes[index] !== 'VALID').map(({ call }) => call);
    }
    return { opened, refused };
  }

  it('get exactly what the quota has', async () => {
    const ledger = await withInstances([], '60');
    const calls = Array.from({ length: 50 }, (_, index) => ecs(`i${index}`));
    expect(await race(ledger, calls)).toEqual({ opened: 30, refused: 20 });
    expect(await usedCpu(ledger)).toBe(60);
  });

  it('get exactly what the quota has in one group', async () => {
    const ledger = await withInstances([], '60');
    const answer = await ledger.submit(
      ORG2.client,
      groupOf(Array.from({ length: 50 }, (_, index) => ecs(`i${index}`))),
    );
    const { results } = JSON.parse(answer) as { results: { ok?: unknown; error?: string }[] };
    expect(results.slice(0, 30).every(({ ok }) => ok !== undefined)).toBe(true);
    expect(results.slice(30).every(({ error }) => error?.startsWith('QUOTA_EXCEEDED: cpu: ') ?? false)).toBe(true);
    expect(await usedCpu(ledger)).toBe(60);
  });
});
