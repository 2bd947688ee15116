import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Quantity, quantity, QUANTITY_ONE, quantityOfWhole } from '../quantity.js';
import { refusalOf } from '../testing/refusal.js';
import {
  checkLimitsCover,
  ecsDemand,
  giveBack,
  isNothing,
  lackingDimension,
  NOTHING,
  ossDemand,
  QUOTA_DIMENSIONS,
  type QuotaAmounts,
  type QuotaDimension,
  remaining,
  take,
  wholeOf,
} from './quota.js';
import { NETWORK_TYPES } from './resource.js';

const amount = fc.bigInt({ min: 0n, max: 10n ** 14n }).map((counts) => quantity(counts));

function eachDimension(of: (dimension: QuotaDimension) => Quantity): QuotaAmounts {
  const entries = QUOTA_DIMENSIONS.map((dimension) => [dimension, of(dimension)] as const);
  return Object.fromEntries(entries) as unknown as QuotaAmounts;
}

const amounts = fc
  .array(amount, { minLength: QUOTA_DIMENSIONS.length, maxLength: QUOTA_DIMENSIONS.length })
  .map((values) => eachDimension((dimension) => values[QUOTA_DIMENSIONS.indexOf(dimension)] as Quantity));

describe('a quota', () => {
  it('gives back exactly what was taken', () => {
    fc.assert(
      fc.property(amounts, amounts, (used, demand) => {
        const limits = eachDimension((dimension) => quantity(used[dimension] + demand[dimension]));
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

  it('holds the same instances whatever the order they came in', () => {
    const shuffled = fc
      .array(amounts, { maxLength: 8 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([demands, mixed]) => {
        const limits = eachDimension(() => quantity(10n ** 16n));
        const takeAll = (all: readonly QuotaAmounts[]): QuotaAmounts =>
          all.reduce((used, demand) => take(limits, used, demand), NOTHING);
        expect(takeAll(mixed)).toEqual(takeAll(demands));
      }),
    );
  });

  it('takes all of a demand or nothing, by the first dimension that lacks', () => {
    fc.assert(
      fc.property(amounts, amounts, (limits, demand) => {
        const lacking = QUOTA_DIMENSIONS.find((dimension) => demand[dimension] > limits[dimension]);
        expect(lackingDimension(limits, NOTHING, demand)).toBe(lacking);
        const act = (): QuotaAmounts => take(limits, NOTHING, demand);
        if (lacking === undefined) expect(act()).toEqual(demand);
        else expect(refusalOf(act)).toBe(`QUOTA_EXCEEDED ${lacking}`);
      }),
    );
  });

  it.each(QUOTA_DIMENSIONS)('gives the last of %s and refuses the least part more, naming it', (dimension) => {
    const limits = { ...NOTHING, [dimension]: quantity(5n * QUANTITY_ONE) };
    const used = { ...NOTHING, [dimension]: quantity(2n * QUANTITY_ONE) };
    const rest = { ...NOTHING, [dimension]: quantity(3n * QUANTITY_ONE) };
    expect(take(limits, used, rest)).toEqual(limits);
    const more = { ...NOTHING, [dimension]: quantity(3n * QUANTITY_ONE + 1n) };
    expect(refusalOf(() => take(limits, used, more))).toBe(`QUOTA_EXCEEDED ${dimension}`);
    expect(() => take(limits, used, more)).toThrow(`${dimension}: 3.0000000001 asked, 3 left of the quota`);
  });

  it.each(QUOTA_DIMENSIONS)('cannot be lowered below what is used of %s', (dimension) => {
    const used = { ...NOTHING, [dimension]: quantity(2n * QUANTITY_ONE) };
    const tooLow = { ...NOTHING, [dimension]: quantity(2n * QUANTITY_ONE - 1n) };
    expect(
      refusalOf(() => {
        checkLimitsCover(used, used);
      }),
    ).toBe('accepted');
    expect(
      refusalOf(() => {
        checkLimitsCover(tooLow, used);
      }),
    ).toBe(`QUOTA_IN_USE ${dimension}`);
    expect(() => {
      checkLimitsCover(tooLow, used);
    }).toThrow('2 is in use');
    expect(remaining(tooLow, used)).toEqual(NOTHING);
  });

  it.each(QUOTA_DIMENSIONS)('never gives back of %s what was not taken', (dimension) => {
    const returned = { ...NOTHING, [dimension]: quantity(1n) };
    expect(() => giveBack(NOTHING, returned)).toThrow(RangeError);
    expect(isNothing(returned)).toBe(false);
  });
});

describe('a demand', () => {
  it('of a cloud host is its shape and one address of its network type', () => {
    const [cpu, ramGb, diskGb, bandwidthMbps] = [1n, 2n, 3n, 4n].map(quantityOfWhole) as [
      Quantity,
      Quantity,
      Quantity,
      Quantity,
    ];
    const shape = { cpu, ramGb, diskGb, bandwidthMbps };
    const common = { cpu, ramGb, ecsDiskGb: diskGb, ossDiskGb: 0n, bandwidthMbps };
    const one = quantityOfWhole(1n);
    expect(ecsDemand({ ...shape, networkType: 'public' })).toEqual({ ...common, publicIps: one, privateIps: 0n });
    expect(ecsDemand({ ...shape, networkType: 'private' })).toEqual({ ...common, publicIps: 0n, privateIps: one });
  });

  it.each(NETWORK_TYPES)('of a %s object store is its disk and no address', (networkType) => {
    const diskGb = quantityOfWhole(2n);
    expect(ossDemand({ networkType, diskGb })).toEqual({ ...NOTHING, ossDiskGb: diskGb });
  });

  it('of addresses is counted whole', () => {
    expect(wholeOf(quantityOfWhole(7n))).toBe(7n);
  });
});
