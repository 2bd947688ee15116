import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { periodSpan } from '@cloudfed/core';

import { encodeKey, paymentKey } from '../ledger/keys.js';
import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, type TestOrg } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, wideQuota } from './testing/seed.js';

const DAY = 86_400;
const FEBRUARYS = '00001-00002-2026-02';
const MARCHS = '00001-00002-2026-03';
/** What is due on either, by the consumer 00002 to the provider 00001. */
const DUE = 48;

/** A ledger with a statement of each of these months, accepted, of 48 fen each. */
async function accepting(periods: readonly string[]): Promise<FakeLedger> {
  const ledger = await openForBusiness(wideQuota());
  ledger.seconds += 10;
  for (const period of periods) {
    await ledger.submit(ORG2.client, ecs(`of-${period}`));
    ledger.seconds += DAY;
    await ledger.submit(ORG2.client, billEcs(`of-${period}`));
    ledger.seconds = periodSpan(period, 'period').to + 3_600;
    await ledger.submit(ORG1.client, ['issueStatement', '00001', '00002', period]);
    await ledger.submit(ORG2.client, ['acceptStatement', `00001-00002-${period}`]);
  }
  return ledger;
}

const twoAccepted = (): Promise<FakeLedger> => accepting(['2026-02', '2026-03']);

const settle = (ledger: FakeLedger, id: string, reference: string): Promise<string> =>
  ledger.submit(ORG2.client, ['settleStatement', id, reference]);
const confirm = (ledger: FakeLedger, id: string, ...paid: string[]): Promise<string> =>
  ledger.submit(ORG1.client, ['confirmSettlement', id, ...paid]);
const refusal = async (ledger: FakeLedger, who: TestOrg, ...args: string[]): Promise<string> => {
  const { ok, text } = await ledger.simulate(who.client, args);
  return ok ? 'done' : text;
};
const claims = async (ledger: FakeLedger, reference: string): Promise<unknown> =>
  JSON.parse(await ledger.evaluate(ORG2.client, ['readPaymentInstrument', reference]));

/** Puts rows on the ledger as another version of the chaincode would. */
async function write(ledger: FakeLedger, rows: Readonly<Record<string, string>>): Promise<void> {
  const nothing = await ledger.simulate(ORG1.client, ['listStatements', '1', '']);
  const writes = new Map(Object.entries(rows).map(([key, text]) => [key, Buffer.from(text)]));
  expect(ledger.commit({ ...nothing, reads: new Map(), ranges: [], writes })).toEqual(['VALID']);
}

describe.each(['cheque:book-1:00001', 'cheque:book-1:00001007', 'payment-channel:c-1'])(
  'statements paid through %s',
  (reference) => {
    it('are settled one after the other, and each fen counts once', async () => {
      const ledger = await twoAccepted();
      await settle(ledger, FEBRUARYS, reference);
      await settle(ledger, MARCHS, reference);
      expect(await claims(ledger, reference)).toEqual({
        objectType: 'PaymentInstrument',
        paymentReference: reference,
        confirmed: {},
        pending: { '00001': 2 * DUE },
      });
      expect(await refusal(ledger, ORG1, 'confirmSettlement', FEBRUARYS, '47')).toBe(
        'CONFLICT: paid: 47 fen in all have come to the creditor through it, 47 of them are free, 48 are due',
      );
      await confirm(ledger, FEBRUARYS, '95');
      expect(await refusal(ledger, ORG1, 'confirmSettlement', MARCHS, '95')).toBe(
        'CONFLICT: paid: 95 fen in all have come to the creditor through it, 47 of them are free, 48 are due',
      );
      expect(JSON.parse(await confirm(ledger, MARCHS, '96'))).toMatchObject({ status: 'confirmed' });
      expect(await claims(ledger, reference)).toMatchObject({ confirmed: { '00001': 2 * DUE }, pending: {} });
    });

    it('are not both confirmed by the same fen in one block', async () => {
      const ledger = await twoAccepted();
      await settle(ledger, FEBRUARYS, reference);
      await settle(ledger, MARCHS, reference);
      const both = [
        await ledger.simulate(ORG1.client, ['confirmSettlement', FEBRUARYS, '48']),
        await ledger.simulate(ORG1.client, ['confirmSettlement', MARCHS, '48']),
      ];
      expect(both.map(({ ok }) => ok)).toEqual([true, true]);
      expect(ledger.commit(...both)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
      expect(await refusal(ledger, ORG1, 'confirmSettlement', MARCHS, '48')).toMatch(/^CONFLICT: paid: 48 fen/u);
    });

    it('are not both claimed in one block unseen by each other', async () => {
      const ledger = await twoAccepted();
      const both = [
        await ledger.simulate(ORG2.client, ['settleStatement', FEBRUARYS, reference]),
        await ledger.simulate(ORG2.client, ['settleStatement', MARCHS, reference]),
      ];
      expect(ledger.commit(...both)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    });

    it('give back what they claimed where the creditor refuses, and can be settled by it again', async () => {
      const ledger = await twoAccepted();
      await settle(ledger, FEBRUARYS, reference);
      await ledger.submit(ORG1.client, ['refuseSettlement', FEBRUARYS, 'not seen']);
      expect(await claims(ledger, reference)).toMatchObject({ confirmed: {}, pending: {} });
      await settle(ledger, MARCHS, reference);
      await confirm(ledger, MARCHS, '48');
      await settle(ledger, FEBRUARYS, reference);
      expect(await refusal(ledger, ORG1, 'confirmSettlement', FEBRUARYS, '48')).toMatch(/^CONFLICT: paid: /u);
      await confirm(ledger, FEBRUARYS, '96');
    });

    it('are confirmed by the creditor alone, which says what it has seen', async () => {
      const ledger = await twoAccepted();
      await settle(ledger, FEBRUARYS, reference);
      expect(await refusal(ledger, ORG2, 'confirmSettlement', FEBRUARYS, '48')).toMatch(/^FORBIDDEN/u);
      expect(await refusal(ledger, ORG1, 'confirmSettlement', FEBRUARYS)).toMatch(/^INVALID_ARGUMENT: paid: /u);
      const negative = await refusal(ledger, ORG1, 'confirmSettlement', FEBRUARYS, '-1');
      expect(negative).toMatch(
        reference.startsWith('cheque') ? /^INVALID_ARGUMENT: paid: / : /^CONFLICT: paid: -1 fen/,
      );
      await confirm(ledger, FEBRUARYS, '48');
      // A repeat of it changes nothing, whatever came meanwhile.
      const before = ledger.dump();
      await confirm(ledger, FEBRUARYS, '480');
      expect(ledger.dump()).toEqual(before);
    });
  },
);

describe('a payment of a statement', () => {
  it.each([
    ['transfer:00001:t', 'the transfer is of 00001, 00002 owes'],
    ['cheque:b:00002', 'the cheques are to 00002, who is not of 00001, who is owed'],
    ['cheque:b:00003001', 'the cheques are to 00003001, who is not of 00001, who is owed'],
  ])('is between the two: not %s', async (reference, problem) => {
    const ledger = await twoAccepted();
    expect(await refusal(ledger, ORG2, 'settleStatement', FEBRUARYS, reference)).toBe(
      `CONFLICT: paymentReference: ${problem}`,
    );
  });

  it.each(['transfer:t', 'cheque:b', 'payment-channel:a:b'])('is one: not %s', async (reference) => {
    const ledger = await twoAccepted();
    expect(await refusal(ledger, ORG2, 'settleStatement', FEBRUARYS, reference)).toMatch(
      /^INVALID_ARGUMENT: paymentReference: /u,
    );
  });

  it('by a transfer or elsewhere has nothing that is counted', async () => {
    const ledger = await twoAccepted();
    await settle(ledger, FEBRUARYS, 'transfer:00002:t');
    expect(await refusal(ledger, ORG1, 'confirmSettlement', FEBRUARYS, '48')).toMatch(/^INVALID_ARGUMENT: paid: /u);
    expect(await refusal(ledger, ORG1, 'readPaymentInstrument', 'transfer:00002:t')).toMatch(
      /^INVALID_ARGUMENT: paymentReference: /u,
    );
    await confirm(ledger, FEBRUARYS);
    expect(await refusal(ledger, ORG2, 'settleStatement', MARCHS, 'transfer:00002:t')).toMatch(
      /^CONFLICT: paymentReference: is of the payment that settles 00001-00002-2026-02/u,
    );
  });

  it('that was named when such a reference was of a payment elsewhere is answered as that', async () => {
    const ledger = await twoAccepted();
    await settle(ledger, FEBRUARYS, 'wire');
    for (const named of ['cheque:4711', 'cheque:b:00001']) {
      const [key = '', text = ''] = ledger.dump().find((row) => row[1].includes('"paymentReference":')) ?? [];
      const renamed = text.replace(/"paymentReference":"[^"]*"/u, `"paymentReference":"${named}"`);
      await write(ledger, { [key]: renamed, [encodeKey(paymentKey(named))]: FEBRUARYS });
      const { ok } = await ledger.simulate(ORG1.client, ['confirmSettlement', FEBRUARYS]);
      const refused = await ledger.simulate(ORG1.client, ['refuseSettlement', FEBRUARYS, 'no']);
      expect([ok, refused.ok]).toEqual([true, true]);
    }
  });
});

type Step =
  | { readonly kind: 'settle'; readonly at: number; readonly by: number }
  | { readonly kind: 'confirm' | 'refuse'; readonly at: number }
  | { readonly kind: 'pay'; readonly by: number; readonly fen: number };

const INSTRUMENTS = ['cheque:book-1:00001', 'payment-channel:c-1'] as const;
const at = fc.nat({ max: 2 });
const by = fc.nat({ max: INSTRUMENTS.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('settle' as const), at, by }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('confirm' as const, 'confirm' as const, 'refuse' as const), at }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pay' as const), by, fen: fc.integer({ min: 1, max: 60 }) }) },
);

describe('statements and what pays them, in any order', () => {
  it('always agree: what is claimed is what is settled, what counts is what is confirmed, and no more than came', async () => {
    const accepted = await accepting(['2026-02', '2026-03', '2026-04']);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const ledger = accepted.copy();
        const paid = INSTRUMENTS.map(() => 0);
        const idAt = (index: number): string => `00001-00002-2026-0${(index + 2).toString()}`;
        const statement = async (index: number): Promise<{ status: string; paymentReference?: string }> =>
          JSON.parse(await ledger.evaluate(ORG1.client, ['readStatement', idAt(index)])) as { status: string };
        for (const one of steps) {
          if (one.kind === 'pay') {
            paid[one.by] = (paid[one.by] ?? 0) + one.fen;
            continue;
          }
          const { paymentReference = '' } = await statement(one.at);
          const came = (paid[INSTRUMENTS.findIndex((name) => name === paymentReference)] ?? 0).toString();
          const calls = {
            settle: [ORG2, 'settleStatement', idAt(one.at), INSTRUMENTS['by' in one ? one.by : 0] ?? ''],
            confirm: [ORG1, 'confirmSettlement', idAt(one.at), came],
            refuse: [ORG1, 'refuseSettlement', idAt(one.at), 'no'],
          } as const;
          const [who, ...call] = calls[one.kind];
          const simulated = await ledger.simulate(who.client, call);
          if (simulated.ok) ledger.commit(simulated);
          else expect(simulated.text).toMatch(/^CONFLICT: /u);
        }
        const all = await Promise.all([0, 1, 2].map(statement));
        for (const [index, reference] of INSTRUMENTS.entries()) {
          const sum = (status: string): number =>
            DUE * all.filter((one) => one.status === status && one.paymentReference === reference).length;
          const amounts = (fen: number): object => (fen === 0 ? {} : { '00001': fen });
          expect(await claims(ledger, reference)).toEqual({
            objectType: 'PaymentInstrument',
            paymentReference: reference,
            confirmed: amounts(sum('confirmed')),
            pending: amounts(sum('settled')),
          });
          expect(sum('confirmed')).toBeLessThanOrEqual(paid[index] ?? 0);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
