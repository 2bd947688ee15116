import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { commandWords, kebab, NOT_GENERATED } from './command-words.js';
import { OPERATIONS } from './operations.js';
import { OWN_FLAGS } from './program.js';

describe('the operations of the command line', () => {
  it('are those of the gateway’s own document', async () => {
    const generator = new URL('../generate.js', import.meta.url).href;
    const { generateOperations } = (await import(generator)) as { generateOperations: () => Promise<string> };
    const file = new URL('./operations.ts', import.meta.url);
    expect(readFileSync(file, 'utf8'), 'run `npm run generate`').toBe(await generateOperations());
  }, 120_000);

  const generated = OPERATIONS.filter(({ operationId }) => !NOT_GENERATED.includes(operationId));

  it('have words of their own', () => {
    const words = generated.map(({ operationId }) => commandWords(operationId).join(' '));
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    expect(words).toEqual(
      expect.arrayContaining(['quota create', 'price change', 'ecs release', 'bill show', 'total']),
    );
    for (const word of words) expect(word).toMatch(/^[a-z][a-z-]*( [a-z][a-z-]*)?$/u);
  });

  it('have no field that is called as one of the command line’s own flags, nor twice the same', () => {
    for (const { operationId, positionals, query, body = [] } of generated) {
      const names = [...positionals, ...query, ...body].map(({ name }) => name);
      expect(
        names.filter((name) => OWN_FLAGS.includes(kebab(name))),
        operationId,
      ).toEqual([]);
      expect(new Set(names).size, operationId).toBe(names.length);
    }
  });
});
