import { argumentError } from '@cloudfed/core';

/** Where a reader of a ledger channel is: behind a transaction of a block, or before the whole block. */
export interface ChannelPosition {
  readonly block: bigint;
  /** The first characters of the transaction's id. */
  readonly after: string | undefined;
}

export type Positions = ReadonlyMap<string, ChannelPosition>;

const ID_LENGTH = 16;
const LONGEST = 4_000;
const PART = /^([a-z][a-z0-9.-]{0,248}):([0-9]{1,15})(?::([0-9a-f]{16}))?$/u;

/** A text of letters, digits and `:~.-`, about 40 characters a ledger channel. */
export function formatPositions(positions: Positions): string {
  return [...positions]
    .map(([channel, { block, after }]) => `${channel}:${block.toString()}${after === undefined ? '' : `:${after}`}`)
    .join('~');
}

/** @throws CloudfedError INVALID_ARGUMENT */
export function parsePositions(text: string): Positions {
  const positions = new Map<string, ChannelPosition>();
  const parts = text.length <= LONGEST ? text.split('~') : [''];
  for (const part of parts) {
    const [, channel, block, after] = PART.exec(part) ?? [];
    if (channel === undefined || block === undefined || positions.has(channel)) {
      throw argumentError('after', 'must be one that an event had');
    }
    positions.set(channel, { block: BigInt(block), after });
  }
  return positions;
}

export function positionAfter(block: bigint, transactionId: string): ChannelPosition {
  return { block, after: transactionId.slice(0, ID_LENGTH) };
}
