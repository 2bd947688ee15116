import { describe, expect, it } from 'vitest';

import { parsePaymentReference } from '../metering/statement.js';
import { refusalOf } from '../testing/refusal.js';
import { isInstrument, paymentOf } from './payment-reference.js';

describe('a payment reference', () => {
  it('names a transfer, a netting round, cheques, a payment channel, or a payment elsewhere', () => {
    expect(paymentOf('transfer:00002:t-1')).toEqual({ kind: 'transfer', payer: '00002', id: 't-1' });
    expect(paymentOf('netting:2026-02')).toEqual({ kind: 'netting', period: '2026-02' });
    expect(paymentOf('cheque:b-1:00001')).toEqual({ kind: 'cheque', book: 'b-1', beneficiary: '00001' });
    expect(paymentOf('cheque:b-1:00001007')).toMatchObject({ beneficiary: '00001007' });
    expect(paymentOf('payment-channel:c.1')).toEqual({ kind: 'payment-channel', channel: 'c.1' });
    for (const elsewhere of ['wire:2026-02/17', 'Cheque:b:00001', 'f00d', 'cheques:b:00001', 'a:b:c:d']) {
      expect(paymentOf(elsewhere)).toEqual({ kind: 'elsewhere' });
    }
  });

  it('is of an instrument where many payments come of it', () => {
    const instruments = ['transfer:00002:t', 'netting:2026-02', 'cheque:b:00001', 'payment-channel:c', 'wire'].map(
      (text) => isInstrument(paymentOf(text)),
    );
    expect(instruments).toEqual([false, false, true, true, false]);
  });

  it.each([
    ...['transfer', 'transfer:', 'transfer:00002', 'transfer:2:t', 'transfer:00002:t:', 'transfer:00002:-'],
    ...['netting', 'netting:', 'netting:2026-13', 'netting:2026-2', 'netting:2026-02:', 'netting:2026-02:1'],
    ...['cheque', 'cheque:b', 'cheque:b:', 'cheque:-:00001', 'cheque:b:1', 'cheque:b:00001:1', 'cheque:b:00001/7'],
    ...['payment-channel', 'payment-channel:', 'payment-channel:c:', 'payment-channel:c/1', 'payment-channel:c:d'],
  ])('is refused where it begins as one of them and is none: %s', (text) => {
    expect(parsePaymentReference(text, 'paymentReference')).toBe(text);
    expect(refusalOf(() => paymentOf(text))).toBe('INVALID_ARGUMENT paymentReference');
  });
});
