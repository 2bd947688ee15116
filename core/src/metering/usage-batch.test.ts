import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toHex } from '../bytes.js';
import type { OrgId, RecordId } from '../ids.js';
import { parseQuantity, quantity } from '../quantity.js';
import { anyQuantities } from '../testing/arbitraries.js';
import { refusalOf } from '../testing/refusal.js';
import {
  compareUsage,
  decodeUsageBatch,
  encodeUsageBatch,
  MAX_USAGE_RECORDS,
  parseLane,
  type UsageBatch,
  usageRoot,
  usageTree,
} from './usage-batch.js';
import { METERS, usageLeaf, type UsageRecord } from './usage-record.js';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const BEGIN = 1_770_000_000;

const ids = fc
  .tuple(fc.stringMatching(/^[0-9A-Za-z]$/u), fc.stringMatching(/^[0-9A-Za-z._-]{0,63}$/u))
  .map(([first, rest]) => (first + rest) as RecordId);
const records: fc.Arbitrary<UsageRecord> = fc
  .record({
    id: ids,
    instanceId: fc.oneof(
      ids,
      fc.constantFrom('i1', 'i2', 'i10').map((id) => id as RecordId),
    ),
    meter: fc.constantFrom(...METERS),
    from: fc.integer({ min: BEGIN - 10_000, max: BEGIN + 10_000 }),
    seconds: fc.integer({ min: 0, max: 100_000 }),
    quantity: fc.oneof(
      anyQuantities,
      fc.integer({ min: 0, max: 64 }).map((whole) => quantity(BigInt(whole) * 10n ** 10n)),
    ),
  })
  .map(({ seconds, ...record }) => ({ ...record, to: record.from + seconds }));
const batches: fc.Arbitrary<UsageBatch> = fc.record({
  lane: fc.constantFrom('00', '15', 'h-2023-a'),
  sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  windowFrom: fc.constant(BEGIN),
  windowTo: fc.integer({ min: BEGIN + 1, max: BEGIN + 86_400 }),
  records: fc.array(records, { minLength: 1, maxLength: 40 }).map((all) => all.sort(compareUsage)),
});

const record = (fields: Partial<UsageRecord> = {}): UsageRecord => ({
  id: 'r1' as RecordId,
  instanceId: 'i1' as RecordId,
  meter: 'cpu',
  from: BEGIN,
  to: BEGIN + 3_600,
  quantity: parseQuantity('2', 'quantity'),
  ...fields,
});
const batch = (fields: Partial<UsageBatch> = {}): UsageBatch => ({
  lane: '07',
  sequence: 1,
  windowFrom: BEGIN,
  windowTo: BEGIN + 3_600,
  records: [record()],
  ...fields,
});
const refusal = (bytes: Uint8Array): string => refusalOf(() => decodeUsageBatch(bytes, 'batch'));

describe('a batch of usage records', () => {
  it('comes back from its compact form', () => {
    fc.assert(
      fc.property(batches, (original) => {
        expect(decodeUsageBatch(encodeUsageBatch(original), 'batch')).toEqual(original);
      }),
    );
  });

  it('has one compact form: whatever is read is written so', () => {
    const damage = fc.tuple(
      batches,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(damage, ([original, changes]) => {
        const bytes = encodeUsageBatch(original);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        let read: UsageBatch | undefined;
        const answer = refusalOf(() => (read = decodeUsageBatch(bytes, 'batch')));
        if (read === undefined) expect(answer).toBe('INVALID_ARGUMENT batch');
        else expect(toHex(encodeUsageBatch(read))).toBe(toHex(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused where it is cut off or goes on', () => {
    const bytes = encodeUsageBatch(batch());
    for (let length = 0; length < bytes.length; length += 1) {
      expect(refusal(bytes.slice(0, length))).toBe('INVALID_ARGUMENT batch');
    }
    expect(refusal(Uint8Array.of(...bytes, 0))).toBe('INVALID_ARGUMENT batch');
    expect(refusal(new Uint8Array(2_000_001))).toBe('INVALID_ARGUMENT batch');
    expect(refusal(bytes)).toBe('accepted');
  });

  it('is no longer than it may be, nor shorter', () => {
    const many = Array.from({ length: MAX_USAGE_RECORDS }, (_, at) =>
      record({ id: at.toString().padStart(6, '0') as RecordId, from: BEGIN + at, to: BEGIN + at + 1 }),
    );
    expect(decodeUsageBatch(encodeUsageBatch(batch({ records: many })), 'batch').records).toHaveLength(10_000);
    expect(() =>
      encodeUsageBatch(batch({ records: [...many, record({ from: BEGIN + 20_000, to: BEGIN + 20_001 })] })),
    ).toThrow(RangeError);
    expect(() => encodeUsageBatch(batch({ records: [] }))).toThrow(RangeError);
  });

  it('has a window and an order', () => {
    for (const wrong of [
      batch({ windowTo: BEGIN }),
      batch({ windowTo: BEGIN + 400 * 86_400 + 1 }),
      batch({ sequence: 0 }),
      batch({ sequence: 0.5 }),
      batch({ records: [record({ from: BEGIN + 1 }), record()] }),
      batch({ records: [record({ to: BEGIN - 1 })] }),
    ]) {
      expect(() => encodeUsageBatch(wrong)).toThrow(RangeError);
    }
  });

  it('takes a few bytes a record', () => {
    const many = Array.from({ length: 4_000 }, (_, at) =>
      record({
        id: `r${1_000 + at}` as RecordId,
        instanceId: `i${1_000 + Math.floor(at / 4)}` as RecordId,
        meter: METERS[at % 4] ?? 'cpu',
      }),
    );
    expect(encodeUsageBatch(batch({ records: many })).length / many.length).toBeLessThan(12);
  });
});

describe('a lane', () => {
  it('is a short name in lower case', () => {
    expect(['00', '15', 'h-1'].map((text) => parseLane(text, 'lane'))).toEqual(['00', '15', 'h-1']);
    for (const wrong of ['', 'A', '-a', 'a b', 'a'.repeat(33), '０']) {
      expect(refusalOf(() => parseLane(wrong, 'lane'))).toBe('INVALID_ARGUMENT lane');
    }
  });
});

describe('the root of a batch', () => {
  const context = {
    ledgerChannel: 'channel12',
    providerId: '00001' as OrgId,
    lane: '07',
    sequence: 3,
    windowFrom: BEGIN,
    windowTo: BEGIN + 3_600,
    count: 1,
  };

  it('is what its description says', () => {
    const leaf = 'r1\ni1\ncpu\n1770000000\n1770003600\n2';
    expect(Buffer.from(usageLeaf(record())).toString()).toBe(leaf);
    const tree = createHash('sha256').update(`\0${leaf}`).digest('hex');
    expect(toHex(usageTree([record()], sha256).root)).toBe(tree);
    const lines = ['cloudfed usage 1', 'channel12', '00001', '07', '3', '1770000000', '1770003600', '1', tree];
    expect(toHex(usageRoot(context, tree, sha256))).toBe(createHash('sha256').update(lines.join('\n')).digest('hex'));
  });

  it('is another for any other batch', () => {
    const tree = toHex(usageTree([record()], sha256).root);
    const roots = [
      context,
      { ...context, ledgerChannel: 'channel13' },
      { ...context, providerId: '00002' as OrgId },
      { ...context, lane: '08' },
      { ...context, sequence: 4 },
      { ...context, windowFrom: BEGIN - 1 },
      { ...context, windowTo: BEGIN + 3_601 },
      { ...context, count: 2 },
    ].map((one) => toHex(usageRoot(one, tree, sha256)));
    expect(new Set(roots).size).toBe(roots.length);
  });
});
