import { argumentError } from '../errors.js';
import type { Quantity } from '../quantity.js';

export const NETWORK_TYPES = ['public', 'private'] as const;
export type NetworkType = (typeof NETWORK_TYPES)[number];

/** How an instance is charged: once, on its release, or as it is metered. */
export const BILLINGS = ['on-release', 'metered'] as const;
export type Billing = (typeof BILLINGS)[number];

/** What makes up a cloud host's cost. */
export interface EcsShape {
  readonly networkType: NetworkType;
  readonly bandwidthMbps: Quantity;
  readonly cpu: Quantity;
  readonly ramGb: Quantity;
  readonly diskGb: Quantity;
}

/** What makes up an object store's standing cost. */
export interface OssShape {
  readonly networkType: NetworkType;
  readonly diskGb: Quantity;
}

/** What a provider counted over an object store's life. */
export interface OssCounters {
  readonly requests: bigint;
  readonly flowOutGb: Quantity;
}

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseNetworkType(text: string, field: string): NetworkType {
  const found = NETWORK_TYPES.find((type) => type === text);
  if (found === undefined) throw argumentError(field, `must be ${NETWORK_TYPES.join(' or ')}`);
  return found;
}
