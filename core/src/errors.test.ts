import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { argumentError, CloudfedError, type ErrorCode, ERRORS, isErrorCode, parseWire } from './errors.js';

const codes = fc.constantFrom(...(Object.keys(ERRORS) as ErrorCode[]));
const fields = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.[\]]{0,63}$/u);
const sentences = fc.string({ unit: 'binary' }).filter((text) => !/^[A-Za-z_][A-Za-z0-9_.[\]]*: /u.test(text));

describe('errors on the wire', () => {
  it('come back with code, field, sentence and status', () => {
    fc.assert(
      fc.property(codes, fc.option(fields, { nil: undefined }), sentences, (code, field, sentence) => {
        const sent = new CloudfedError(code, sentence, field);
        const read = parseWire(sent.toWire());
        expect(read).toBeInstanceOf(CloudfedError);
        expect([read?.code, read?.field, read?.message, read?.status]).toEqual([
          code,
          field,
          sent.message,
          ERRORS[code].status,
        ]);
      }),
    );
  });

  it('are `CODE: sentence`, and begin with the argument’s name once', () => {
    expect(argumentError('CPU', 'must be a decimal').toWire()).toBe('INVALID_ARGUMENT: CPU: must be a decimal');
    expect(argumentError('cpu_price', 'is too large', 'AMOUNT_OVERFLOW').toWire()).toBe(
      'AMOUNT_OVERFLOW: cpu_price: is too large',
    );
    expect(new CloudfedError('INVALID_ARGUMENT', 'CPU: is odd', 'CPU').message).toBe('CPU: is odd');
    expect(new CloudfedError('INVALID_ARGUMENT', 'is odd', 'CPU').message).toBe('CPU: is odd');
    expect(new CloudfedError('QUOTA_MISSING', 'there is none').toWire()).toBe('QUOTA_MISSING: there is none');
  });

  it.each([
    '',
    'x',
    'INVALID_ARGUMENT',
    'INVALID_ARGUMENT:',
    'INVALID_ARGUMENT:x',
    ' INVALID_ARGUMENT: x',
    'UNKNOWN_CODE: x',
    'toString: x',
    'constructor: x',
    '__PROTO__: x',
    '__proto__: x',
    'invalid_argument: x',
    `${'A'.repeat(1_000_000)}: x`,
  ])('%.40j is not one of ours', (text) => {
    expect(parseWire(text)).toBeUndefined();
  });

  it('reads a sentence of any length and lines', () => {
    const sentence = `two\nlines ${'x'.repeat(1_000_000)}`;
    expect(parseWire(`INTERNAL: ${sentence}`)?.message).toBe(sentence);
  });
});

describe('the registry', () => {
  it.each(Object.entries(ERRORS))('%s has an HTTP status of a failure and a title', (code, { status, title }) => {
    expect(code).toMatch(/^[A-Z][A-Z_]{2,40}$/u);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).not.toBe('');
    expect(isErrorCode(code)).toBe(true);
  });

  it('knows nothing that every object has', () => {
    for (const text of ['toString', 'constructor', '__proto__', 'hasOwnProperty', '']) {
      expect(isErrorCode(text)).toBe(false);
    }
  });
});
