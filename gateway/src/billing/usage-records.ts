import { createHash } from 'node:crypto';

import { type OrgId, orgOfUser, periodSpan, QUANTITY_ONE, type UserId } from '@cloudfed/core';

import type { EcsResource } from '../fabric/ledger-port.js';
import type { Lists } from '../readmodel/lists.js';

export interface UsageRecordQuestion {
  readonly period: string;
  readonly providerId?: OrgId | undefined;
  readonly consumerId?: OrgId | undefined;
  /** Only this user's. */
  readonly userId?: UserId | undefined;
}

const HEADER = 'APEL-cloud-message: v0.4\n';
const END_OF_RECORD = '%%\n';
const HOSTS_A_READ = 500;

/**
 * The cloud hosts that ran in a period, as one message of EGI's cloud accounting, version 0.4, part by part. A record
 * says how long its host has run from its start to the period's end, or until now.
 *
 * @param nowSeconds since 1970
 */
export async function* usageRecords(
  lists: Pick<Lists, 'ecsResources'>,
  question: UsageRecordQuestion,
  nowSeconds: number,
): AsyncGenerator<string, void> {
  const { period, ...filter } = question;
  const { from, to } = periodSpan(period, 'period');
  const until = Math.min(to, nowSeconds);
  let text = HEADER;
  let cursor: string | undefined;
  do {
    const page = await lists.ecsResources(filter, { limit: HOSTS_A_READ, cursor });
    for (const host of page.items) {
      const begin = host.beginTime.seconds;
      const end = host.endTime?.seconds ?? Number.POSITIVE_INFINITY;
      if (begin < to && begin <= until && end > from) text += recordOf(host, until) + END_OF_RECORD;
    }
    cursor = page.nextCursor;
    if (text !== '') yield text;
    text = '';
  } while (cursor !== undefined);
}

function recordOf(host: EcsResource, until: number): string {
  const { providerId, userId, instanceId, beginTime, endTime, cpu, ramGb, diskGb } = host;
  const hasEnded = endTime !== undefined && endTime.seconds <= until;
  const wall = (hasEnded ? endTime.seconds : until) - beginTime.seconds;
  const consumerId = orgOfUser(userId);
  const fields: readonly (readonly [key: string, value: string])[] = [
    ['VMUUID', uuidOf(`cloudfed:${providerId}:${consumerId}:${instanceId}`)],
    ['SiteName', host.providerName],
    ['CloudComputeService', host.cloudService],
    ['MachineName', instanceId],
    ['LocalUserId', userId],
    ['LocalGroupId', consumerId],
    ['FQAN', host.consumerName],
    ['Status', hasEnded ? 'completed' : 'started'],
    ['StartTime', beginTime.seconds.toString()],
    ...(hasEnded ? ([['EndTime', endTime.seconds.toString()]] as const) : []),
    ['SuspendDuration', '0'],
    ['WallDuration', wall.toString()],
    ['CpuDuration', ((cpu * BigInt(wall)) / QUANTITY_ONE).toString()],
    ['CpuCount', wholeAbove(cpu)],
    ['NetworkType', host.networkType],
    ['PublicIPCount', host.networkType === 'public' ? '1' : '0'],
    ['Memory', wholeAbove(ramGb * 1_024n)],
    ['Disk', wholeAbove(diskGb)],
    ['CloudType', 'cloudfed'],
  ];
  return fields.map(([key, value]) => `${key}: ${oneLine(value)}\n`).join('');
}

/** A record holds whole cores, MB and GB: what is begun counts. */
function wholeAbove(quantity: bigint): string {
  return ((quantity + QUANTITY_ONE - 1n) / QUANTITY_ONE).toString();
}

/** Names are registered without control characters; a line of a record must stay one whatever they are. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/gu, ' ');
}

/** RFC 9562's namespace of URLs. */
const URLS = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** A UUID of version 5 for what has no UUID of its own, the same every time: of `urn:` and the name. */
export function uuidOf(name: string): string {
  const hash = createHash('sha1').update(URLS).update(`urn:${name}`).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');
}
