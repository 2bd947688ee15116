import { CloudfedError, type ErrorCode, ERRORS } from '@cloudfed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { UnavailableError } from '../fabric/failure.js';
import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';
import { problemOf, problemSchema } from './problem.js';

const CODES = Object.keys(ERRORS) as ErrorCode[];

describe('a refusal', () => {
  let gateway: GatewayUnderTest;
  let token: string;
  let failure: Error;

  beforeAll(async () => {
    gateway = await startGatewayUnderTest({ organizations: () => Promise.reject(failure) });
    token = await gateway.token({ roles: ['auditor'] });
  });
  afterAll(() => gateway.stop());

  const ask = () => gateway.call({ path: '/v1/organizations', token, headers: { 'x-request-id': 'r-42' } });

  it.each(CODES)('with code %s is a problem document of its status', async (code) => {
    failure = new CloudfedError(code, 'what is wrong', 'orgId');
    const { status, headers, body } = await ask();
    expect(status).toBe(ERRORS[code].status);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toBe('r-42');
    expect(problemSchema.parse(body)).toEqual({
      type: `urn:cloudfed:error:${code}`,
      title: ERRORS[code].title,
      status: ERRORS[code].status,
      detail: 'orgId: what is wrong',
      instance: 'urn:cloudfed:request:r-42',
      code,
      field: 'orgId',
    });
    expect(headers.get('retry-after')).toBe([429, 503].includes(status) ? '1' : null);
  });

  it('for a while says for how long, and which transaction is followed up', async () => {
    failure = new UnavailableError('the outcome is not known yet', 7, 'abcd');
    const { status, headers, body } = await ask();
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('7');
    expect(body).toMatchObject({ code: 'UNAVAILABLE', transactionId: 'abcd' });
  });

  it.each([
    ['a fault', new TypeError('cannot read /etc/secret at Object.<anonymous> (/srv/x.js:1:2)')],
    ['a refusal with a cause', new CloudfedError('INTERNAL', 'an unexpected fault')],
    ['what is no error', 'password=hunter2' as unknown as Error],
  ])('because of %s tells nothing of it, and the log everything', async (_what, thrown) => {
    failure = thrown;
    const { status, body, text } = await ask();
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'INTERNAL', detail: 'an unexpected fault' });
    expect(text).not.toMatch(/secret|hunter2|srv|\.js/u);
    expect(gateway.log()).toContain('r-42');
  });

  it('of many fields names at most twenty', () => {
    const error = new CloudfedError('INVALID_ARGUMENT', 'cpu: is missing', 'cpu');
    expect(problemOf(error, 'r')).not.toHaveProperty('errors');
  });
});
