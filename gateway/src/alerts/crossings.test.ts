import { type Fen, NOTHING, type OrgId, type Quantity, type RecordId, type UserId } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Quota } from '../fabric/ledger-port.js';
import { BEFORE_ALL, type Measurement } from '../readmodel/measurements.js';
import type { AlertDetail, Threshold } from './alert.js';
import { judged } from './crossings.js';

const PROVIDER = '00001' as OrgId;
const CONSUMER = '00002' as OrgId;
const USER = '00002001' as UserId;
const MOMENT = { seconds: 1_770_000_000, nanos: 0 };
const measured = {
  ledgerChannel: 'channel12',
  place: BEFORE_ALL,
  seconds: MOMENT.seconds,
  transactionId: 'f00d'.repeat(16),
  blockNumber: 7,
  providerId: PROVIDER,
};

function quotaUse(cpu: bigint, limit = 100n, status: Quota['status'] = 'active'): Measurement {
  const quota: Quota = {
    quotaId: 'q1' as RecordId,
    providerId: PROVIDER,
    providerName: 'CNIC',
    consumerId: CONSUMER,
    consumerName: 'CNNIC',
    holdingDays: 1n,
    limits: { ...NOTHING, cpu: limit as Quantity },
    status,
    createdTime: MOMENT,
    updatedTime: MOMENT,
    closedTime: undefined,
  };
  return { ...measured, kind: 'quota-use', quota, used: { ...NOTHING, cpu: cpu as Quantity } };
}

function spend(totalCost: bigint, userId?: UserId, period = '2026-02'): Measurement {
  return { ...measured, kind: 'spend', consumerId: CONSUMER, userId, period, totalCost };
}

const OF_QUOTAS: Threshold = {
  kind: 'quota-use',
  providerId: undefined,
  consumerId: undefined,
  quotaId: undefined,
  percent: 80,
};
const OF_SPEND: Threshold = {
  kind: 'spend',
  providerId: undefined,
  consumerId: undefined,
  userId: undefined,
  perUser: false,
  amount: 1_000n as Fen,
};

/** Holds a threshold against one measurement after the other, and gives what it tells of each. */
function tell(threshold: Threshold, measurements: readonly Measurement[]): readonly (readonly AlertDetail[])[] {
  const standings = new Map<string, string>();
  return measurements.map((measurement) =>
    judged(threshold, measurement).flatMap(({ subject, judge }) => {
      const { standing, crossed } = judge(standings.get(subject));
      if (standing === undefined) standings.delete(subject);
      else standings.set(subject, standing);
      return crossed === undefined ? [] : [crossed];
    }),
  );
}

describe('a threshold of a quota’s use', () => {
  it('is crossed exactly where the percentage is reached', () => {
    const [below, at] = tell(OF_QUOTAS, [quotaUse(79_999_999_999n, 100_000_000_000n), quotaUse(80n)]);
    expect(below).toEqual([]);
    expect(at).toMatchObject([{ kind: 'quota-use', dimension: 'cpu', used: 80n, limit: 100n, percent: 80 }]);
  });

  it('is told once for every time that it is reached from below, whatever comes', () => {
    const uses = fc.array(fc.bigInt(0n, 130n), { maxLength: 60 });
    fc.assert(
      fc.property(uses, (values) => {
        const told = tell(
          OF_QUOTAS,
          values.map((value) => quotaUse(value)),
        ).map((details) => details.length);
        expect(told).toEqual(values.map((value, at) => (value >= 80n && (values[at - 1] ?? 0n) < 80n ? 1 : 0)));
      }),
    );
  });

  it('follows the limit, and ends with the quota', () => {
    const told = tell(OF_QUOTAS, [
      quotaUse(50n, 100n),
      quotaUse(50n, 60n),
      quotaUse(50n, 60n, 'closed'),
      quotaUse(50n, 60n),
    ]);
    expect(told.map(({ length }) => length)).toEqual([0, 1, 0, 1]);
    // Of nothing nothing can be used.
    expect(tell(OF_QUOTAS, [quotaUse(0n, 0n)])).toEqual([[]]);
  });

  it('looks at what it names alone', () => {
    const of = (narrowed: Partial<Extract<Threshold, { kind: 'quota-use' }>>) =>
      tell({ ...OF_QUOTAS, ...narrowed }, [quotaUse(90n)])[0]?.length;
    expect(of({ providerId: PROVIDER, consumerId: CONSUMER, quotaId: 'q1' as RecordId })).toBe(1);
    expect(of({ providerId: CONSUMER })).toBe(0);
    expect(of({ consumerId: PROVIDER })).toBe(0);
    expect(of({ quotaId: 'q2' as RecordId })).toBe(0);
    expect(tell(OF_QUOTAS, [spend(5_000n)])).toEqual([[]]);
  });
});

describe('a threshold of a month’s bills', () => {
  it('is told once a month and subject', () => {
    const told = tell(OF_SPEND, [
      spend(999n),
      spend(1_000n),
      spend(2_000n),
      spend(2_000n, USER),
      spend(1_500n, undefined, '2026-03'),
    ]);
    expect(told.map(({ length }) => length)).toEqual([0, 1, 0, 0, 1]);
    expect(told[1]).toMatchObject([{ period: '2026-02', spent: 1_000n, amount: 1_000n, userId: undefined }]);
  });

  it('may be of each user, or of one', () => {
    const other = '00002002' as UserId;
    const come = [spend(5_000n), spend(2_000n, USER), spend(3_000n, other)];
    const counts = (threshold: Threshold): number[] => tell(threshold, come).map(({ length }) => length);
    expect(counts({ ...OF_SPEND, perUser: true })).toEqual([0, 1, 1]);
    expect(counts({ ...OF_SPEND, perUser: true, userId: USER })).toEqual([0, 1, 0]);
  });
});

describe('a change of price', () => {
  const price = (version: number, ledgerChannel: string): Measurement => ({
    ...measured,
    ledgerChannel,
    kind: 'price',
    price: {
      providerId: PROVIDER,
      providerName: 'CNIC',
      price: {
        cpu: BigInt(version) as Fen,
        ram: 0n as Fen,
        ecsDisk: 0n as Fen,
        ossDisk: 0n as Fen,
        request: 0n as Fen,
        publicNetwork: 0n as Fen,
        privateNetwork: 0n as Fen,
      },
      version,
      effectiveFrom: MOMENT,
      publishedTime: MOMENT,
      scheduled: false,
    },
  });

  it('is told once, on however many ledger channels it is, with the price before', () => {
    const rule: Threshold = { kind: 'price-change', providerId: undefined };
    const come = [price(1, 'a'), price(2, 'a'), price(1, 'b'), price(2, 'b'), price(3, 'b'), price(3, 'a')];
    const told = tell(rule, come);
    expect(told.map(({ length }) => length)).toEqual([1, 1, 0, 0, 1, 0]);
    expect(told[4]).toMatchObject([{ price: { version: 3 }, previous: { version: 2, price: { cpu: 2n } } }]);
  });
});
