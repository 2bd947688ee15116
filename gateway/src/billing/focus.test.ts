import {
  EXACT_PER_FEN,
  type ExactAmount,
  type Fen,
  ledgerTime,
  type OrgId,
  parseQuantity,
  type RecordId,
  roundHalfUp,
  type UserId,
} from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Bill, BillLineRecord, EcsResource, Organization } from '../fabric/ledger-port.js';
import type { MeteredDay } from '../readmodel/lists.js';
import type { Account } from './charges.js';
import { focusRows } from './focus.js';
import { FOCUS_COLUMNS, focusColumns } from './focus-columns.js';

const org = (orgId: string, name: string): Organization => ({ orgId: orgId as OrgId, name, mspId: name, own: false });
const ACCOUNT: Account = {
  provider: org('00001', 'CNIC'),
  consumer: org('00002', 'CNNIC'),
  period: '2026-02',
  statement: undefined,
};
const RESOURCE = {
  type: 'ECSResource',
  instanceId: 'host' as RecordId,
  providerName: 'CNIC',
  cloudService: 'ECS',
  networkType: 'public',
} as EcsResource;
const line = (exactAmount: bigint, fields: Partial<BillLineRecord> = {}): BillLineRecord => ({
  ...{ priceVersion: 1, meter: 'cpu', from: 1_770_000_000, to: 1_770_086_400, seconds: 86_400n, price: 10n as Fen },
  quantity: parseQuantity('2', 'quantity'),
  exactAmount: exactAmount.toString(),
  ...fields,
});
const billOf = (lines: readonly BillLineRecord[]): Bill => {
  const exact = lines.reduce((sum, { exactAmount }) => sum + BigInt(exactAmount), 0n);
  return {
    type: 'ECSBill',
    instanceId: RESOURCE.instanceId,
    providerId: '00001' as OrgId,
    consumerId: '00002' as OrgId,
    userId: '00002001' as UserId,
    beginTime: ledgerTime(1_770_000_000),
    endTime: ledgerTime(1_770_086_400),
    usageHours: 24n,
    usageSeconds: 86_400n,
    totalCost: roundHalfUp(exact as ExactAmount),
    exactAmount: exact.toString(),
    lines,
    resource: RESOURCE,
    priceSnapshot: [],
    period: '2026-02',
    ossRequest: undefined,
    flowOut: undefined,
    transactionId: 'f00d',
    blockNumber: 7,
  };
};
const rowsOf = (...lines: readonly BillLineRecord[]) => focusRows(ACCOUNT, { kind: 'bill', bill: billOf(lines) });

describe('the FOCUS rows of a bill', () => {
  it('bill whole fen that add up to the bill, whatever its lines', () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 3n * EXACT_PER_FEN }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, (exact) => {
        const lines = exact.map((amount) => line(amount));
        const billed = rowsOf(...lines).map((row) => BigInt(row.x_BilledFen ?? ''));
        expect(billed.every((fen) => fen >= 0n)).toBe(true);
        expect(billed.reduce((sum, fen) => sum + fen, 0n)).toBe(billOf(lines).totalCost);
      }),
    );
  });

  it('have the price as it is on the price list, and exact decimals', () => {
    const [row] = rowsOf(
      line(1_216n * 10n ** 10n * 10n, { seconds: 8_000n, quantity: parseQuantity('0.152', 'quantity') }),
    );
    expect(row).toMatchObject({
      ListUnitPrice: '0.10',
      PricingQuantity: '0.01407407407407407407',
      PricingUnit: 'Core-Days',
      ConsumedQuantity: '1216',
      ListCost: '0.00140740740740740741',
      BilledCost: '0.00',
    });
  });

  it('cost what their quantity does at their price, also of a second at a high one', () => {
    const [row = {}] = rowsOf(
      line(15n * 10n ** 9n * 8_640_000n, {
        seconds: 1n,
        price: 8_640_000n as Fen,
        quantity: parseQuantity('1.5', 'q'),
      }),
    );
    expect(row).toMatchObject({
      ListCost: '1.5',
      ListUnitPrice: '86400.00',
      PricingQuantity: '0.00001736111111111111',
    });
  });

  it('tell what is counted, and of which network', () => {
    const [requests, flow] = rowsOf(
      line(5n * EXACT_PER_FEN, { meter: 'requests', quantity: parseQuantity('5', 'quantity'), from: 7, to: 7 }),
      line(0n, { meter: 'flowOutGb', quantity: parseQuantity('2.25', 'quantity') }),
    );
    expect(requests).toMatchObject({
      PricingQuantity: '5',
      ConsumedQuantity: '5',
      PricingUnit: 'Requests',
      BilledCost: '0.05',
      ChargePeriodStart: '1970-01-01T00:00:07Z',
      ChargePeriodEnd: '1970-01-01T00:00:08Z',
    });
    expect(flow).toMatchObject({ ConsumedQuantity: '2.25', SkuId: '00001/ecs/flowOutGb/public' });
  });
});

describe('the FOCUS row of a note', () => {
  const terms = {
    correctionId: 'n-1' as RecordId,
    amount: 6n as Fen,
    reason: 'METERED_TWICE',
    text: 'twice',
    instanceId: RESOURCE.instanceId,
    providerId: '00001' as OrgId,
    consumerId: '00002' as OrgId,
    userId: '00002001' as UserId,
    status: 'inForce',
    period: '2026-02',
    createdTime: ledgerTime(1_770_200_000),
    decidedTime: ledgerTime(1_770_200_000),
  } as const;
  const usage = { lane: '07', sequence: 3, recordIds: ['a-1' as RecordId] };
  const time = { resource: RESOURCE, from: 1_770_000_000, to: 1_770_003_600 };

  it.each([
    { billType: 'ECSUsage', usage, kind: 'credit', fen: '-6', yuan: '-0.06' },
    { billType: 'ECSUsage', usage, kind: 'debit', fen: '6', yuan: '0.06' },
    { billType: 'ECSBill', usage: undefined, kind: 'credit', fen: '-6', yuan: '-0.06' },
  ] as const)('is a correction of the instance, on a $billType by a $kind note', ({ fen, yuan, ...of }) => {
    expect(focusRows(ACCOUNT, { kind: 'note', correction: { ...terms, ...of }, ...time })).toMatchObject([
      {
        ...{ ChargeClass: 'Correction', ChargeCategory: 'Usage', SubAccountId: 'user-00002001', ResourceId: 'host' },
        ...{ ChargePeriodStart: '2026-02-02T02:40:00Z', ChargePeriodEnd: '2026-02-02T03:40:00Z' },
        ...{ BilledCost: yuan, ListCost: yuan, x_BilledFen: fen, x_BillType: of.billType, x_CorrectionId: 'n-1' },
        ...{ x_CorrectionKind: of.kind, x_CorrectionReason: 'METERED_TWICE', x_CorrectionText: 'twice' },
      },
    ]);
  });
});

describe('the FOCUS rows of metered usage', () => {
  const day: MeteredDay = {
    period: '2026-02',
    userId: '00002001' as UserId,
    type: 'ECS',
    from: 1_770_048_000,
    to: 1_770_134_400,
    priceVersion: 3,
    price: 97n as Fen,
    records: 24,
    // 0.152 cores for an hour and a second.
    consumed: 1_520_000_000n * 3_601n,
    exactAmount: (1_520_000_000n * 3_601n * 97n) as ExactAmount,
    used: { resource: RESOURCE, meter: 'cpu' },
  };

  it('say what was used on which day, at which price', () => {
    const [row] = focusRows(ACCOUNT, { kind: 'usage', day, amount: 1n });
    expect(row).toMatchObject({
      ...{ ChargePeriodStart: '2026-02-02T16:00:00Z', ChargePeriodEnd: '2026-02-03T16:00:00Z' },
      ...{ ResourceId: 'host', ServiceName: 'ECS', HostProviderName: 'CNIC', SubAccountId: 'user-00002001' },
      ...{ ConsumedQuantity: '547.352', ConsumedUnit: 'Core-Seconds', x_UsageRecords: '24' },
      ...{ PricingQuantity: '0.00633509259259259259', PricingUnit: 'Core-Days', ListUnitPrice: '0.97' },
      ...{ SkuId: '00001/ecs/cpu', SkuMeter: 'cpu', SkuPriceId: '00001/ecs/cpu/v3', x_PriceVersion: '3' },
      x_ExactAmount: '530931440000000/864000000000000',
      ...{ ListCost: '0.00614503981481481481', BilledCost: '0.01', x_BilledFen: '1', ChargeFrequency: 'Usage-Based' },
    });
  });

  it('have the price that both named for an instance of the past, and count what is counted', () => {
    const consumed = 22_500_000_000n;
    const counted: MeteredDay = {
      ...day,
      priceVersion: 0,
      consumed,
      exactAmount: (consumed * 86_400n * 97n) as ExactAmount,
      used: { resource: RESOURCE, meter: 'flowOutGb' },
    };
    const [row] = focusRows(ACCOUNT, { kind: 'usage', day: counted, amount: 218n });
    expect(row).toMatchObject({
      ...{ ConsumedQuantity: '2.25', PricingQuantity: '2.25', PricingUnit: 'GB', ListCost: '2.1825' },
      SkuPriceId: '00001/ecs/flowOutGb/public/agreed/host',
    });
  });

  it('name no instance where usage could not be told apart, and lose no amount', () => {
    const [row] = focusRows(ACCOUNT, { kind: 'usage', day: { ...day, used: undefined }, amount: 61n });
    expect(row).toMatchObject({ BilledCost: '0.61', ConsumedQuantity: '24', ConsumedUnit: 'Records' });
    expect(row).not.toHaveProperty('ResourceId');
  });
});

it('FOCUS columns stand once each; 1.4 has not the two that it renamed', () => {
  expect(new Set(FOCUS_COLUMNS).size).toBe(FOCUS_COLUMNS.length);
  expect(focusColumns('1.2')).toEqual(FOCUS_COLUMNS);
  expect(focusColumns('1.4')).toHaveLength(FOCUS_COLUMNS.length - 2);
});
