import { readFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';

import { DOCUMENTS } from './documents.js';

describe.each(Object.entries(DOCUMENTS))('docs/%s', (file, text) => {
  it('says what the code does', async () => {
    const path = new URL(`../../docs/${file}`, import.meta.url);
    const config = await resolveConfig(path);
    const made = await format(text(), { ...config, parser: 'markdown' });
    expect(readFileSync(path, 'utf8'), 'run `npm run generate`').toBe(made);
  });
});
