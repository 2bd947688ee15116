import {
  CloudfedError,
  type ErrorCode,
  MAX_REMARK_LENGTH,
  parseFen,
  parseHash,
  parseId,
  parseName,
  parseOrgId,
  parseParty,
  parsePaymentReference,
  parseQuantity,
  parseRemark,
  parseRfc3339,
  parseUserId,
  parseWhole,
  periodSpan,
  type Quantity,
  quantityOfWhole,
  requireElsewhere,
} from '@cloudfed/core';
import { z } from 'zod';

// The kinds of text that requests are made of. Each is read by core's own parser, so that the gateway refuses exactly
// what the ledger would, and OpenAPI says what that is.

const PLACEHOLDER = 'value';
const PREFIX = `${PLACEHOLDER}: `;

interface Doc {
  readonly description: string;
  readonly example: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A text on the wire, what one of core's parsers makes of it inside. */
export type Field<T> = z.ZodPipe<z.ZodString, z.ZodTransform<T, string>>;

export function field<T>(parse: (text: string, field: string) => T, doc: Doc): Field<T> {
  return z
    .string({ error: ({ input }) => typeProblem(input, doc.example) })
    .transform((text, context): T => {
      try {
        return parse(text, PLACEHOLDER);
      } catch (error) {
        if (!(error instanceof CloudfedError)) throw error;
        const message = error.message.startsWith(PREFIX) ? error.message.slice(PREFIX.length) : error.message;
        context.issues.push({ code: 'custom', input: text, message, params: { code: error.code } });
        return z.NEVER;
      }
    })
    .meta({ ...doc });
}

function typeProblem(input: unknown, example: string): string {
  if (input === undefined) return 'is missing';
  return `must be a string such as "${example}", not ${kindOf(input)}`;
}

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`;
}

/** The code that a field's problem carries, where it is not INVALID_ARGUMENT. */
export function issueCode(issue: z.core.$ZodIssue): ErrorCode {
  const params = issue.code === 'custom' ? (issue.params as { code?: ErrorCode } | undefined) : undefined;
  return params?.code ?? 'INVALID_ARGUMENT';
}

export const PATTERNS = {
  id: '^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$',
  orgId: '^[0-9]{5}$',
  userId: '^[0-9]{5}[0-9A-Za-z._-]{1,59}$',
  party: '^[0-9]{5}[0-9A-Za-z._-]{0,59}$',
  quantity: '^(0|[1-9][0-9]{0,11})([.][0-9]{1,10})?$',
  whole: '^(0|[1-9][0-9]{0,15})$',
  count: '^(0|[1-9][0-9]{0,11})$',
  period: '^[0-9]{4}-(0[1-9]|1[0-2])$',
} as const;

export function idField(description: string, example: string) {
  return field(parseId, { description, example, pattern: PATTERNS.id });
}

export function orgIdField(description: string, example = '00001') {
  return field(parseOrgId, { description, example, pattern: PATTERNS.orgId });
}

export function userIdField(description: string, example = '00002001') {
  return field(parseUserId, { description, example, pattern: PATTERNS.userId });
}

/** Who signs and is paid: an organization, or a user of one. */
export function partyField(description: string, example = '00002') {
  return field(parseParty, { description, example, pattern: PATTERNS.party });
}

/** Bytes as lower-case hexadecimal digits, of a kind that core reads. */
export function hexField<T extends string>(
  parse: (text: string, field: string) => T,
  description: string,
  example: string,
) {
  return field(parse, { description, example, pattern: `^[0-9a-f]{${example.length.toString()}}$` });
}

/** 32 bytes. */
export function hashField(description: string) {
  return hexField(parseHash, description, 'ab'.repeat(32));
}

export function nameField(description: string, example: string) {
  return field(parseName, { description, example, minLength: 1, maxLength: 64 });
}

/** An amount in fen. */
export function fenField(description: string, example = '10') {
  return field(parseFen, { description, example, pattern: PATTERNS.whole });
}

export function quantityField(description: string, example = '7.5') {
  return field(parseQuantity, { description, example, pattern: PATTERNS.quantity });
}

export function wholeField(description: string, example: string) {
  return field((text, name) => parseWhole(text, name), { description, example, pattern: PATTERNS.whole });
}

/** Whole things are counted as quantities, which have 12 integer digits. */
const MOST_COUNTED = 999_999_999_999n;

/** A number of things: requests. */
export function countField(description: string, example: string) {
  const parse = (text: string, name: string): bigint => parseWhole(text, name, MOST_COUNTED);
  return field(parse, { description, example, pattern: PATTERNS.count });
}

/** A number of addresses, as a quota counts them. */
export function addressesField(description: string, example: string) {
  const parse = (text: string, name: string): Quantity => quantityOfWhole(parseWhole(text, name, MOST_COUNTED));
  return field(parse, { description, example, pattern: PATTERNS.count });
}

/** A whole number within small bounds, to count with. */
export function boundedField(description: string, bounds: Readonly<{ least: number; most: number; example: number }>) {
  const parse = (text: string, name: string): number =>
    Number(parseWhole(text, name, BigInt(bounds.most), BigInt(bounds.least)));
  const digits = String(bounds.most).length - 1;
  const pattern = `^(0|[1-9][0-9]{0,${String(digits)}})$`;
  return field(parse, { description, example: String(bounds.example), pattern });
}

/** A moment in UTC, RFC 3339. */
export function timeField(description: string, example = '2026-02-15T08:00:00Z') {
  return field(parseRfc3339, { description, example, format: 'date-time' });
}

/** A month in Asia/Shanghai. */
export function periodField(description: string, example = '2026-02') {
  const parse = (text: string, name: string): string => {
    periodSpan(text, name);
    return text;
  };
  return field(parse, { description, example, pattern: PATTERNS.period });
}

/** What people write for people. */
export function remarkField(description: string, example = '用量与记录不符') {
  return field(parseRemark, { description, example, minLength: 1, maxLength: MAX_REMARK_LENGTH });
}

const PAYMENT_REFERENCE = '^[0-9A-Za-z][0-9A-Za-z._:/-]{0,127}$';

/** Names one payment. */
export function paymentReferenceField(description: string, example = 'transfer:00002:transfer-1') {
  return field(parsePaymentReference, { description, example, pattern: PAYMENT_REFERENCE });
}

/** Names one that no ledger sees. */
export function paidElsewhereField(description: string) {
  const parse = (text: string, name: string): string => {
    const reference = parsePaymentReference(text, name);
    requireElsewhere(reference, name);
    return reference;
  };
  return field(parse, { description, example: 'wire/2026/17', pattern: PAYMENT_REFERENCE });
}

export function wordField<const Words extends readonly [string, ...string[]]>(words: Words, description: string) {
  const problem = `must be ${words.join(' or ')}`;
  return z
    .enum(words, { error: ({ input }) => (input === undefined ? 'is missing' : problem) })
    .meta({ description, example: words[0] });
}

export function flagField(description: string) {
  return z
    .boolean({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be true or false') })
    .meta({ description, example: true });
}
