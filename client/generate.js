// Writes the types of the HTTP API, from the document that the gateway serves. They are checked in; a test compares.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import openapiTS, { astToString } from 'openapi-typescript';

import { newOpenApi } from '../gateway/dist/http/openapi.js';

const FILE = new URL('./src/schema.ts', import.meta.url);

/** The text of `src/schema.ts` as it is to be. */
export async function generateSchema() {
  const types = await openapiTS(JSON.stringify(newOpenApi()), { alphabetize: true });
  return `// Made from the gateway's OpenAPI document by \`npm run generate\`.\n${astToString(types)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, await generateSchema());
