import {
  argumentError,
  CloudfedError,
  formatQuantity,
  type Meter,
  type OrgId,
  parseId,
  parseOrgId,
  parseRfc3339,
  parseUsageRecord,
  type RecordId,
} from '@cloudfed/core';

/** The `type` of the CloudEvents that report usage. */
export const USAGE_EVENT_TYPE = 'cloudfed.usage.v1';
/** How far a report's end may lie ahead: clocks differ. What is later has not been used yet. */
const MAX_AHEAD_SECONDS = 300;
const MAX_ID = 128;
const SOURCE = /^[\x21-\x7e]{1,256}$/u;
/** Visible characters; single spaces would do no harm, but a blank id would. */
const ID = /^[^\p{C}\p{Z}]+$/u;
const EVENT_FIELDS = ['source', 'id'] as const;
const DATA_FIELDS = ['instanceId', 'meter', 'from', 'to', 'quantity', 'consumerId'] as const;
/** What CloudEvents have beside; extension attributes are theirs, too, and say nothing here. */
const ATTRIBUTE = /^[a-z0-9]{1,64}$/u;
const MAX_TIMES = 1_000;

/** A report of usage, as whoever meters sends it: told apart from others by source and id. */
export interface UsageReport {
  readonly source: string;
  readonly id: string;
  readonly instanceId: RecordId;
  /** Whose it is, where the instance's id alone may name two. */
  readonly consumerId: OrgId | undefined;
  readonly meter: Meter;
  /** Seconds since 1970: `from` ≤ t < `to`. */
  readonly from: number;
  readonly to: number;
  /** The shortest exact decimal. */
  readonly quantity: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads reports: CloudEvents 1.0 in JSON, or plain objects with the same fields side by side. Moments repeat in most
 * reports of one request, so a reader is for one request.
 */
export class UsageReportReader {
  readonly #nowSeconds: number;
  readonly #times = new Map<string, number>();

  constructor(nowSeconds: number) {
    this.#nowSeconds = nowSeconds;
  }

  /** @throws CloudfedError INVALID_ARGUMENT naming the field, TIME_ORDER, FUTURE_USAGE */
  read(value: unknown): UsageReport {
    if (!isObject(value)) throw argumentError('body', 'a usage record must be a JSON object');
    const isEvent = 'specversion' in value;
    const data = isEvent ? dataOf(value) : value;
    const allowed: readonly string[] = isEvent ? DATA_FIELDS : [...EVENT_FIELDS, ...DATA_FIELDS];
    for (const name of Object.keys(data)) {
      if (!allowed.includes(name)) throw argumentError(shown(name), 'is not a field of a usage record');
    }
    const source = textOf(value, 'source');
    if (!SOURCE.test(source)) throw argumentError('source', 'must be 1 to 256 printable characters without spaces');
    const id = textOf(value, 'id');
    if (id.length > MAX_ID || !ID.test(id)) throw argumentError('id', `must be 1 to ${MAX_ID} visible characters`);
    const [from, to] = [this.#second(data, 'from'), this.#second(data, 'to')];
    const texts = {
      // The ledger's name for it may be another one.
      id: 'id',
      instanceId: textOf(data, 'instanceId'),
      meter: textOf(data, 'meter'),
      quantity: textOf(data, 'quantity'),
    };
    const { meter, quantity } = parseUsageRecord(texts, from, to);
    if (to > this.#nowSeconds + MAX_AHEAD_SECONDS) throw argumentError('to', 'has not come yet', 'FUTURE_USAGE');
    return {
      source,
      id,
      instanceId: parseId(texts.instanceId, 'instanceId'),
      consumerId: data.consumerId === undefined ? undefined : parseOrgId(textOf(data, 'consumerId'), 'consumerId'),
      meter,
      from,
      to,
      quantity: formatQuantity(quantity),
    };
  }

  #second(data: Fields, name: string): number {
    const text = textOf(data, name);
    const known = this.#times.get(text);
    if (known !== undefined) return known;
    const { seconds, nanos } = parseRfc3339(text, name);
    if (nanos !== 0) throw argumentError(name, 'must be a whole second');
    if (this.#times.size < MAX_TIMES) this.#times.set(text, seconds);
    return seconds;
  }
}

function dataOf(event: Fields): Fields {
  if (event.specversion !== '1.0') throw argumentError('specversion', 'must be "1.0"');
  if (event.type !== USAGE_EVENT_TYPE) throw argumentError('type', `must be "${USAGE_EVENT_TYPE}"`);
  const { datacontenttype: contentType = 'application/json', data } = event;
  if (contentType !== 'application/json') throw argumentError('datacontenttype', 'must be "application/json"');
  for (const name of Object.keys(event)) {
    if (!ATTRIBUTE.test(name)) throw argumentError(shown(name), 'is not a name of an attribute of a CloudEvent');
  }
  if (!isObject(data)) throw argumentError('data', 'must be a JSON object');
  return data;
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  throw argumentError(name, value === undefined ? 'is missing' : 'must be a string');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A caller's own name of a field, fit to stand in an answer. */
function shown(name: string): string {
  return name.replace(/[^\x21-\x7e]/gu, '?').slice(0, 64) || 'field';
}

/** A refusal of one report, as its sender is told. */
export interface RefusedReport {
  /** Its place among those that came, from 0. */
  readonly index: number;
  readonly code: CloudfedError['code'];
  readonly detail: string;
  readonly field: string | undefined;
}

export function refusedReport(index: number, error: unknown): RefusedReport {
  // Only a refusal concerns the report alone; a fault is not its sender's.
  if (!(error instanceof CloudfedError)) throw error;
  return { index, code: error.code, detail: error.message, field: error.field };
}
