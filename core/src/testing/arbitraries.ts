import fc from 'fast-check';

import { type Price, PRICE_FIELDS, type PriceVersion } from '../metering/price.js';
import { type EcsShape, NETWORK_TYPES, type OssCounters, type OssShape } from '../metering/resource.js';
import { type Fen, MAX_FEN } from '../money.js';
import { MAX_QUANTITY, quantity } from '../quantity.js';

/** The seven prices in the order of {@link PRICE_FIELDS}. */
export function price(...fens: readonly bigint[]): Price {
  return Object.fromEntries(PRICE_FIELDS.map((field, at) => [field, fens[at] as Fen])) as unknown as Price;
}

const upTo = (max: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max });
const networkType = fc.constantFrom(...NETWORK_TYPES);

export const smallQuantities = upTo(10n ** 15n).map(quantity);
/** Every size is as likely as every other: few digits and many, round ones and not. */
export const anyQuantities = fc
  .tuple(upTo(MAX_QUANTITY), fc.integer({ min: 0, max: 21 }))
  .map(([counts, digits]) => quantity(counts / 10n ** BigInt(digits)));
export const smallPrices = fc.array(upTo(100_000n), { minLength: 7, maxLength: 7 }).map((fens) => price(...fens));
export const anyPrices = fc
  .array(fc.oneof(upTo(1_000n), upTo(MAX_FEN)), { minLength: 7, maxLength: 7 })
  .map((fens) => price(...fens));

export function ecsShapes(quantities = smallQuantities): fc.Arbitrary<EcsShape> {
  return fc.record({
    networkType,
    bandwidthMbps: quantities,
    cpu: quantities,
    ramGb: quantities,
    diskGb: quantities,
  });
}

export function ossShapes(quantities = smallQuantities): fc.Arbitrary<OssShape> {
  return fc.record({ networkType, diskGb: quantities });
}

export const counters: fc.Arbitrary<OssCounters> = fc.record({
  requests: upTo(10n ** 9n),
  flowOutGb: smallQuantities,
});

/** The last second that {@link histories} and {@link intervals} make. */
export const LAST = 200_000;

/** Up to six versions, the first in force from 0; some begin in one second. */
export function histories(prices = smallPrices): fc.Arbitrary<readonly PriceVersion[]> {
  const starts = fc.array(fc.oneof(fc.integer({ min: 1, max: LAST }), fc.constantFrom(1_000, 100_000)), {
    maxLength: 5,
  });
  return fc.tuple(starts, fc.array(prices, { minLength: 6, maxLength: 6 })).map(([later, all]) =>
    [0, ...later.sort((one, other) => one - other)].map((effectiveFrom, at) => ({
      version: at + 1,
      effectiveFrom,
      price: all[at] as Price,
    })),
  );
}

export const intervals = fc
  .tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: LAST }))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
