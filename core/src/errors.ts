/**
 * Every error the product answers with: stable code → HTTP status and title. The ledger, the gateway and the command
 * line share it, so a code means one thing everywhere.
 */
export const ERRORS = {
  INVALID_ARGUMENT: { status: 400, title: 'An argument is missing or not valid' },
  TIME_ORDER: { status: 400, title: 'An end lies before its begin' },
  AMOUNT_OVERFLOW: { status: 400, title: 'An amount is above the largest that is kept' },
  UNAUTHENTICATED: { status: 401, title: 'Credentials are missing or not valid' },
  FORBIDDEN: { status: 403, title: 'The caller may not do this' },
  NOT_FOUND: { status: 404, title: 'There is no such record' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here' },
  ALREADY_EXISTS: { status: 409, title: 'It exists already with other content' },
  ALREADY_RELEASED: { status: 409, title: 'The resource is released already' },
  NOT_RELEASED: { status: 409, title: 'The resource is not released yet' },
  LATE_USAGE: { status: 409, title: 'The time has been metered already' },
  OVERLAPPING_USAGE: { status: 409, title: 'It overlaps another usage record' },
  AMBIGUOUS_ID: { status: 409, title: 'The id names more than one record' },
  CONFLICT: { status: 409, title: 'It conflicts with the present state' },
  QUOTA_IN_USE: { status: 409, title: 'The quota is in use' },
  QUOTA_ACTIVE: { status: 409, title: 'Another quota is active for the two organizations' },
  QUOTA_CLOSED: { status: 409, title: 'The quota is closed' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, title: 'The idempotency key was used for another request' },
  TRANSACTION_UNKNOWN: { status: 412, title: 'The ledger does not have the transaction that the read is to follow' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'The request is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The content type is not supported' },
  QUOTA_EXCEEDED: { status: 422, title: 'The quota has not enough left' },
  QUOTA_MISSING: { status: 422, title: 'There is no active quota' },
  FUNDS_SHORT: { status: 422, title: 'The balance is not enough' },
  PRICE_MISSING: { status: 422, title: 'There is no price in force' },
  COMMITMENT_TOO_LONG: { status: 422, title: 'The commitment is longer than the quota may be held' },
  FUTURE_USAGE: { status: 422, title: 'The time of the usage has not come yet' },
  OUTSIDE_LIFE: { status: 422, title: 'The instance was not open all of that time' },
  ABOVE_SHAPE: { status: 422, title: 'The instance is not that large' },
  NOT_METERED: { status: 422, title: 'The instance is billed on its release' },
  TERMS_MISSING: { status: 422, title: 'The organizations have not agreed on the terms of settlement' },
  NOT_CONFIRMED: { status: 422, title: 'The organization is not confirmed on this ledger channel' },
  RATE_LIMITED: { status: 429, title: 'Too many requests' },
  INTERNAL: { status: 500, title: 'An unexpected fault' },
  LIMIT_EXCEEDED: { status: 503, title: 'A read reached its limit and would be incomplete' },
  UNAVAILABLE: { status: 503, title: 'The ledger or a service is not available now' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ErrorCode = keyof typeof ERRORS;

const WIRE = /^([A-Z][A-Z_]{2,40}): ([\s\S]*)$/u;
const FIELD = /^([A-Za-z_][A-Za-z0-9_.[\]]{0,63}): /u;

/**
 * A refusal with a stable code; `field` names the argument it is about. What is no refusal but a fault of the program or
 * of stored data is a RangeError, which every edge answers as INTERNAL.
 */
export class CloudfedError extends Error {
  override readonly name = 'CloudfedError';
  readonly code: ErrorCode;
  readonly field: string | undefined;

  /** @param sentence for people, without the code; it begins with `field: ` where there is one, or is made to */
  constructor(code: ErrorCode, sentence: string, field?: string) {
    super(field === undefined || sentence.startsWith(`${field}: `) ? sentence : `${field}: ${sentence}`);
    this.code = code;
    this.field = field;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  /** `CODE: sentence`, as it stands in a chaincode's answer. */
  toWire(): string {
    return `${this.code}: ${this.message}`;
  }
}

/** An error about one argument: the sentence begins with its name. */
export function argumentError(field: string, problem: string, code: ErrorCode = 'INVALID_ARGUMENT'): CloudfedError {
  return new CloudfedError(code, `${field}: ${problem}`, field);
}

/**
 * Reads `CODE: sentence`; undefined where the text is not of that form or the code is not registered. One word and a
 * colon at the sentence's beginning name the field.
 */
export function parseWire(text: string): CloudfedError | undefined {
  const match = WIRE.exec(text);
  const [, code, sentence] = match ?? [];
  if (code === undefined || sentence === undefined || !isErrorCode(code)) return undefined;
  return new CloudfedError(code, sentence, FIELD.exec(sentence)?.[1]);
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}
