import { formatQuantity, type OrgId, orgOfUser, type UserId } from '@cloudfed/core';

import { billOf, ecsOf, ossOf, transactionRef } from './codec.js';
import type { Deal } from './directory.js';
import type { Written } from './ledger.js';
import type { Among, Bill, EcsInput, InstanceRef, LedgerPort, OssInput, Page, PageRequest } from './ledger-port.js';
import { type Found, findRecord, pairsAmong } from './lookup.js';
import { readPage } from './paging.js';
import type { LedgerParts } from './parts.js';
import type { BillRecord, ResourceRecord, ResourceType } from './records.js';

type InstanceMethods = Pick<
  LedgerPort,
  'openEcs' | 'readEcs' | 'listEcs' | 'releaseEcs' | 'openOss' | 'readOss' | 'listOss' | 'stopOss' | 'releaseOss'
>;

type RecordOf<T extends ResourceType> = Extract<ResourceRecord, { objectType: T }>;

/** Where an instance is, and what its bill's arguments need. */
interface Placed {
  readonly channel: string;
  readonly providerId: string;
  readonly userId: string;
}

export function newInstanceMethods({ ledger, directory, blockNumbers }: LedgerParts): InstanceMethods {
  const find = async <T extends ResourceType>(
    type: T,
    instanceId: string,
    among: Among | undefined,
  ): Promise<Found<RecordOf<T>>> => {
    const pairs = await pairsAmong(directory, among);
    const named = { field: 'instanceId', id: instanceId };
    const read = (channel: string): Promise<RecordOf<T>> =>
      ledger.readInstance(channel, type, instanceId) as Promise<RecordOf<T>>;
    return findRecord(pairs, named, read);
  };

  const place = async (type: ResourceType, instance: InstanceRef): Promise<Placed> => {
    const { instanceId, providerId, userId } = instance;
    if (providerId !== undefined && userId !== undefined) {
      const { channel } = await directory.deal(providerId, orgOfUser(userId), 'userId');
      return { channel, providerId, userId };
    }
    const { pair, record } = await find(type, instanceId, instance);
    return { channel: pair.channel, providerId: record.providerID, userId: record.userID };
  };

  const list = async <T extends ResourceType>(
    type: T,
    page: PageRequest,
    among: Among | undefined,
  ): Promise<Page<RecordOf<T>>> => {
    const sources = (await pairsAmong(directory, among)).map(({ channel }) => ({
      channel,
      read: (part: { size: number; bookmark: string }) => ledger.listResources(channel, type, part),
    }));
    return (await readPage(sources, page)) as Page<RecordOf<T>>;
  };

  const issued = ({ record, transactionId, blockNumber }: Written<BillRecord>): Bill => {
    blockNumbers.note(transactionId, blockNumber);
    return billOf(record, Number(blockNumber));
  };

  return {
    openEcs: async (input) => {
      const deal = await directory.deal(input.providerId, orgOfUser(input.userId), 'userId');
      const written = await ledger.initEcsResource(deal.channel, input.providerId, ecsArguments(deal, input));
      return { record: ecsOf(written.record), ...transactionRef(written) };
    },
    readEcs: async (instanceId, among) => ecsOf((await find('ECSResource', instanceId, among)).record),
    listEcs: async (page, among) => mapPage(await list('ECSResource', page, among), ecsOf),
    releaseEcs: async (instance) => {
      const { channel, providerId, userId } = await place('ECSResource', instance);
      const written = await ledger.billedEcs(channel, [instance.instanceId, providerId, userId]);
      const { record } = written;
      if (record.objectType === 'ECSBill') return issued({ ...written, record });
      return { record: ecsOf(record), ...transactionRef(written) };
    },
    openOss: async (input) => {
      const deal = await directory.deal(input.providerId, orgOfUser(input.userId), 'userId');
      const written = await ledger.initOssResource(deal.channel, input.providerId, ossArguments(deal, input));
      return { record: ossOf(written.record), ...transactionRef(written) };
    },
    readOss: async (instanceId, among) => ossOf((await find('OSSResource', instanceId, among)).record),
    listOss: async (page, among) => mapPage(await list('OSSResource', page, among), ossOf),
    stopOss: async (instance) => {
      const { channel } = await place('OSSResource', instance);
      const written = await ledger.releaseOss(channel, instance.instanceId);
      return { record: ossOf(written.record), ...transactionRef(written) };
    },
    releaseOss: async (instance, counters) => {
      const { channel, providerId, userId } = await place('OSSResource', instance);
      const { ossRequest, flowOut } = counters;
      const args = [instance.instanceId, providerId, userId, ossRequest.toString(), formatQuantity(flowOut)];
      return issued(await ledger.billedOss(channel, args));
    },
  };
}

function mapPage<T, U>({ items, nextCursor }: Page<T>, map: (item: T) => U): Page<U> {
  return { items: items.map(map), nextCursor };
}

function commonArguments(
  { provider, consumer }: Deal,
  input: { instanceId: string; providerId: OrgId; userId: UserId; cloudService: string },
): readonly string[] {
  return [input.instanceId, provider.name, input.providerId, consumer.name, input.userId, input.cloudService];
}

function ecsArguments(deal: Deal, input: EcsInput): readonly string[] {
  return [
    ...commonArguments(deal, input),
    input.networkType,
    formatQuantity(input.bandwidthMbps),
    formatQuantity(input.cpu),
    formatQuantity(input.ramGb),
    formatQuantity(input.diskGb),
    input.commitmentDays.toString(),
    ...billingArgument(input),
  ];
}

function ossArguments(deal: Deal, input: OssInput): readonly string[] {
  return [...commonArguments(deal, input), input.networkType, formatQuantity(input.diskGb), ...billingArgument(input)];
}

/** Left out where it says nothing, so that the call is the first prototype's. */
function billingArgument({ billing }: EcsInput | OssInput): readonly string[] {
  return billing === 'metered' ? [billing] : [];
}
