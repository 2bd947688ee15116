import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

it('the types are those of the gateway’s own document', async () => {
  const generator = new URL('../generate.js', import.meta.url).href;
  const { generateSchema } = (await import(generator)) as { generateSchema: () => Promise<string> };
  const file = new URL('./schema.ts', import.meta.url);
  expect(readFileSync(file, 'utf8'), 'run `npm run generate`').toBe(await generateSchema());
}, 120_000);
