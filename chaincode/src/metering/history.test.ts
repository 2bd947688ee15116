import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { ecs, openForBusiness, pairwiseLedger, SEED_ECS, SEED_PRICE, withArguments } from './testing/seed.js';
import { late, meteredOss, record, usage } from './testing/usage.js';

const DAY = 86_400;
const BEGIN = 1_760_000_000;
const TERMS = [...SEED_ECS.slice(0, 11), BEGIN.toString(), (BEGIN + DAY).toString(), ...SEED_PRICE.slice(2)];
const ID = '202202150002';

const bring = (replaced: Readonly<Record<number, string>> = {}): string[] => [
  'importECSResource',
  ...withArguments(TERMS, replaced),
];
const parse = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

async function refusal(ledger: FakeLedger, who: typeof ORG1, args: readonly string[]): Promise<string> {
  const { ok, text } = await ledger.simulate(who.client, args);
  return ok ? 'done' : text.split(':').slice(0, 2).join(':');
}

describe('an instance of the past', () => {
  it.each([
    [ORG1, ORG2],
    [ORG2, ORG1],
  ])(
    'is proposed by either side, accepted by the other, and billed at the prices that both named',
    async (one, other) => {
      const ledger = await pairwiseLedger();
      const proposal = await ledger.submit(one.client, bring());
      expect(parse(proposal)).toMatchObject({
        objectType: 'ECSImport',
        instanceID: ID,
        proposedBy: one.orgId,
        resource: { objectType: 'ECSResource', beginTime: { seconds: BEGIN, nanos: 0 }, status: 'released' },
        price: { objectType: 'Price', version: 0, cpu_price: 10 },
      });
      expect(await ledger.submit(one.client, bring())).toBe(proposal);
      expect(await ledger.evaluate(other.client, ['readImport', ID])).toBe(proposal);
      expect(parse(await ledger.evaluate(other.client, ['listImports', '10', '']))).toMatchObject({
        result: [{ instanceID: ID }],
      });
      expect(await refusal(ledger, other, ['readResource', 'ECSResource', ID])).toBe('NOT_FOUND: instanceID');

      const bill = await ledger.submit(other.client, bring());
      expect(parse(bill)).toMatchObject({
        objectType: 'ECSBill',
        usageSeconds: DAY,
        totalCost: 48,
        period: '2025-10',
        endTime: { seconds: BEGIN + DAY, nanos: 0 },
        prices: [{ version: 0, cpu_price: 10 }],
        ECSResource: { instanceID: ID, status: 'released', imported: { proposedBy: one.orgId } },
      });
      for (const side of [one, other]) {
        expect(await ledger.submit(side.client, bring())).toBe(bill);
        expect(await ledger.evaluate(side.client, ['readResource', 'ECSBill', ID])).toBe(bill);
        expect(await ledger.evaluate(side.client, ['queryProviderTotalCost', '00001', 'ECSBill'])).toBe('48');
      }
      expect(await refusal(ledger, one, ['readImport', ID])).toBe('NOT_FOUND: instanceID');
    },
  );

  it('is not accepted with one word changed, and can be withdrawn by either side', async () => {
    const ledger = await pairwiseLedger();
    await ledger.submit(ORG1.client, bring());
    for (const position of [4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]) {
      const other = position === 4 ? '00002002' : position === 5 ? 'VM' : position < 11 ? '1' : (BEGIN + 7).toString();
      expect(await refusal(ledger, ORG2, bring({ [position]: other })), position.toString()).toBe(
        'ALREADY_EXISTS: instanceID',
      );
    }
    expect(await refusal(ledger, ORG2, bring({ 6: 'private' }))).toBe('ALREADY_EXISTS: instanceID');
    await ledger.submit(ORG2.client, ['withdrawImport', ID]);
    await ledger.submit(ORG2.client, bring({ 13: '11' }));
    await ledger.submit(ORG2.client, ['withdrawImport', ID]);
    expect(await refusal(ledger, ORG1, ['withdrawImport', ID])).toBe('NOT_FOUND: instanceID');
  });

  it('has an end that has come, after its begin', async () => {
    const ledger = await pairwiseLedger();
    expect(await refusal(ledger, ORG1, bring({ 12: (BEGIN - 1).toString() }))).toBe('TIME_ORDER: endTime');
    expect(await refusal(ledger, ORG1, bring({ 12: (ledger.seconds + 1).toString() }))).toBe('TIME_ORDER: endTime');
    expect(await refusal(ledger, ORG1, bring({ 12: BEGIN.toString() }))).toBe('done');
  });

  it('is of the two organizations of the ledger channel and of nobody else', async () => {
    const ledger = await pairwiseLedger();
    expect(await refusal(ledger, ORG3, bring())).toBe(
      'FORBIDDEN: the caller is neither of the two organizations of this ledger channel',
    );
    expect(await refusal(ledger, ORG1, bring({ 1: 'CNNIC' }))).toBe('INVALID_ARGUMENT: resourceProvider');
    expect(await refusal(ledger, ORG1, bring({ 4: '00003001' }))).toBe('NOT_CONFIRMED: userID');
  });

  it('takes no quota, and no id that is in use', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs(ID));
    expect(await refusal(ledger, ORG1, bring())).toBe('ALREADY_EXISTS: instanceID');
    await ledger.submit(ORG1.client, bring({ 0: 'old', 8: '1000' }));
    await ledger.submit(ORG2.client, ecs('old', { 7: '0' }));
    expect(await refusal(ledger, ORG2, bring({ 0: 'old', 8: '1000' }))).toBe('ALREADY_EXISTS: instanceID');
  });

  it('comes in many at once, side by side with others', async () => {
    const ledger = await pairwiseLedger();
    const group = (from: number): string[] => [
      'group',
      JSON.stringify({
        items: Array.from({ length: 40 }, (_, at) => ({
          fn: 'importECSResource',
          args: bring({ 0: `h${(from + at).toString()}` }).slice(1),
        })),
      }),
    ];
    const blocks = async (who: typeof ORG1): Promise<string[]> =>
      ledger.commit(await ledger.simulate(who.client, group(0)), await ledger.simulate(who.client, group(40)));
    expect(await blocks(ORG1)).toEqual(['VALID', 'VALID']);
    expect(await blocks(ORG2)).toEqual(['VALID', 'VALID']);
    expect(await ledger.evaluate(ORG1.client, ['queryProviderTotalCost', '00001', 'ECSBill'])).toBe(
      (80 * 48).toString(),
    );
  });
});

describe('a metered instance of the past', () => {
  const metered = (replaced: Readonly<Record<number, string>> = {}): string[] => [...bring(replaced), 'metered'];
  const laneOfPast = async (ledger: FakeLedger, id = ID): Promise<string> =>
    parse(await ledger.evaluate(ORG1.client, ['readResource', 'ECSResource', id])).lane as string;
  const bringIn = async (ledger: FakeLedger, replaced: Readonly<Record<number, string>> = {}): Promise<string> => {
    await ledger.submit(ORG1.client, metered(replaced));
    return ledger.submit(ORG2.client, metered(replaced));
  };
  const hours = (id: string, count: number, meters: readonly ['cpu' | 'ramGb', string][] = [['cpu', '2']]) =>
    Array.from({ length: count }, (_, hour) =>
      meters.map(([meter, quantity]) => usage(id, meter, [BEGIN + hour * 3_600, BEGIN + (hour + 1) * 3_600], quantity)),
    ).flat();

  it('is released without a bill, in a lane of its month, by those who both say so', async () => {
    const ledger = await pairwiseLedger();
    await ledger.submit(ORG1.client, metered());
    expect(await refusal(ledger, ORG2, bring())).toBe('ALREADY_EXISTS: instanceID');
    const brought = await ledger.submit(ORG2.client, metered());
    expect(parse(brought)).toMatchObject({
      ...{ objectType: 'ECSResource', instanceID: ID, status: 'released', billing: 'metered' },
      lane: expect.stringMatching(/^h2025-10-\d\d$/u) as unknown,
      imported: { proposedBy: '00001', price: { version: 0, cpu_price: 10 } },
    });
    for (const side of [ORG1, ORG2]) expect(await ledger.submit(side.client, metered())).toBe(brought);
    expect(await refusal(ledger, ORG1, bring())).toBe('ALREADY_EXISTS: instanceID');
    expect(await refusal(ledger, ORG1, ['readResource', 'ECSBill', ID])).toBe('NOT_FOUND: instanceID');
    expect(await refusal(ledger, ORG1, [...bring(), 'weekly'])).toBe('INVALID_ARGUMENT: billing');
    expect(await refusal(ledger, ORG1, metered({ 0: 'x', 12: BEGIN.toString() }))).toBe('INVALID_ARGUMENT: endTime');
  });

  it('is charged by its usage at the prices that both named, whatever its provider’s are', async () => {
    const ledger = await pairwiseLedger();
    await bringIn(ledger);
    const lane = await laneOfPast(ledger);
    const records = hours(ID, 24, [
      ['cpu', '2'],
      ['ramGb', '4'],
    ]);
    const standing = await record(ledger, { lane, windowFrom: BEGIN, windowTo: BEGIN + DAY, records });
    expect(standing).toMatchObject({ accepted: 48, refused: {}, priceVersions: [0], amounts: [{ period: '2025-10' }] });
    expect(await ledger.evaluate(ORG2.client, ['queryProviderTotalCost', '00001', 'ECSBill'])).toBe('36');
    const read = await ledger.evaluate(ORG2.client, ['readUsageRecord', '00001', lane, '1', `${ID}.cpu.${BEGIN}`]);
    expect(parse(read)).toMatchObject({ exactAmount: (3_600n * 2n * 10n * 10n ** 10n).toString() });
  });

  it('is beside others at other prices, each record at its own', async () => {
    const ledger = await pairwiseLedger();
    await bringIn(ledger);
    const lane = await laneOfPast(ledger);
    let other = '';
    for (let number = 0; other === ''; number += 1) {
      const id = `o${number.toString()}`;
      await bringIn(ledger, { 0: id, 13: '1000' });
      if ((await laneOfPast(ledger, id)) === lane) other = id;
    }
    const records = [...hours(ID, 24), ...hours(other, 24)];
    await record(ledger, { lane, windowFrom: BEGIN, windowTo: BEGIN + DAY, records });
    expect(await ledger.evaluate(ORG2.client, ['queryProviderTotalCost', '00001', 'ECSBill'])).toBe('2020');
  });

  it('lived from its begin to its end; what comes late stands alone', async () => {
    const ledger = await pairwiseLedger();
    await bringIn(ledger);
    const lane = await laneOfPast(ledger);
    const records = [usage(ID, 'cpu', [BEGIN - 1, BEGIN], '2'), usage(ID, 'cpu', [BEGIN, BEGIN + 3_600], '2')];
    const standing = await record(ledger, { lane, windowFrom: BEGIN - 1, windowTo: BEGIN + 7_200, records });
    expect(standing).toMatchObject({ accepted: 1, refused: { OUTSIDE_LIFE: [0] } });
    const straggler = usage(ID, 'cpu', [BEGIN + 3_600, BEGIN + 7_200], '2');
    expect(parse(await ledger.submit(ORG1.client, late(straggler, '2')))).toMatchObject({
      late: true,
      priceVersions: [0],
    });
    const after = usage(ID, 'cpu', [BEGIN + DAY, BEGIN + DAY + 1], '2');
    expect(await refusal(ledger, ORG1, late(after, '2'))).toBe('OUTSIDE_LIFE: to');
  });

  it('comes in many at once, too', async () => {
    const ledger = await pairwiseLedger();
    const items = ['m1', 'm2'].map((id) => ({ fn: 'importECSResource', args: metered({ 0: id }).slice(1) }));
    for (const who of [ORG1, ORG2]) {
      const answer = parse(await ledger.submit(who.client, ['group', JSON.stringify({ items })]));
      expect(answer).toMatchObject({ results: [{ ok: { instanceID: 'm1' } }, { ok: { instanceID: 'm2' } }] });
    }
  });

  it('shares its id with no other metered one', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, meteredOss(ID));
    await ledger.submit(ORG1.client, metered());
    expect(await refusal(ledger, ORG2, metered())).toBe('ALREADY_EXISTS: instanceID');
  });
});
