import { argumentError, CloudfedError } from './errors.js';

/** A moment as the ledger's records hold it: the transaction's timestamp. */
export interface LedgerTime {
  /** Seconds since 1970-01-01T00:00:00Z, 0 … {@link MAX_SECONDS}. */
  readonly seconds: number;
  readonly nanos: number;
}

/** The last second of the year 9999 in Asia/Shanghai, so that every moment's period has four digits for its year. */
export const MAX_SECONDS = 253_402_271_999;
const SECONDS_PER_DAY = 86_400;
const SHANGHAI_OFFSET_SECONDS = 8 * 3_600;
const MAX_NANOS = 999_999_999;
const DAYS_PER_ERA = 146_097;
const DAYS_TO_EPOCH = 719_468;
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/u;
const LONGEST = 30;

/** @throws RangeError for what is no moment */
export function ledgerTime(seconds: number, nanos = 0): LedgerTime {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_SECONDS) throw new RangeError('seconds out of bounds');
  if (!Number.isInteger(nanos) || nanos < 0 || nanos > MAX_NANOS) throw new RangeError('nanos out of bounds');
  return { seconds, nanos };
}

/** Below zero where `one` is earlier than `other`, above where it is later, 0 where they are the same moment. */
export function compareTimes(one: LedgerTime, other: LedgerTime): number {
  return one.seconds === other.seconds ? one.nanos - other.nanos : one.seconds - other.seconds;
}

/**
 * Whole seconds from one moment to another: the difference of `seconds`. Nanos do not count in it, only in which is first.
 *
 * @throws CloudfedError TIME_ORDER where the end is before the begin
 */
export function durationSeconds(begin: LedgerTime, end: LedgerTime): bigint {
  if (compareTimes(begin, end) > 0) {
    throw new CloudfedError('TIME_ORDER', `the end ${toRfc3339(end)} is before the begin ${toRfc3339(begin)}`);
  }
  return BigInt(end.seconds - begin.seconds);
}

/** RFC 3339 in UTC, with as many fraction digits as are needed: `2022-02-15T08:00:00Z`. */
export function toRfc3339(time: LedgerTime): string {
  const { year, month, day } = civilFromDays(Math.floor(time.seconds / SECONDS_PER_DAY));
  const second = time.seconds % SECONDS_PER_DAY;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(twoDigits).join(':');
  const fraction = time.nanos === 0 ? '' : `.${time.nanos.toString().padStart(9, '0').replace(/0+$/u, '')}`;
  return `${year.toString().padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}T${clock}${fraction}Z`;
}

/**
 * Parses RFC 3339 in UTC, with `T` and `Z`, from 1970 to {@link MAX_SECONDS}.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseRfc3339(text: string, field: string): LedgerTime {
  const time = readRfc3339(text);
  if (time === undefined) throw argumentError(field, 'must be a moment in UTC such as 2022-02-15T08:00:00Z');
  return time;
}

/** The calendar month in Asia/Shanghai (UTC+8 all year) that a moment lies in: `2022-02`. */
export function periodOf(time: LedgerTime): string {
  return toRfc3339({ seconds: time.seconds + SHANGHAI_OFFSET_SECONDS, nanos: 0 }).slice(0, 7);
}

const PERIOD = /^(\d{4})-(0[1-9]|1[0-2])$/u;

/**
 * The seconds that a period spans: `from` ≤ t < `to`. The first one begins where the seconds do, the last one ends there.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field` for what is no period from 1970-01 to 9999-12
 */
export function periodSpan(period: string, field: string): { readonly from: number; readonly to: number } {
  const [, yearText, monthText] = PERIOD.exec(period) ?? [];
  const [year, month] = [Number(yearText), Number(monthText)];
  if (yearText === undefined || year < 1970) throw argumentError(field, 'must be a period such as 2022-02');
  const begin = (y: number, m: number): number => daysFromCivil(y, m, 1) * SECONDS_PER_DAY - SHANGHAI_OFFSET_SECONDS;
  const to = month === 12 ? begin(year + 1, 1) : begin(year, month + 1);
  return { from: Math.max(begin(year, month), 0), to: Math.min(to, MAX_SECONDS + 1) };
}

/** The day in Asia/Shanghai that a second lies in: `from` ≤ t < `to`. The first one begins where the seconds do. */
export function daySpan(seconds: number): { readonly from: number; readonly to: number } {
  const from = Math.floor((seconds + SHANGHAI_OFFSET_SECONDS) / SECONDS_PER_DAY) * SECONDS_PER_DAY;
  return { from: Math.max(from - SHANGHAI_OFFSET_SECONDS, 0), to: from - SHANGHAI_OFFSET_SECONDS + SECONDS_PER_DAY };
}

type Six = [number, number, number, number, number, number];

function readRfc3339(text: string): LedgerTime | undefined {
  const match = text.length <= LONGEST ? RFC3339.exec(text) : null;
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Six;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = daysFromCivil(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  if (seconds < 0 || seconds > MAX_SECONDS) return undefined;
  const time = ledgerTime(seconds, Number((match[7] ?? '').padEnd(9, '0')));
  // A day that its month does not have comes back as another.
  return toRfc3339(time).slice(0, 10) === text.slice(0, 10) ? time : undefined;
}

/** Days since 1970-01-01 → calendar date, by eras of 400 years that begin in March. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + DAYS_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
}

function twoDigits(value: number): string {
  return value.toString().padStart(2, '0');
}
