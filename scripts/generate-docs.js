// Writes the documents that are made from code. They are checked in; a test compares.
import { readFileSync, writeFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';

import { DOCUMENTS } from '../gateway/dist/documents.js';

for (const [file, text] of Object.entries(DOCUMENTS)) {
  const path = new URL(`../docs/${file}`, import.meta.url);
  const config = await resolveConfig(path);
  writeFileSync(path, await format(text(readFileSync(path, 'utf8')), { ...config, parser: 'markdown' }));
}
