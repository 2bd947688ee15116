// Writes what the command line is made of, from the document that the gateway serves. It is checked in; a test compares.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { newOpenApi } from '../gateway/dist/http/openapi.js';

const FILE = new URL('./src/operations.ts', import.meta.url);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The text of `src/operations.ts` as it is to be. */
export async function generateOperations() {
  const document = newOpenApi();
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) =>
      item[method] === undefined ? [] : [operationOf(document, method, path, item[method])],
    ),
  );
  operations.sort((one, other) => (one.operationId < other.operationId ? -1 : 1));
  const text = `// Made from the gateway's OpenAPI document by \`npm run generate\`.
import type { Operation } from './operation.js';

export const OPERATIONS: readonly Operation[] = ${JSON.stringify(operations)};
`;
  return format(text, { ...(await resolveConfig(FILE)), parser: 'typescript' });
}

function operationOf(document, method, path, operation) {
  const { operationId, tags, summary, description, parameters = [], requestBody, responses } = operation;
  const of = (where) =>
    parameters.filter((parameter) => parameter.in === where).map((each) => parameterOf(document, each));
  const content = Object.entries(requestBody?.content ?? {})[0];
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const [answerType, answer] = Object.entries(success?.content ?? {})[0] ?? [];
  return {
    operationId,
    tag: tags[0],
    summary,
    ...(description === undefined ? {} : { description }),
    method: method.toUpperCase(),
    path,
    positionals: of('path'),
    query: of('query'),
    ...(content === undefined ? {} : { bodyType: content[0], body: fieldsOf(document, content[1].schema) }),
    ...(answerType === undefined ? {} : { answerType, answer: answerOf(document, answer.schema) }),
  };
}

function resolve(document, schema = {}) {
  return schema.$ref === undefined
    ? schema
    : resolve(document, document.components.schemas[schema.$ref.split('/').pop()]);
}

function parameterOf(document, { name, description, required = false, schema }) {
  return fieldOf(document, name, { description, ...schema }, required);
}

/** The fields of an object; a body that is none is given whole. */
function fieldsOf(document, schema) {
  const { properties, required = [] } = resolve(document, schema);
  if (properties === undefined) return undefined;
  return Object.entries(properties).map(([name, property]) =>
    fieldOf(document, name, property, required.includes(name)),
  );
}

function fieldOf(document, name, schema, required) {
  const resolved = resolve(document, schema);
  const { type, enum: choices, items } = resolved;
  const listed = type === 'array' ? resolve(document, items) : undefined;
  const kind = listed === undefined ? kindOf(type) : kindOf(listed.type) === 'text' ? 'texts' : 'json';
  const words = choices ?? listed?.enum;
  const description = schema.description ?? resolved.description;
  return { name, kind, required, ...(words && { choices: words }), ...(description && { description }) };
}

function kindOf(type) {
  if (type === 'string') return 'text';
  return type === 'boolean' || type === 'integer' || type === 'number' ? type : 'json';
}

/** Whether it is a list in pages, and the fields of what is answered. */
function answerOf(document, schema) {
  const { properties } = resolve(document, schema);
  if (properties === undefined) return { isList: false, fields: [] };
  const isList = properties.items !== undefined && properties.nextCursor !== undefined;
  const record = isList ? resolve(document, resolve(document, properties.items).items) : { properties };
  return { isList, fields: Object.keys(record.properties ?? {}) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, await generateOperations());
