import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseQuantity, quantity, QUANTITY_ONE } from '../quantity.js';
import {
  checkLimitsCover,
  ecsDemand,
  giveBack,
  isNothing,
  NOTHING,
  ossDemand,
  QUOTA_DIMENSIONS,
  type QuotaAmounts,
  remaining,
  take,
} from './quota.js';

const amount = fc.bigInt({ min: 0n, max: 10n ** 14n }).map((counts) => quantity(counts));
const amounts: fc.Arbitrary<QuotaAmounts> = fc
  .tuple(...QUOTA_DIMENSIONS.map(() => amount))
  .map(
    (values) =>
      Object.fromEntries(QUOTA_DIMENSIONS.map((dimension, at) => [dimension, values[at]])) as unknown as QuotaAmounts,
  );
const two = parseQuantity('2', 'q');
const shape = { networkType: 'public' as const, bandwidthMbps: two, cpu: two, ramGb: two, diskGb: two };

describe('a quota', () => {
  it('gives back exactly what was taken', () => {
    fc.assert(
      fc.property(amounts, amounts, (used, demand) => {
        const limits = Object.fromEntries(
          QUOTA_DIMENSIONS.map((dimension) => [dimension, quantity(used[dimension] + demand[dimension])]),
        ) as unknown as QuotaAmounts;
        const taken = take(limits, used, demand);
        expect(remaining(limits, taken)).toEqual(NOTHING);
        expect(giveBack(taken, demand)).toEqual(used);
      }),
    );
  });

  it('is never exceeded, whatever is taken and given back', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.array(amounts, { maxLength: 20 }),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        (limits, demands, opens) => {
          let used = NOTHING;
          const held: QuotaAmounts[] = [];
          for (const [at, demand] of demands.entries()) {
            const oldest = opens[at] === true ? undefined : held.shift();
            if (oldest !== undefined) {
              used = giveBack(used, oldest);
              continue;
            }
            try {
              used = take(limits, used, demand);
              held.push(demand);
            } catch (error) {
              expect(error).toMatchObject({ code: 'QUOTA_EXCEEDED' });
            }
            for (const dimension of QUOTA_DIMENSIONS) expect(used[dimension] <= limits[dimension]).toBe(true);
          }
          for (const demand of held) used = giveBack(used, demand);
          expect(isNothing(used)).toBe(true);
        },
      ),
    );
  });

  it.each(QUOTA_DIMENSIONS)('refuses one unit too much of %s and names it', (dimension) => {
    const limits = { ...NOTHING, [dimension]: quantity(5n * QUANTITY_ONE) };
    const demand = { ...NOTHING, [dimension]: quantity(5n * QUANTITY_ONE + 1n) };
    expect(() => take(limits, NOTHING, demand)).toThrow(
      expect.objectContaining({
        code: 'QUOTA_EXCEEDED',
        field: dimension,
        message: expect.stringContaining('5 left') as string,
      }),
    );
    expect(() => {
      checkLimitsCover(limits, demand);
    }).toThrow(expect.objectContaining({ code: 'QUOTA_IN_USE' }));
  });

  it('an instance takes one address of its network type, an object store none', () => {
    expect(ecsDemand(shape)).toMatchObject({
      publicIps: QUANTITY_ONE,
      privateIps: 0n,
      bandwidthMbps: two,
      ossDiskGb: 0n,
    });
    expect(ecsDemand({ ...shape, networkType: 'private' })).toMatchObject({ publicIps: 0n, privateIps: QUANTITY_ONE });
    expect(ossDemand({ networkType: 'public', diskGb: two })).toEqual({ ...NOTHING, ossDiskGb: two });
  });
});
