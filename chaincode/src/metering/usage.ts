import {
  addExact,
  argumentError,
  CloudfedError,
  decodeUsageBatch,
  type MeteredInstance,
  type OrgId,
  PRICE_FIELDS,
  refuseUnbillable,
  refuseUnfitting,
  toHex,
  type UsageBatch,
  type UsageRecord,
  UsageTally,
  UsageTimeline,
  ZERO_EXACT,
} from '@cloudfed/core';

import { laneHeadKey, usageBatchKey, usageDataKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { metering } from './organizations.js';
import { openPeriod } from './periods.js';
import { requirePriceAt, versionsFrom } from './prices.js';
import { NAMED_PRICE_VERSION, priceVersionOf } from './records.js';
import {
  type LaneHead,
  loadHead,
  loadRoster,
  meteredThrough,
  refreshedRoster,
  type Refreshed,
  saveRoster,
  tooManyChanges,
} from './usage-roster.js';
import {
  type Fitting,
  inflate,
  type RatedUsage,
  recordOf,
  type Refused,
  sha256,
  type UsageBatchRecord,
} from './usage-standing.js';
import { addUsage } from './usage-totals.js';

/** Base64 of the compressed batch. Twice that, in the argument and the row, is far below what a transaction may have. */
const MAX_BATCH_TEXT = 1_400_000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/**
 * `recordUsage(batch)`: the provider records a batch of its usage, base64 of the raw-deflated compact form. Each record is
 * judged alone; the good ones are charged, the others are named with a reason. The same batch again answers what stands
 * of it. Where none is good, nothing is written and the sequence number stays free.
 */
export async function recordUsage(tx: Transaction, args: readonly string[]): Promise<string> {
  const { batch: text } = takeArguments(['batch'], args, { maxLength: MAX_BATCH_TEXT });
  const packed = unpack(text);
  const batch = decodeUsageBatch(packed.compact, 'batch');
  const { own: provider } = await metering(tx);
  const head = await loadHead(tx, provider.orgID, batch.lane);
  if (head !== undefined && batch.sequence <= head.sequence)
    return storedRepeat(tx, provider.orgID, batch, packed.digest);
  refuseOutOfTurn(tx, batch, head);

  const judged = await judge(tx, provider.orgID, batch, head);
  const rated = await rate(tx, provider.orgID, judged.fitting, judged.refused);
  const record = recordOf(
    tx,
    provider.orgID,
    { ...batch, digest: packed.digest, late: false },
    { ...rated, refused: judged.refused },
  );
  const answer = JSON.stringify(record);
  const last = rated.accepted.at(-1)?.record;
  if (last === undefined) return answer;
  const { lane, sequence, windowFrom, windowTo } = batch;
  const next: LaneHead = { sequence, windowFrom, windowTo, lastInstance: last.instanceId };
  tx.store.put(laneHeadKey(provider.orgID, lane), JSON.stringify(next));
  tx.store.put(usageBatchKey(provider.orgID, lane, sequence), answer);
  tx.store.put(usageDataKey(provider.orgID, lane, sequence), packed.deflated);
  if (judged.refreshed !== undefined) {
    const { counted, roster } = judged.refreshed;
    saveRoster(tx, provider.orgID, lane, { counted, row: roster.without(windowFrom) });
  }
  await addUsage(tx, provider.orgID, rated.sums);
  tx.changed('Usage.recorded', `${lane}.${sequence}`, answer);
  return answer;
}

interface Packed {
  readonly deflated: Uint8Array;
  readonly compact: Uint8Array;
  readonly digest: string;
}

function unpack(text: string): Packed {
  const deflated = BASE64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (deflated.length === 0 || deflated.toString('base64') !== text) throw argumentError('batch', 'is not base64');
  const compact = inflate(deflated);
  return { deflated, compact, digest: toHex(sha256(compact)) };
}

/** A repeat is harmless: it answers what is on the ledger. Another batch under a used number is an error. */
async function storedRepeat(tx: Transaction, providerId: OrgId, batch: UsageBatch, digest: string): Promise<string> {
  const text = await tx.store.get(usageBatchKey(providerId, batch.lane, batch.sequence));
  if (text === undefined) throw new Error(`batch ${batch.sequence} of lane ${batch.lane} is missing`);
  if ((JSON.parse(text) as UsageBatchRecord).digest === digest) return text;
  throw argumentError('sequence', `batch ${batch.sequence} of lane ${batch.lane} is another one`, 'CONFLICT');
}

function refuseOutOfTurn(tx: Transaction, batch: UsageBatch, head: LaneHead | undefined): void {
  const expected = (head?.sequence ?? 0) + 1;
  if (batch.sequence !== expected) {
    throw argumentError('sequence', `the next batch of lane ${batch.lane} is ${expected}`, 'CONFLICT');
  }
  if (batch.windowTo > tx.time.seconds) throw argumentError('windowTo', 'has not come yet', 'FUTURE_USAGE');
  if (head === undefined || goesOn(batch, head)) return;
  if (batch.windowFrom < head.windowTo) {
    const problem = `lane ${batch.lane} is metered up to ${head.windowTo} already; what is earlier is late`;
    throw argumentError('windowFrom', problem, 'LATE_USAGE');
  }
}

/** Whether a batch has the window of the one before: then its instances begin after that one's last. */
function goesOn(batch: UsageBatch, head: LaneHead): boolean {
  return batch.windowFrom === head.windowFrom && batch.windowTo === head.windowTo;
}

interface Judged {
  readonly fitting: readonly Fitting[];
  readonly refused: Refused;
  /** The roster, where it had to be brought up to date. */
  readonly refreshed: Refreshed | undefined;
}

/**
 * Judges every record by the lane's roster. The roster is brought up to date where it is older than the window's end, or
 * does not know an instance.
 */
async function judge(
  tx: Transaction,
  providerId: OrgId,
  batch: UsageBatch,
  head: LaneHead | undefined,
): Promise<Judged> {
  let roster = await loadRoster(tx, providerId, batch.lane);
  const isStale = roster.asOf < batch.windowTo || batch.records.some(({ instanceId }) => !roster.instance(instanceId));
  const refreshed = isStale ? await refreshedRoster(tx, providerId, batch.lane) : undefined;
  if (refreshed !== undefined) {
    if (refreshed.more) throw tooManyChanges(batch.lane);
    ({ roster } = refreshed);
  }
  const fitting: Fitting[] = [];
  const refused: Refused = {};
  const ids = new Set<string>();
  let before: UsageRecord | undefined;
  for (const [at, record] of batch.records.entries()) {
    try {
      const instance = roster.instance(record.instanceId);
      if (instance === undefined) throw argumentError('instanceId', 'is not metered in this lane', 'NOT_FOUND');
      refuseOutside(record, batch, head);
      if (ids.has(record.id)) throw argumentError('id', 'is in the batch already', 'ALREADY_EXISTS');
      refuseUnfitting(record, instance);
      refuseOverlap(record, before);
      fitting.push({ at, record, instance });
      ids.add(record.id);
      before = record;
    } catch (error) {
      refuse(refused, at, error);
    }
  }
  return { fitting, refused, refreshed };
}

function refuseOutside(record: UsageRecord, batch: UsageBatch, head: LaneHead | undefined): void {
  if (record.from < batch.windowFrom) throw argumentError('from', 'is before the window', 'LATE_USAGE');
  if (record.from < meteredThrough(head, record.instanceId)) {
    throw argumentError('from', 'is metered already', 'LATE_USAGE');
  }
  if (record.to > batch.windowTo) throw argumentError('to', 'is after the window', 'FUTURE_USAGE');
}

/** Records are in order of their begin, so only the one before can reach into the next. */
function refuseOverlap(record: UsageRecord, before: UsageRecord | undefined): void {
  if (before?.instanceId !== record.instanceId || before.meter !== record.meter || before.to <= record.from) return;
  throw argumentError('from', `overlaps record ${before.id}`, 'OVERLAPPING_USAGE');
}

function refuse(refused: Refused, at: number, error: unknown): void {
  // Only a refusal concerns the record alone; a fault concerns the transaction.
  if (!(error instanceof CloudfedError)) throw error;
  const places = (refused[error.code] ??= []);
  places.push(at);
}

/** Rates what fits, at the prices of its time; what could never be billed is refused after all. */
export async function rate(
  tx: Transaction,
  providerId: OrgId,
  fitting: readonly Fitting[],
  refused: Refused,
): Promise<RatedUsage> {
  const tally = new UsageTally();
  const timelines = await timelinesOf(tx, providerId, fitting);
  const used = [...new Set(timelines.values())];
  const open = new Map<string, string>();
  for (const period of new Set(used.flatMap(({ periods }) => periods))) {
    open.set(period, await openPeriod(tx, providerId, period));
  }
  const accepted = fitting.filter(({ at, record, instance }) => {
    try {
      const parts = (timelines.get(instance) as UsageTimeline).rate(record, instance);
      refuseUnbillable(parts.reduce((sum, { exactAmount }) => addExact(sum, exactAmount), ZERO_EXACT));
      for (const part of parts) tally.add(part, instance, open.get(part.period));
      return true;
    } catch (error) {
      refuse(refused, at, error);
      return false;
    }
  });
  const versions = used.flatMap((timeline) => timeline.versions.map(({ version }) => version));
  const priceVersions = [...new Set(versions)].sort((one, other) => one - other);
  return { accepted, sums: tally.sums, priceVersions };
}

/** What records are rated by together: their provider's prices, or the same ones named for instances of the past. */
function pricedBy({ price }: MeteredInstance): string {
  return price === undefined ? 'provider' : PRICE_FIELDS.map((field) => price[field].toString()).join();
}

/** The prices that each instance's records are rated at, over the time of all that are rated together. */
async function timelinesOf(
  tx: Transaction,
  providerId: OrgId,
  fitting: readonly Fitting[],
): Promise<ReadonlyMap<MeteredInstance, UsageTimeline>> {
  const spans = new Map<string, Span>();
  const spanOf = new Map<MeteredInstance, Span>();
  for (const { record, instance } of fitting) {
    let span = spanOf.get(instance);
    if (span === undefined) {
      const key = pricedBy(instance);
      span = spans.get(key) ?? { price: instance.price, from: record.from, to: record.to };
      spans.set(key, span);
      spanOf.set(instance, span);
    }
    span.from = Math.min(span.from, record.from);
    span.to = Math.max(span.to, record.to);
  }
  const timelines = new Map<Span, UsageTimeline>();
  for (const span of spans.values()) {
    const { price, from, to } = span;
    timelines.set(
      span,
      price === undefined
        ? await timelineOf(tx, providerId, from, to)
        : new UsageTimeline([{ version: NAMED_PRICE_VERSION, effectiveFrom: from, price }], from, to),
    );
  }
  return new Map([...spanOf].map(([instance, span]) => [instance, timelines.get(span) as UsageTimeline]));
}

/** The time that some prices are needed for; of the provider where none are named. */
interface Span {
  readonly price: MeteredInstance['price'];
  from: number;
  to: number;
}

/** The provider's prices over a time. Instances are opened under a price, so the time begins with one. */
async function timelineOf(tx: Transaction, providerId: OrgId, from: number, to: number): Promise<UsageTimeline> {
  const first = await requirePriceAt(tx, providerId, from);
  const versions = await versionsFrom(tx, providerId, { first: first.version, endSeconds: to - 1 });
  return new UsageTimeline(versions.map(priceVersionOf), from, to);
}
