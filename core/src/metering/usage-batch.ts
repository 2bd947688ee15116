import { asciiBytes, ByteReader, ByteWriter, MalformedBytesError } from '../bytes.js';
import { MerkleTree, type Sha256 } from '../crypto/merkle.js';
import { argumentError } from '../errors.js';
import { type OrgId, parseId, type RecordId } from '../ids.js';
import { MAX_QUANTITY, quantity, QUANTITY_FRACTION_DIGITS, type Quantity } from '../quantity.js';
import { MAX_SECONDS } from '../time.js';
import { METERS, usageLeaf, type UsageRecord } from './usage-record.js';

/** Most records in one batch. */
export const MAX_USAGE_RECORDS = 10_000;
/** Longest compact form; ids of 64 characters in every record fit. */
export const MAX_BATCH_BYTES = 2_000_000;
/** Longest window of a batch. */
export const MAX_WINDOW_SECONDS = 400 * 86_400;
const VERSION = 1;
const LANE = /^[0-9a-z][0-9a-z-]{0,31}$/u;

/** Where a batch stands: the how-manieth of which lane, over which time. */
export interface UsageBatchHeader {
  readonly lane: string;
  /** Counts from 1. */
  readonly sequence: number;
  /** Seconds since 1970: every record lies within `windowFrom` ≤ t < `windowTo`. */
  readonly windowFrom: number;
  readonly windowTo: number;
}

/** Usage records in their one order: see {@link compareUsage}. */
export interface UsageBatch extends UsageBatchHeader {
  readonly records: readonly UsageRecord[];
}

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseLane(text: string, field: string): string {
  if (!LANE.test(text)) throw argumentError(field, 'must be 1 to 32 of the characters 0-9 a-z -');
  return text;
}

/** The order of a batch: by instance, meter, begin; then by id, end and quantity, so that there is one order only. */
export function compareUsage(one: UsageRecord, other: UsageRecord): number {
  return (
    compareTexts(one.instanceId, other.instanceId) ||
    METERS.indexOf(one.meter) - METERS.indexOf(other.meter) ||
    one.from - other.from ||
    compareTexts(one.id, other.id) ||
    one.to - other.to ||
    (one.quantity < other.quantity ? -1 : Number(one.quantity > other.quantity))
  );
}

/**
 * The compact form: columns, so that what is alike stands together. Version, header, instances with their numbers of
 * records, then a column each of meters, begins (counted from the window's), lengths, quantities (decimal digits and
 * their scale) and ids. One batch has one form.
 *
 * @throws RangeError for what has no form: records out of order, too many, or with a begin after its end
 */
export function encodeUsageBatch(batch: UsageBatch): Uint8Array {
  const { records, windowFrom, windowTo } = batch;
  if (records.length === 0 || records.length > MAX_USAGE_RECORDS) throw new RangeError('a batch of a wrong size');
  if (!isWindow(batch)) throw new RangeError('a window is out of bounds');
  const writer = new ByteWriter();
  writer.byte(VERSION);
  writer.text(batch.lane, '');
  writer.whole(batch.sequence);
  writer.whole(windowFrom);
  writer.whole(windowTo - windowFrom);
  writeInstances(writer, records);
  for (const { meter } of records) writer.byte(METERS.indexOf(meter));
  for (const { from } of records) writer.signed(from - windowFrom);
  for (const { from, to } of records) writer.whole(to - from);
  const decimals = records.map((record) => decimalOf(record.quantity));
  for (const { scale } of decimals) writer.byte(scale);
  for (const { digits } of decimals) writer.bigWhole(digits);
  writeTexts(
    writer,
    records.map(({ id }) => id),
  );
  return writer.finish();
}

/**
 * Reads the compact form back, strictly: what {@link encodeUsageBatch} would not have written is refused.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function decodeUsageBatch(bytes: Uint8Array, field: string): UsageBatch {
  if (bytes.length > MAX_BATCH_BYTES) throw argumentError(field, `is longer than ${MAX_BATCH_BYTES} bytes`);
  try {
    return read(new ByteReader(bytes));
  } catch (error) {
    if (!(error instanceof MalformedBytesError)) throw error;
    throw argumentError(field, `is not a batch of usage records: ${error.message}`);
  }
}

/** Whom a batch is from and what it holds: what its root commits to beside its records. */
export interface UsageRootContext extends UsageBatchHeader {
  readonly ledgerChannel: string;
  readonly providerId: OrgId;
  /** How many records the hash tree has. */
  readonly count: number;
}

/** The hash tree over the records that a batch is charged for. */
export function usageTree(records: readonly UsageRecord[], sha256: Sha256): MerkleTree {
  return new MerkleTree(records.map(usageLeaf), sha256);
}

/**
 * What stands on the ledger for a batch: the hash of a line each of a domain, the ledger channel, the provider, the lane,
 * the sequence number, the window's begin and end, the number of records and the tree's root in hexadecimal digits.
 */
export function usageRoot(context: UsageRootContext, treeRoot: string, sha256: Sha256): Uint8Array {
  const { ledgerChannel, providerId, lane, sequence, windowFrom, windowTo, count } = context;
  const fields = [ledgerChannel, providerId, lane, sequence, windowFrom, windowTo, count, treeRoot];
  return sha256(asciiBytes(['cloudfed usage 1', ...fields].join('\n')));
}

function isWindow({ sequence, windowFrom, windowTo }: UsageBatchHeader): boolean {
  if (![sequence, windowFrom, windowTo].every(Number.isSafeInteger)) return false;
  if (sequence < 1 || windowFrom < 0 || windowTo > MAX_SECONDS) return false;
  return windowFrom < windowTo && windowTo - windowFrom <= MAX_WINDOW_SECONDS;
}

function read(reader: ByteReader): UsageBatch {
  if (reader.byte() !== VERSION) throw new MalformedBytesError('its version is not known');
  const lane = reader.text('');
  if (!LANE.test(lane)) throw new MalformedBytesError('its lane is no lane');
  const sequence = reader.whole();
  const windowFrom = reader.whole(MAX_SECONDS);
  const windowTo = windowFrom + reader.whole(MAX_WINDOW_SECONDS);
  const header = { lane, sequence, windowFrom, windowTo };
  if (!isWindow(header)) throw new MalformedBytesError('its window is none');
  const instances = readInstances(reader);
  const meters = instances.map(() => METERS[reader.byte()]);
  const begins = instances.map(() => windowFrom + reader.signed());
  const ends = begins.map((from) => from + reader.whole(MAX_SECONDS));
  const scales = instances.map(() => reader.byte());
  const quantities = scales.map((scale) => quantityOf(scale, reader));
  let before = '';
  const records = instances.map((instanceId, at): UsageRecord => {
    before = reader.text(before);
    const [meter, from, to, held] = [meters[at], begins[at], ends[at], quantities[at]];
    if (meter === undefined || from === undefined || to === undefined || held === undefined) {
      throw new MalformedBytesError('a meter is not known');
    }
    if (from < 0 || to > MAX_SECONDS) throw new MalformedBytesError('a time is out of bounds');
    return { id: idOf(before), instanceId, meter, from, to, quantity: held };
  });
  reader.end();
  refuseDisorder(records);
  return { ...header, records };
}

function refuseDisorder(records: readonly UsageRecord[]): void {
  let before: UsageRecord | undefined;
  for (const record of records) {
    if (before !== undefined && compareUsage(before, record) > 0) throw new MalformedBytesError('it is not in order');
    before = record;
  }
}

function writeInstances(writer: ByteWriter, records: readonly UsageRecord[]): void {
  const runs: { instanceId: RecordId; count: number }[] = [];
  let before: UsageRecord | undefined;
  for (const record of records) {
    if (before !== undefined && compareUsage(before, record) > 0) throw new RangeError('a batch is not in order');
    const run = runs.at(-1);
    if (run?.instanceId === record.instanceId) run.count += 1;
    else runs.push({ instanceId: record.instanceId, count: 1 });
    before = record;
  }
  writer.whole(runs.length);
  writeTexts(
    writer,
    runs.map(({ instanceId }) => instanceId),
  );
  for (const { count } of runs) writer.whole(count);
}

/** The instance of every record. */
function readInstances(reader: ByteReader): readonly RecordId[] {
  const runs: RecordId[] = [];
  let before = '';
  for (let left = reader.whole(MAX_USAGE_RECORDS); left > 0; left -= 1) {
    const instanceId = reader.text(before);
    if (instanceId <= before) throw new MalformedBytesError('its instances are not in order');
    runs.push(idOf(instanceId));
    before = instanceId;
  }
  const instances: RecordId[] = [];
  for (const instanceId of runs) {
    const count = reader.whole(MAX_USAGE_RECORDS);
    if (count === 0) throw new MalformedBytesError('an instance has no record');
    if (instances.length + count > MAX_USAGE_RECORDS) throw new MalformedBytesError('it has too many records');
    for (let index = 0; index < count; index += 1) instances.push(instanceId);
  }
  if (instances.length === 0) throw new MalformedBytesError('it has no record');
  return instances;
}

function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  let before = '';
  for (const text of texts) {
    writer.text(text, before);
    before = text;
  }
}

function idOf(text: string): RecordId {
  try {
    return parseId(text, 'id');
  } catch {
    throw new MalformedBytesError('an id is none');
  }
}

const SCALES = Array.from({ length: QUANTITY_FRACTION_DIGITS + 1 }, (_, scale) => 10n ** BigInt(scale));

/** A quantity's digits without zeros at the end of its fraction, and how many of them are of the fraction. */
function decimalOf(value: Quantity): { readonly digits: bigint; readonly scale: number } {
  let [digits, scale]: [bigint, number] = [value, QUANTITY_FRACTION_DIGITS];
  const whole = SCALES[QUANTITY_FRACTION_DIGITS] ?? 1n;
  if (digits % whole === 0n) return { digits: digits / whole, scale: 0 };
  while (digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return { digits, scale };
}

function quantityOf(scale: number, reader: ByteReader): Quantity {
  const one = SCALES[QUANTITY_FRACTION_DIGITS - scale];
  if (one === undefined) throw new MalformedBytesError('a quantity has too many digits');
  const digits = reader.bigWhole(MAX_QUANTITY / one);
  if (scale > 0 && digits % 10n === 0n) throw new MalformedBytesError('a quantity is not in its shortest form');
  return quantity(digits * one);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
