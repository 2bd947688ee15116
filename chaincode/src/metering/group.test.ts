import { describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { MAX_ITEMS } from './group.js';
import { billEcs, ecs, openForBusiness, SEED_PRICE, SEED_QUOTA, wideQuota, withArguments } from './testing/seed.js';

const group = (value: unknown): string[] => ['group', JSON.stringify(value)];
const items = (...calls: readonly (readonly string[])[]): string[] =>
  group({ items: calls.map(([fn, ...args]) => ({ fn, args })) });

interface Answer {
  results: { ok?: Record<string, unknown>; error?: string }[];
}

const parse = (text: string): Answer['results'] => (JSON.parse(text) as Answer).results;

describe('a group', () => {
  it('writes what succeeds and refuses the rest alone, in order', async () => {
    const ledger = await openForBusiness();
    const simulation = await ledger.simulate(
      ORG2.client,
      items(ecs('a', { 7: '1' }), ecs('b', { 8: '100' }), ['initPrice', ...SEED_PRICE], ecs('c', { 7: '1' })),
    );
    expect(parse(simulation.text)).toMatchObject([
      { ok: { instanceID: 'a' } },
      { error: expect.stringMatching(/^QUOTA_EXCEEDED: cpu: /u) as unknown },
      { error: expect.stringMatching(/^FORBIDDEN: /u) as unknown },
      { ok: { instanceID: 'c' } },
    ]);
    expect((simulation.event as { changes: { id: string }[] }).changes.map(({ id }) => id)).toEqual(['a', 'c']);
    ledger.commit(simulation);
    await expect(ledger.evaluate(ORG1.client, ['readResource', 'ECSResource', 'b'])).rejects.toThrow('NOT_FOUND: ');
    expect(await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001'])).toContain('"used":{"CPU":4');
  });

  it('sees within what it has written before', async () => {
    const ledger = await openForBusiness(wideQuota({ 6: '2' }));
    const results = parse(
      await ledger.submit(ORG2.client, items(ecs('a'), ecs('a'), ecs('b'), billEcs('a'), billEcs('a'), ecs('b'))),
    );
    expect(results).toMatchObject([
      { ok: { instanceID: 'a' } },
      { ok: { instanceID: 'a' } },
      { error: expect.stringMatching(/^QUOTA_EXCEEDED: /u) as unknown },
      { ok: { objectType: 'ECSBill' } },
      { error: expect.stringMatching(/^ALREADY_RELEASED: /u) as unknown },
      { ok: { instanceID: 'b' } },
    ]);
    expect(await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001'])).toContain('"used":{"CPU":2');
  });

  it('gives the same bills and totals as the same writes one by one', async () => {
    const together = await openForBusiness();
    const apart = await openForBusiness();
    const calls = [ecs('a', { 7: '1' }), ecs('b', { 7: '1' })];
    await together.submit(ORG2.client, items(...calls));
    for (const call of calls) await apart.submit(ORG2.client, call);
    together.seconds += 7_777;
    apart.seconds += 7_777;
    const bills = [billEcs('a'), billEcs('b')];
    await together.submit(ORG2.client, items(...bills));
    for (const call of bills) await apart.submit(ORG2.client, call);
    expect(await apart.evaluate(ORG1.client, ['queryProviderTotalCost', '00001', 'ECSBill'])).not.toBe('0');
    for (const query of [
      ['queryProviderTotalCost', '00001', 'ECSBill'],
      ['queryUserTotalCost', '00002001', 'ECSBill'],
      ['readQuotaUse', '000001'],
    ]) {
      expect(await together.evaluate(ORG1.client, query)).toBe(await apart.evaluate(ORG1.client, query));
    }
  });

  it('writes nothing where every item is refused, but still says why', async () => {
    const ledger = await openForBusiness(wideQuota({ 6: '4' }));
    await ledger.submit(ORG2.client, items(ecs('a'), ecs('b')));
    ledger.seconds += 1;
    const released = await ledger.simulate(ORG2.client, billEcs('a'));
    ledger.commit(released);
    const refused = await ledger.simulate(
      ORG2.client,
      group({
        fold: { '000001': [released.txId] },
        items: [{ fn: 'initECSResource', args: ecs('c', { 8: '3' }).slice(1) }],
      }),
    );
    expect(parse(refused.text)).toMatchObject([{ error: expect.stringMatching(/^QUOTA_EXCEEDED: /u) as unknown }]);
    expect(refused.writes.size).toBe(0);
    expect(refused.event).toBeUndefined();
  });

  it('passes over hints of rows and quotas that are not there', async () => {
    const ledger = await openForBusiness();
    const hints = { '000001': ['nope', 'nope'], other: ['x'] };
    const call = { fn: 'initECSResource', args: ecs('a').slice(1) };
    expect(parse(await ledger.submit(ORG2.client, group({ fold: hints, items: [call] })))).toHaveLength(1);
  });

  it('reads a quota’s releases once, however many of its items are short', async () => {
    const ledger = await openForBusiness(wideQuota({ 6: '2' }));
    await ledger.submit(ORG2.client, ecs('a'));
    const calls = Array.from({ length: 50 }, (_, index) => ecs(`b${index}`));
    expect((await ledger.simulate(ORG2.client, items(...calls))).ranges).toHaveLength(1);
    ledger.seconds += 1;
    await ledger.submit(ORG2.client, billEcs('a'));
    const simulation = await ledger.simulate(ORG2.client, items(...calls, billEcs('b0'), ecs('c')));
    expect(simulation.ranges).toHaveLength(1);
    expect(
      parse(simulation.text)
        .filter(({ ok }) => ok)
        .map(({ ok }) => ok?.instanceID),
    ).toEqual(['b0', 'b0', 'c']);
    ledger.commit(simulation);
    expect(await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001'])).toContain('"used":{"CPU":2');
  });

  it('keeps a fold that an item made, though the item itself is refused', async () => {
    const ledger = await openForBusiness(wideQuota({ 6: '4' }));
    await ledger.submit(ORG2.client, items(ecs('a'), ecs('b')));
    ledger.seconds += 1;
    await ledger.submit(ORG2.client, billEcs('a'));
    const results = parse(await ledger.submit(ORG2.client, items(ecs('c', { 8: '3' }), ecs('d', { 8: '1' }))));
    expect(results).toMatchObject([{ error: expect.any(String) as unknown }, { ok: { instanceID: 'd' } }]);
    const pending = await ledger.evaluate(ORG2.client, ['pendingReleases', '000001', '1']);
    expect(JSON.parse(pending)).toEqual({ result: [], more: false });
    expect(await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001'])).toContain('"used":{"CPU":3');
  });

  it('takes every kind of write, also a change and a close of a quota', async () => {
    const ledger = await openForBusiness();
    const results = parse(
      await ledger.submit(
        ORG1.client,
        items(
          ['updateQuota', ...withArguments(SEED_QUOTA, { 6: '11' })],
          ['closeQuota', '000001'],
          ['initInitialQuota', ...withArguments(SEED_QUOTA, { 0: 'q2' })],
          ['updatePrice', ...withArguments(SEED_PRICE, { 2: '11' })],
          ['schedulePrice', ...SEED_PRICE, (ledger.seconds + 60).toString()],
        ),
      ),
    );
    expect(results.map(({ ok }) => ok?.status ?? ok?.version)).toEqual(['active', 'closed', 'active', 2, 3]);
  });

  it.each([
    ['no JSON', 'nope', 'json: '],
    ['another JSON value', '[]', 'json: '],
    ['null', 'null', 'json: '],
    ['unknown fields', '{"item":[]}', 'json: '],
    ['items that are no list', '{"items":{}}', 'items: '],
    ['an item without arguments', '{"items":[{"fn":"initPrice"}]}', 'items[0]: '],
    ['an item with a number', '{"items":[{"fn":"initPrice","args":[1]}]}', 'items[0]: '],
    ['an item with more', '{"items":[{"fn":"initPrice","args":[],"x":1}]}', 'items[0]: '],
    ['a fold that is no object', '{"fold":[]}', 'fold: '],
    ['a fold of no texts', '{"fold":{"q":[1]}}', 'fold: '],
    ['a fold of a bad id', '{"fold":{"q/":[]}}', 'fold: '],
    ['a hint with a NUL', '{"fold":{"q":["a\\u0000"]}}', 'fold: '],
    ['a prototype for a quota', '{"fold":{"__proto__":["a"]}}', 'fold: '],
    ['too many hints', JSON.stringify({ fold: { q: Array.from({ length: 1_001 }, () => 'a') } }), 'fold: '],
    [
      'too many items',
      JSON.stringify({ items: Array.from({ length: MAX_ITEMS + 1 }, () => ({ fn: 'x', args: [] })) }),
      'items: ',
    ],
    ['too long a text', `"${'x'.repeat(2_000_001)}"`, 'json: '],
  ])('refuses %s', async (_what, json, argument) => {
    const ledger = await openForBusiness();
    await expect(ledger.submit(ORG2.client, ['group', json])).rejects.toThrow(`INVALID_ARGUMENT: ${argument}`);
  });

  it('cannot contain a group, a registration, a read or an unknown function', async () => {
    const ledger = await openForBusiness();
    for (const fn of ['group', 'registerOrganization', 'readResource', 'closeHours', 'constructor', '__proto__', '']) {
      expect(parse(await ledger.submit(ORG1.client, items([fn, 'x'])))).toMatchObject([
        { error: expect.stringMatching(/^INVALID_ARGUMENT: fn: /u) as unknown },
      ]);
    }
  });

  it('is refused item by item to a third organization', async () => {
    const ledger = await openForBusiness();
    expect(parse(await ledger.submit(ORG3.client, items(ecs('a'))))).toMatchObject([
      { error: expect.stringMatching(/^FORBIDDEN: /u) as unknown },
    ]);
    await expect(ledger.submit(ORG3.client, group({ fold: { '000001': [] } }))).rejects.toThrow('FORBIDDEN: ');
  });
});
