import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, OrderedTable, type TableView } from './ordered-table.js';

interface Entry {
  readonly key: string;
  readonly value: number;
}

const byBytes = (left: string, right: string): number =>
  Math.sign(Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')));

const wildText = fc.string({
  unit: fc.oneof(fc.constantFrom('\0', 'a', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}')),
  maxLength: 4,
});

describe('order of keys', () => {
  it('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.oneof(wildText, fc.string({ unit: 'binary' })), wildText, (left, right) => {
        expect(Math.sign(compareKeys(left, right))).toBe(byBytes(left, right));
      }),
      { numRuns: 500 },
    );
  });

  it('is another than that of UTF-16', () => {
    const keys = ['\uffff', '\u{10ffff}'];
    expect([...keys].sort()).not.toEqual(keys);
    expect([...keys].sort(compareKeys)).toEqual(keys);
  });
});

type Step =
  | { readonly kind: 'set'; readonly key: string; readonly value: number }
  | { readonly kind: 'delete'; readonly key: string }
  | { readonly kind: 'freeze' };

/** Runs steps on a table and on a plain map, and compares them and every view taken on the way. */
function compareWithModel(steps: readonly Step[]): void {
  const table = new OrderedTable<Entry>();
  const model = new Map<string, Entry>();
  const views: { readonly view: TableView<Entry>; readonly entries: readonly Entry[] }[] = [];
  const sorted = (): Entry[] => [...model.values()].sort((one, other) => byBytes(one.key, other.key));
  for (const step of steps) {
    if (step.kind === 'set') {
      table.set({ key: step.key, value: step.value });
      model.set(step.key, { key: step.key, value: step.value });
    } else if (step.kind === 'delete') {
      table.delete(step.key);
      model.delete(step.key);
    } else {
      views.push({ view: table.freeze(), entries: sorted() });
    }
  }
  expect(table.size).toBe(model.size);
  for (const { view, entries } of [...views, { view: table, entries: sorted() }]) {
    expect([...view.from('')]).toEqual(entries);
    for (const step of steps.slice(0, 40)) {
      if (step.kind === 'freeze') continue;
      expect(view.get(step.key)).toEqual(entries.find(({ key }) => key === step.key));
      const [first] = view.from(step.key);
      expect(first).toEqual(entries.find(({ key }) => byBytes(key, step.key) >= 0));
    }
  }
}

describe('a table and the views of it', () => {
  const stepOf = (key: fc.Arbitrary<string>): fc.Arbitrary<Step> =>
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), key, value: fc.nat() }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
      { weight: 1, arbitrary: fc.constant<Step>({ kind: 'freeze' }) },
    );

  it('hold what a plain map would, in order', () => {
    fc.assert(fc.property(fc.array(stepOf(wildText), { maxLength: 60 }), compareWithModel));
  });

  it('do so over many chunks', () => {
    const key = fc.nat(3_000).map((number) => `key ${number}`);
    const rising = Array.from({ length: 1_500 }, (_, index): Step => ({
      kind: 'set',
      key: `key ${1_000 + index}`,
      value: -index,
    }));
    const falling = Array.from({ length: 1_200 }, (_, index): Step => ({
      kind: 'delete',
      key: `key ${2_300 - index}`,
    }));
    fc.assert(
      fc.property(fc.array(stepOf(key), { minLength: 200, maxLength: 600 }), fc.boolean(), (steps, thinned) => {
        compareWithModel([
          ...rising,
          { kind: 'freeze' },
          ...steps,
          ...(thinned ? falling : []),
          ...steps.slice(0, 100),
        ]);
      }),
      { numRuns: 8 },
    );
  });
});
