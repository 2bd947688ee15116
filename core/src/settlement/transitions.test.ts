import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ESCROW_KINDS } from './document.js';
import { assertOutcome, ESCROW_STATUSES, requireAct, TRANSITIONS } from './transitions.js';
import { refusalOf } from '../testing/refusal.js';

const DOCUMENT = join(import.meta.dirname, '../../../docs/settlement.md');

describe('the table of transitions', () => {
  it('is the one in the documents', () => {
    const rows = readFileSync(DOCUMENT, 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, kind, status]) => ESCROW_KINDS.some((one) => one === kind) && status !== '')
      .map(([, kind, status, acts]) => `${kind ?? ''} ${status ?? ''}: ${acts ?? ''}`);
    const expected = ESCROW_KINDS.flatMap((kind) =>
      ESCROW_STATUSES.map((status) => {
        const acts = Object.entries(TRANSITIONS[kind][status]).map(([act, after]) => `${act} → ${after.join(', ')}`);
        return `${kind} ${status}: ${acts.length === 0 ? '–' : acts.join('; ')}`;
      }),
    );
    expect(rows).toEqual(expected);
  });

  it('ends with closed, out of which nothing leads', () => {
    for (const kind of ESCROW_KINDS) expect(TRANSITIONS[kind].closed).toEqual({});
  });

  it('refuses all else', () => {
    expect(
      refusalOf(() => {
        requireAct('account', 'closed', 'lock');
      }),
    ).toBe('CONFLICT');
    expect(
      refusalOf(() => {
        requireAct('account', 'open', 'toString');
      }),
    ).toBe('CONFLICT');
    expect(() => {
      assertOutcome('account', 'open', 'lock', 'closed');
    }).toThrow(RangeError);
  });
});
