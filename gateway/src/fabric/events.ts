import { argumentError, parseOrgId } from '@cloudfed/core';

import { billingChangeOf } from './billing-events.js';
import { allowanceOf, billOf, ecsOf, ossOf, priceOf, quotaOf } from './codec.js';
import type { Directory } from './directory.js';
import type { ChannelEvent, Follower } from './follower.js';
import type { Claim, EventRequest, LedgerChange, LedgerEvent } from './ledger-port.js';
import { type ChannelPosition, formatPositions, parsePositions, positionAfter, type Positions } from './positions.js';
import type {
  AllowanceRecord,
  BillRecord,
  ChangeRecord,
  EcsRecord,
  OrganizationRecord,
  OssRecord,
  PriceRecord,
  QuotaRecord,
} from './records.js';
import { settlementChangeOf } from './settlement.js';

export interface EventsParts {
  readonly follower: Follower;
  readonly directory: Directory;
}

const GENESIS: ChannelPosition = { block: 0n, after: undefined };

/** The events of all ledger channels as one sequence, each with the position to go on from. */
export async function* ledgerEvents(
  { follower, directory }: EventsParts,
  request: EventRequest = {},
): AsyncGenerator<LedgerEvent, void> {
  const over = new AbortController();
  const signal = request.signal === undefined ? over.signal : AbortSignal.any([request.signal, over.signal]);
  const positions = new Map(await startPositions(follower, directory.channels, request.after));
  try {
    const streams = [...positions].map(([channel, from]) => follower.follow(channel, from, signal));
    for await (const event of merge(streams)) {
      positions.set(event.channel, positionAfter(event.blockNumber, event.transactionId));
      const changes = event.changes.flatMap((change) => changeOf(change, event) ?? []);
      if (changes.length === 0) continue;
      yield {
        position: formatPositions(positions),
        ledgerChannel: event.channel,
        counterpartyId: await counterpartyOn(directory, event.channel),
        transactionId: event.transactionId,
        blockNumber: Number(event.blockNumber),
        changes,
      };
    }
  } finally {
    over.abort();
  }
}

/** The position behind everything that is there now. @throws CloudfedError UNAVAILABLE */
export async function eventHead({ follower, directory }: EventsParts): Promise<string> {
  return formatPositions(await startPositions(follower, directory.channels, undefined));
}

async function startPositions(
  follower: Follower,
  channels: readonly string[],
  after: string | undefined,
): Promise<Positions> {
  const asked = after === undefined || after === 'genesis' ? undefined : parsePositions(after);
  const found = await Promise.all(
    channels.map(async (channel): Promise<[string, ChannelPosition]> => {
      if (after === 'genesis') return [channel, GENESIS];
      const head = await follower.head(channel);
      if (asked === undefined) return [channel, head];
      // A ledger channel that was joined since is new from its beginning on.
      const position = asked.get(channel) ?? GENESIS;
      if (position.block > head.block) throw argumentError('after', 'is of another ledger: this one is shorter');
      return [channel, position];
    }),
  );
  return new Map(found);
}

/** Whatever comes next from any of them; each is asked for its next only when its last was taken. */
async function* merge<T>(streams: readonly AsyncGenerator<T, void>[]): AsyncGenerator<T, void> {
  const next = async (stream: AsyncGenerator<T, void>): Promise<[AsyncGenerator<T, void>, IteratorResult<T, void>]> => [
    stream,
    await stream.next(),
  ];
  const pending = new Map(streams.map((stream) => [stream, next(stream)]));
  try {
    while (pending.size > 0) {
      const [stream, result] = await Promise.race(pending.values());
      if (result.done === true) {
        pending.delete(stream);
      } else {
        yield result.value;
        pending.set(stream, next(stream));
      }
    }
  } finally {
    for (const waiting of pending.values()) waiting.catch(() => undefined);
  }
}

async function counterpartyOn(directory: Directory, channel: string): Promise<LedgerEvent['counterpartyId']> {
  const pairs = await directory.pairs().catch(() => []);
  return pairs.find((pair) => pair.channel === channel)?.counterparty.orgId;
}

/** Undefined for kinds that concern nobody outside, such as the rolling up of totals. */
function changeOf(change: ChangeRecord, event: ChannelEvent): LedgerChange | undefined {
  const { kind, id, record } = change;
  switch (kind) {
    case 'InitialQuota.created':
      return { kind: 'quota.created', id, record: quotaOf(record as QuotaRecord) };
    case 'InitialQuota.updated':
      return { kind: 'quota.updated', id, record: quotaOf(record as QuotaRecord) };
    case 'InitialQuota.closed':
      return { kind: 'quota.closed', id, record: quotaOf(record as QuotaRecord) };
    case 'Price.published':
      return { kind: 'price.published', id, record: priceOf(record as PriceRecord) };
    case 'Price.scheduled':
      return { kind: 'price.scheduled', id, record: priceOf(record as PriceRecord) };
    case 'ECSBill.issued':
    case 'OSSBill.issued':
      return { kind: 'bill.issued', id, record: billOf(record as BillRecord, Number(event.blockNumber)) };
    case 'Allowance.changed':
      return { kind: 'allowance.changed', id, record: allowanceOf(record as AllowanceRecord) };
    case 'Organization.claimed':
      return { kind: 'organization.claimed', id, record: organizationOf(record as OrganizationRecord) };
    case 'Organization.confirmation':
      return { kind: 'organization.confirmation', id, record: organizationOf(record as OrganizationRecord) };
    case 'Organization.confirmed':
      return { kind: 'organization.confirmed', id, record: organizationOf(record as OrganizationRecord) };
    default:
      return instanceChangeOf(change);
  }
}

function instanceChangeOf(change: ChangeRecord): LedgerChange | undefined {
  const { kind, id, record } = change;
  switch (kind) {
    case 'ECSResource.opened':
      return { kind: 'ecs-resource.opened', id, record: ecsOf(record as EcsRecord) };
    case 'OSSResource.opened':
      return { kind: 'oss-resource.opened', id, record: ossOf(record as OssRecord) };
    case 'ECSResource.released':
      return { kind: 'ecs-resource.released', id, record: ecsOf(record as EcsRecord) };
    case 'OSSResource.released':
      return { kind: 'oss-resource.released', id, record: ossOf(record as OssRecord) };
    case 'OSSResource.stopped':
      return { kind: 'oss-resource.stopped', id, record: ossOf(record as OssRecord) };
    default:
      return billingChangeOf(change) ?? settlementChangeOf(change);
  }
}

function organizationOf(record: OrganizationRecord): Claim {
  const { name, mspID, confirmed } = record;
  return { orgId: parseOrgId(record.orgID, 'orgID'), name, mspId: mspID, confirmed };
}
