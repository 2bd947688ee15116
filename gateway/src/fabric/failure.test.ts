import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';

import { gatewayError } from '../testing/fake-network.js';
import { callerError, isTooLarge, refusalOf, UnavailableError } from './failure.js';

describe('a refusal of the chaincode', () => {
  it.each([
    ['INVALID_ARGUMENT: CPU: must be a number', 'INVALID_ARGUMENT', 'cpu', 'cpu: must be a number'],
    ['INVALID_ARGUMENT: cpu_price: must be whole', 'INVALID_ARGUMENT', 'cpu', 'cpu: must be whole'],
    ['AMOUNT_OVERFLOW: hard_disk_oss: too much', 'AMOUNT_OVERFLOW', 'ossDisk', 'ossDisk: too much'],
    ['INVALID_ARGUMENT: hardDisk: must be a number', 'INVALID_ARGUMENT', 'diskGb', 'diskGb: must be a number'],
    ['QUOTA_EXCEEDED: publicIps: 1 asked, 0 left', 'QUOTA_EXCEEDED', 'publicIps', 'publicIps: 1 asked, 0 left'],
    ['QUOTA_IN_USE: ramGb: 4 is in use', 'QUOTA_IN_USE', 'ramGb', 'ramGb: 4 is in use'],
    ['COMMITMENT_TOO_LONG: commitment_servicetime: 366 days', 'COMMITMENT_TOO_LONG', 'commitmentDays', undefined],
    ['ALREADY_EXISTS: quotaID: q exists with other content', 'ALREADY_EXISTS', 'quotaId', undefined],
    ['ALREADY_EXISTS: provider_id: 00001 has a price', 'ALREADY_EXISTS', 'providerId', undefined],
    ['ALREADY_RELEASED: instanceID: i is released already', 'ALREADY_RELEASED', 'instanceId', undefined],
    ['TIME_ORDER: effectiveFrom: must be after now', 'TIME_ORDER', 'effectiveFrom', undefined],
    ['NOT_CONFIRMED: resource_userID: organization 00009', 'NOT_CONFIRMED', 'consumerId', undefined],
    ['INVALID_ARGUMENT: bookmark: is not one', 'INVALID_ARGUMENT', 'cursor', 'cursor: is not one'],
    ['QUOTA_MISSING: 00001 has no active quota', 'QUOTA_MISSING', undefined, '00001 has no active quota'],
  ])('%s names the field as callers know it', (text, code, field, message) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({ code, field });
    if (message !== undefined) expect(refusal.message).toBe(message);
  });

  it.each(['', 'panic: nil pointer at /opt/cc.go:12', 'NO_SUCH_CODE: x', 'lower: case'])(
    'that is none (%j) is an unexpected fault that tells nothing',
    (text) => {
      expect(refusalOf(text)).toMatchObject({ code: 'INTERNAL', message: 'an unexpected fault' });
    },
  );
});

describe('a failure of the network', () => {
  it('has the chaincode’s words in its details, or in itself', () => {
    const inDetails = gatewayError(status.ABORTED, 'failed to endorse transaction, see attached details', [
      'chaincode response 500, FORBIDDEN: only the provider may do this',
    ]);
    expect(callerError(inDetails)).toMatchObject({ code: 'FORBIDDEN', message: 'only the provider may do this' });
    const inItself = gatewayError(status.UNKNOWN, 'evaluate call: chaincode response 500, NOT_FOUND: quotaID: no q');
    expect(callerError(inItself)).toMatchObject({ code: 'NOT_FOUND', field: 'quotaId' });
  });

  it.each([
    [status.UNAVAILABLE, 'no connection to 10.0.0.7:7051', 'does not answer'],
    [status.DEADLINE_EXCEEDED, 'deadline', 'does not answer'],
    [status.RESOURCE_EXHAUSTED, 'too many requests for /gateway.Gateway/Endorse', 'busy'],
    [status.FAILED_PRECONDITION, 'no combination of peers can be derived', 'not enough organizations'],
    [status.UNKNOWN, 'too many requests for /x, exceeding concurrency limit (500)', 'busy'],
  ])('is unavailability, without its addresses (%i)', (code, message, told) => {
    const error = callerError(gatewayError(code, message));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toContain(told);
    expect(error.message).not.toMatch(/10\.0\.0|gateway\.Gateway/u);
  });

  it('that nobody foresaw is an unexpected fault, with its cause for the log', () => {
    const cause = new TypeError('x is not a function');
    expect(callerError(cause)).toMatchObject({ code: 'INTERNAL', message: 'an unexpected fault', cause });
  });

  it('is about size where some part of the network says so', () => {
    expect(isTooLarge(gatewayError(status.RESOURCE_EXHAUSTED, 'message larger than max (5 vs. 4)'))).toBe(true);
    expect(isTooLarge(callerError(gatewayError(status.ABORTED, 'status=REQUEST_ENTITY_TOO_LARGE')))).toBe(true);
    expect(isTooLarge(gatewayError(status.ABORTED, 'status=FORBIDDEN'))).toBe(false);
  });
});
