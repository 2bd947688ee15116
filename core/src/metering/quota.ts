import { CloudfedError } from '../errors.js';
import { formatQuantity, type Quantity, quantity, QUANTITY_ONE, quantityOfWhole, ZERO_QUANTITY } from '../quantity.js';
import type { EcsShape, OssShape } from './resource.js';

/** What a quota limits. Addresses are whole: counts of {@link QUANTITY_ONE}. */
export interface QuotaAmounts {
  readonly cpu: Quantity;
  readonly ramGb: Quantity;
  readonly ecsDiskGb: Quantity;
  readonly ossDiskGb: Quantity;
  readonly bandwidthMbps: Quantity;
  readonly publicIps: Quantity;
  readonly privateIps: Quantity;
}

export type QuotaDimension = keyof QuotaAmounts;

export const QUOTA_DIMENSIONS = [
  'cpu',
  'ramGb',
  'ecsDiskGb',
  'ossDiskGb',
  'bandwidthMbps',
  'publicIps',
  'privateIps',
] as const satisfies readonly QuotaDimension[];

export const NOTHING: QuotaAmounts = amounts(() => ZERO_QUANTITY);
const ONE = quantityOfWhole(1n);

/** What a cloud host takes: its shape and one address of its network type. */
export function ecsDemand(shape: EcsShape): QuotaAmounts {
  return {
    ...NOTHING,
    cpu: shape.cpu,
    ramGb: shape.ramGb,
    ecsDiskGb: shape.diskGb,
    bandwidthMbps: shape.bandwidthMbps,
    publicIps: shape.networkType === 'public' ? ONE : ZERO_QUANTITY,
    privateIps: shape.networkType === 'private' ? ONE : ZERO_QUANTITY,
  };
}

/** What an object store takes: its disk, no addresses. */
export function ossDemand(shape: OssShape): QuotaAmounts {
  return { ...NOTHING, ossDiskGb: shape.diskGb };
}

/** The first dimension in which `demand` is more than what is left, if any. */
export function lackingDimension(
  limits: QuotaAmounts,
  used: QuotaAmounts,
  demand: QuotaAmounts,
): QuotaDimension | undefined {
  return QUOTA_DIMENSIONS.find((dimension) => used[dimension] + demand[dimension] > limits[dimension]);
}

/**
 * What is used once `demand` is taken.
 *
 * @throws CloudfedError QUOTA_EXCEEDED naming the dimension, what was asked and what is left
 */
export function take(limits: QuotaAmounts, used: QuotaAmounts, demand: QuotaAmounts): QuotaAmounts {
  const lacking = lackingDimension(limits, used, demand);
  if (lacking !== undefined) {
    const left = formatQuantity(remaining(limits, used)[lacking]);
    const asked = formatQuantity(demand[lacking]);
    throw new CloudfedError('QUOTA_EXCEEDED', `${lacking}: ${asked} asked, ${left} left of the quota`, lacking);
  }
  return amounts((dimension) => quantity(used[dimension] + demand[dimension]));
}

/** What is used once `returned` is given back. @throws RangeError where that was never taken */
export function giveBack(used: QuotaAmounts, returned: QuotaAmounts): QuotaAmounts {
  return amounts((dimension) => quantity(used[dimension] - returned[dimension]));
}

/** What is left; nothing below zero. */
export function remaining(limits: QuotaAmounts, used: QuotaAmounts): QuotaAmounts {
  return amounts((dimension) => {
    const left = limits[dimension] - used[dimension];
    return left > 0n ? quantity(left) : ZERO_QUANTITY;
  });
}

/** @throws CloudfedError QUOTA_IN_USE where new limits are below what is used */
export function checkLimitsCover(limits: QuotaAmounts, used: QuotaAmounts): void {
  const short = lackingDimension(limits, used, NOTHING);
  if (short !== undefined) {
    const inUse = formatQuantity(used[short]);
    throw new CloudfedError('QUOTA_IN_USE', `${short}: ${inUse} is in use, more than the new limit`, short);
  }
}

export function isNothing(used: QuotaAmounts): boolean {
  return QUOTA_DIMENSIONS.every((dimension) => used[dimension] === 0n);
}

/** Number of addresses in a whole dimension. */
export function wholeOf(value: Quantity): bigint {
  return value / QUANTITY_ONE;
}

function amounts(of: (dimension: QuotaDimension) => Quantity): QuotaAmounts {
  return {
    cpu: of('cpu'),
    ramGb: of('ramGb'),
    ecsDiskGb: of('ecsDiskGb'),
    ossDiskGb: of('ossDiskGb'),
    bandwidthMbps: of('bandwidthMbps'),
    publicIps: of('publicIps'),
    privateIps: of('privateIps'),
  };
}
