import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing'),
);
/** What would let two endorsers come to two answers: clocks, chance, the machine, its language, inexact numbers. */
const IMPURE =
  /\b(?:Date|Intl|Math\.(?!floor|max|min)|performance|process|globalThis|crypto|Buffer|console|setTimeout|async|await|toLocale\w*|localeCompare|parseFloat|parseInt|toFixed|eval)\b/u;

describe('the domain is pure', () => {
  it('in all of its files', () => {
    expect(sources.length).toBeGreaterThan(10);
  });

  it.each(sources)('%s imports nothing from outside and asks nothing of the machine', (path) => {
    const code = readFileSync(join(import.meta.dirname, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
    for (const [, from] of code.matchAll(/\bfrom '([^']+)'/gu)) expect(from).toMatch(/^\.\.?\//u);
    expect(code).not.toMatch(/\bimport\(/u);
    expect(IMPURE.exec(code.replaceAll(/\bfrom '[^']+'/gu, ''))?.[0]).toBeUndefined();
  });
});
