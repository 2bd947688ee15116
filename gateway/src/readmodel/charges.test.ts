import { EXACT_PER_FEN, type Fen, formatExact, type ExactAmount } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Threshold } from '../alerts/alert.js';
import { judged } from '../alerts/crossings.js';
import type { LedgerBlock } from '../fabric/blocks.js';
import { wholeFen } from './charges.js';
import { measurementOf } from './measurements.js';
import { type KnownRows, Projection } from './projection.js';
import type { MeasurementTable, SpendTable } from './tables.js';
import { bill, ecs, hashOf, LedgerOfBlocks, type Step } from './testing/blocks.js';

const CHANNEL = 'channel12';
const USERS = ['00002001', '00002002'] as const;
const PERIODS = ['2026-02', '2026-03'] as const;
const AMOUNT = 1_000n;
const RULE: Threshold = {
  ...{ kind: 'spend', providerId: undefined, consumerId: undefined, userId: undefined, perUser: false },
  amount: AMOUNT as Fen,
};

const chargeArbitrary = fc.record({
  kind: fc.constantFrom('bill', 'usage', 'credit', 'debit'),
  user: fc.constantFrom(...USERS),
  period: fc.constantFrom(...PERIODS),
  fen: fc.bigInt(0n, 700n),
  /** Of usage alone: less than a fen. */
  part: fc.bigInt(0n, EXACT_PER_FEN - 1n),
});
type Made = typeof chargeArbitrary extends fc.Arbitrary<infer T> ? T : never;

function stepOf({ kind, user, period, fen, part }: Made, at: number, seconds: number): Step {
  if (kind === 'bill') {
    const charged = bill(ecs(`i${at}`, { seconds, userID: user }), {
      endSeconds: seconds,
      totalCost: Number(fen),
    });
    return { ...charged, record: { ...(charged.record as object), period } };
  }
  if (kind === 'usage') {
    const exactAmount = formatExact((fen * EXACT_PER_FEN + part) as ExactAmount);
    const amounts = [{ period, userID: user, type: 'ECS', records: 3, exactAmount }];
    const record = { providerID: '00001', priceVersions: [1], windowFrom: 0, windowTo: 1, amounts };
    return { kind: 'Usage.recorded', id: `00.${at}`, record };
  }
  const usage = { lane: '00', sequence: 1, recordIDs: ['r'] };
  const record = {
    ...{ correctionID: `n${at}`, kind, instanceID: 'i', providerID: '00001', userID: user },
    ...(at % 2 === 0 ? { billType: 'ECSBill' } : { billType: 'OSSUsage', usage }),
    ...{ amount: Number(fen), reason: 'OTHER', text: '', status: 'inForce', period, txID: hashOf(`n${at}`) },
    createdTime: { seconds, nanos: 0 },
  };
  return { kind: 'Correction.inForce', id: record.correctionID, record };
}

function exactOf({ kind, fen, part }: Made): bigint {
  const exact = fen * EXACT_PER_FEN;
  return kind === 'usage' ? exact + part : kind === 'credit' ? 0n - exact : exact;
}

/** Folds blocks batch by batch, as the content does, with what was there before. */
function foldAll(blocks: readonly LedgerBlock[], size: number) {
  const spends = new Map<string, SpendTable>();
  const measurements: MeasurementTable[] = [];
  for (let at = 0; at < blocks.length; at += size) {
    const projection = new Projection(CHANNEL, blocks.slice(at, at + size));
    const { periods, users } = projection.needs();
    const known = [...spends.values()].filter(({ period, user_id }) => periods.has(period) && users.has(user_id));
    const nothing: KnownRows = { quotas: [], instances: [], spends: known, settlement: { funds: [], parties: [] } };
    const rows = projection.rows(nothing);
    expect(projection.problems).toEqual([]);
    for (const row of rows.ledger_spend ?? []) {
      spends.set([row.period, row.provider_id, row.consumer_id, row.user_id, row.type].join(' '), row);
    }
    measurements.push(...(rows.ledger_measurement ?? []));
  }
  return { spends, measurements: measurements.map(measurementOf) };
}

describe('what a month costs', () => {
  it('is the sum of its bills, metered usage and notes, rounded once, and a crossing is told once', () => {
    const cuts = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.array(chargeArbitrary, { maxLength: 40 }), cuts, (made, size) => {
        const ledger = new LedgerOfBlocks();
        made.forEach((one, at) => ledger.add([stepOf(one, at, ledger.seconds)]));
        const { measurements } = foldAll(ledger.blocks, size);
        expect(foldAll(ledger.blocks, 1_000).measurements).toEqual(measurements);

        const sums = new Map<string, bigint>();
        const standings = new Map<string, string>();
        made.forEach((one, at) => {
          const { period, user } = one;
          const of = measurements.filter(({ blockNumber }) => blockNumber === at + 1);
          const added = (key: string): bigint => {
            sums.set(key, (sums.get(key) ?? 0n) + exactOf(one));
            return wholeFen(sums.get(key) ?? 0n);
          };
          const before = wholeFen(sums.get(period) ?? 0n);
          const [all, ofUser] = [added(period), added(`${period} ${user}`)];
          expect(of).toMatchObject([
            { kind: 'spend', period, userId: undefined, totalCost: all },
            { kind: 'spend', period, userId: user, totalCost: ofUser },
          ]);
          const told = of.flatMap((measurement) =>
            judged(RULE, measurement).flatMap(({ subject, judge }) => {
              const { standing, crossed } = judge(standings.get(subject));
              if (standing === undefined) standings.delete(subject);
              else standings.set(subject, standing);
              return crossed === undefined ? [] : [crossed];
            }),
          );
          expect(told).toHaveLength(before < AMOUNT && all >= AMOUNT ? 1 : 0);
        });
      }),
    );
  });

  it('is rounded half away from zero', () => {
    const half = EXACT_PER_FEN / 2n;
    expect([half, half - 1n, 0n - half, 1n - half, 0n].map(wholeFen)).toEqual([1n, 0n, -1n, 0n, 0n]);
  });
});
