import { createHash } from 'node:crypto';

import { rootOfProof, toHex, type UsageRecord, usageLeaf, usageRoot } from '@cloudfed/core';
import { beforeEach, describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, wideQuota } from './testing/seed.js';
import { idsOfLane, late, openMetered, record, usage } from './testing/usage.js';
import type { UsageBatchRecord } from './usage-standing.js';

const HOUR = 3_600;
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

describe('a late record', () => {
  let ledger: FakeLedger;
  let begin: number;
  let [a, b, c] = ['', '', ''];

  const cpu = (id: string, from: number, to: number): UsageRecord => usage(id, 'cpu', [begin + from, begin + to], '2');
  const submit = (one: UsageRecord, quantity = '2'): Promise<string> => ledger.submit(ORG1.client, late(one, quantity));
  const cost = async (): Promise<string> =>
    ledger.evaluate(ORG2.client, ['queryProviderTotalCost', '00001', 'ECSBill']);

  /** `a` metered for an hour in six batches with a gap from 1,200 to 1,800; `c` not at all. */
  beforeEach(async () => {
    ledger = await openForBusiness(wideQuota());
    [a = '', b = '', c = ''] = idsOfLane('06', 3);
    begin = await openMetered(ledger, [a, b, c]);
    ledger.seconds = begin + HOUR;
    for (const at of [0, 1, 3, 4, 5]) {
      const [from, to] = [at * 600, at * 600 + 600];
      await record(ledger, {
        lane: '06',
        windowFrom: begin + from,
        windowTo: begin + to,
        records: [cpu(a, from, to), cpu(b, from, to)],
      });
    }
  });

  it('is charged alone, marked late, with a root of its own', async () => {
    const before = await cost();
    const one = cpu(a, 1_200, 1_800);
    const standing = JSON.parse(await submit(one)) as UsageBatchRecord;
    expect(standing).toMatchObject({
      late: true,
      lane: '06',
      records: 1,
      accepted: 1,
      amounts: [{ userID: '00002001', records: 1 }],
    });
    // 2 cores at 10 fen a day for ten minutes.
    expect(standing.amounts[0]?.exactAmount).toBe((2n * 10n ** 10n * 600n * 10n).toString());
    expect(BigInt(await cost())).toBeGreaterThanOrEqual(BigInt(before));
    const answer = JSON.parse(
      await ledger.evaluate(ORG2.client, ['readLateUsage', '00001', a, 'cpu', one.from.toString()]),
    ) as {
      late: boolean;
      proof: { treeRoot: string };
    };
    expect(answer).toMatchObject({
      late: true,
      quantity: '2',
      exactAmount: standing.amounts[0]?.exactAmount,
      proof: { index: 0, count: 1, path: [] },
    });
    const tree = rootOfProof(usageLeaf(one), { index: 0, count: 1, proof: [] }, sha256);
    expect(tree && toHex(tree)).toBe(answer.proof.treeRoot);
    const context = { ...standing, ledgerChannel: 'channel12', providerId: standing.providerID, count: 1 };
    expect(toHex(usageRoot(context, answer.proof.treeRoot, sha256))).toBe(standing.root);
  });

  it('again is harmless; one that differs is not', async () => {
    const standing = await submit(cpu(a, 1_200, 1_800));
    const before = ledger.dump();
    expect(await submit(cpu(a, 1_200, 1_800))).toBe(standing);
    expect(ledger.dump()).toEqual(before);
    await expect(submit(cpu(a, 1_200, 1_800), '1')).rejects.toThrow('OVERLAPPING_USAGE');
    await expect(submit({ ...cpu(a, 1_200, 1_800), id: 'other' as UsageRecord['id'] })).rejects.toThrow(
      'OVERLAPPING_USAGE',
    );
  });

  it('overlaps neither what a batch was charged for nor another late one', async () => {
    for (const [from, to] of [
      [0, 600],
      [1_199, 1_300],
      [1_700, 1_801],
      [0, HOUR],
      [1_000, 2_000],
    ] as const) {
      await expect(submit(cpu(a, from, to))).rejects.toThrow('OVERLAPPING_USAGE: from: ');
    }
    await submit(cpu(a, 1_200, 1_500));
    await expect(submit(cpu(a, 1_499, 1_600))).rejects.toThrow('OVERLAPPING_USAGE: from: ');
    await submit(cpu(a, 1_500, 1_800));
    // Another meter, and another instance, are other things.
    await submit(usage(a, 'ramGb', [begin, begin + HOUR], '4'), '4');
    await submit(cpu(c, 0, HOUR - 600));
  });

  it('and another of the same time do not both count', async () => {
    const [one, other] = [cpu(a, 1_200, 1_500), { ...cpu(a, 1_300, 1_600), id: 'other' as UsageRecord['id'] }];
    const both = [
      await ledger.simulate(ORG1.client, late(one, '2')),
      await ledger.simulate(ORG1.client, late(other, '2')),
    ];
    expect(ledger.commit(...both)).toEqual(['VALID', 'PHANTOM_READ_CONFLICT']);
  });

  it('is late: what a batch can still bring is not', async () => {
    ledger.seconds += HOUR;
    await expect(submit(cpu(a, HOUR - 10, HOUR + 10))).rejects.toThrow('CONFLICT: to: ');
    await expect(submit(cpu(a, HOUR, HOUR + 10))).rejects.toThrow('CONFLICT: to: ');
    // The last window can go on with later instances.
    await expect(submit(cpu(c, HOUR - 600, HOUR))).rejects.toThrow('CONFLICT: to: ');
    await submit(cpu(c, HOUR - 1_200, HOUR - 600));
    const [lonely = ''] = idsOfLane('07', 1);
    await openMetered(ledger, [lonely]);
    await expect(submit(usage(lonely, 'cpu', [ledger.seconds, ledger.seconds + 1], '2'))).rejects.toThrow(
      'CONFLICT: to: ',
    );
  });

  it('is of a metered instance, within its life and shape, and of a day at most', async () => {
    await ledger.submit(ORG2.client, ecs('billed'));
    await expect(submit(cpu('billed', 0, 1))).rejects.toThrow('NOT_METERED: instanceID: ');
    await expect(submit(cpu('nobody', 0, 1))).rejects.toThrow('NOT_FOUND: instanceID: ');
    await expect(submit(cpu(a, -1, 1))).rejects.toThrow('OUTSIDE_LIFE: from: ');
    await expect(submit(cpu(c, 0, 600), '2.1')).rejects.toThrow('ABOVE_SHAPE: quantity: ');
    await expect(submit(cpu(c, 0, 86_401))).rejects.toThrow('INVALID_ARGUMENT: to: ');
    await expect(submit(cpu(c, 10, 10))).rejects.toThrow('INVALID_ARGUMENT: to: ');
    await expect(submit(cpu(c, 10, 9))).rejects.toThrow('TIME_ORDER: to: ');
    await expect(ledger.submit(ORG2.client, late(cpu(c, 0, 600), '2'))).rejects.toThrow('NOT_FOUND: instanceID: ');
    ledger.seconds = begin + 1_000;
    await ledger.submit(ORG2.client, billEcs(c));
    ledger.seconds = begin + HOUR;
    await expect(submit(cpu(c, 0, 1_001))).rejects.toThrow('OUTSIDE_LIFE: to: ');
    await submit(cpu(c, 0, 1_000));
  });

  it('may share a transaction with others, each with an answer of its own', async () => {
    const items = [cpu(a, 1_200, 1_300), cpu(a, 1_299, 1_400), cpu(a, 1_300, 1_400)].map((one) => {
      const [fn, ...args] = late(one, '2');
      return { fn, args };
    });
    const answer = JSON.parse(await ledger.submit(ORG1.client, ['group', JSON.stringify({ items })])) as {
      results: unknown[];
    };
    expect(answer.results).toMatchObject([
      { ok: { late: true } },
      { error: expect.stringMatching(/^OVERLAPPING_USAGE: /u) as unknown },
      { ok: { late: true } },
    ]);
  });

  it('is read where it begins', async () => {
    await submit(cpu(c, 0, 1));
    const reading = ledger.evaluate(ORG1.client, ['readLateUsage', '00001', c, 'cpu', (begin + 1).toString()]);
    await expect(reading).rejects.toThrow('NOT_FOUND');
  });
});
