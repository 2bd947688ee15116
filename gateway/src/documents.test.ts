import { readFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';

import { DOCUMENTS } from './documents.js';
import { SETTLEMENT_CHANGES } from './fabric/settlement-port.js';

describe.each(Object.entries(DOCUMENTS))('docs/%s', (file, text) => {
  it('says what the code does', async () => {
    const path = new URL(`../../docs/${file}`, import.meta.url);
    const config = await resolveConfig(path);
    const present = readFileSync(path, 'utf8');
    const made = await format(text(present), { ...config, parser: 'markdown' });
    expect(present, 'run `npm run generate`').toBe(made);
  });
});

describe('docs/settlement.md', () => {
  it('and the gateway know the same kinds of changes', () => {
    const text = readFileSync(new URL('../../docs/settlement.md', import.meta.url), 'utf8');
    const thingOf = (kind: string): string => kind.split('.')[0] ?? '';
    const known = SETTLEMENT_CHANGES.map((kind) => kind.replaceAll('-', ''));
    const things = new Set(known.map(thingOf));
    const told = [...text.matchAll(/`([A-Z][A-Za-z]+(?:[.][a-zA-Z]+)?)`/gu)].map(([, kind = '']) => kind.toLowerCase());
    const documented = new Set(
      told.filter((kind) => things.has(thingOf(kind)) && (kind.includes('.') || known.includes(kind))),
    );
    // Written there in short, as the second kind of an act.
    documented.add('account.closed');
    const theirs = new Set([...documented].map(thingOf));
    expect([...documented].sort()).toEqual(known.filter((kind) => theirs.has(thingOf(kind))).sort());
  });
});
