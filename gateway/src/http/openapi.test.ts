import { Validator } from '@seriousme/openapi-schema-validator';
import formats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { docsPage } from './docs-page.js';
import { EVENTS_ROUTE } from './events.js';
import { USAGE_ROUTE } from './usage.js';
import { newOpenApi } from './openapi.js';
import { DOWNLOADS } from './routes/documents.js';
import { ROUTES } from './routes/index.js';
import { SYSTEM_ROUTES } from './system-routes.js';

const document = JSON.parse(JSON.stringify(newOpenApi())) as Record<string, unknown>;
const paths = document['paths'] as Record<string, Record<string, Operation>>;
interface Schema {
  readonly example?: unknown;
  readonly properties?: Record<string, Schema>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}
const { schemas } = document['components'] as { schemas: Record<string, Schema> };
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(document['openapi']).toBe('3.1.0');
  });

  it('has every route that is served, each once and by its own name', () => {
    const served = [...ROUTES, ...DOWNLOADS, EVENTS_ROUTE, USAGE_ROUTE].map(({ method, path }) => `${method} ${path}`);
    const all = [...served, ...SYSTEM_ROUTES.map(({ path }) => `get ${path}`)];
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(all.sort());
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says what each of its tags is about', () => {
    const described = document['tags'] as { readonly name: string; readonly description: string }[];
    const used = new Set(operations.flatMap(({ operation }) => operation.tags));
    expect(described.map(({ name }) => name).sort()).toEqual([...used].sort());
    expect(described.every(({ description }) => description !== '')).toBe(true);
  });

  it('has examples that are what it says, field by field', () => {
    const ajv = formats.default(new Ajv2020({ strict: false }));
    ajv.addSchema(document, 'openapi');
    for (const [name, schema] of Object.entries(schemas)) {
      for (const [field, of] of Object.entries(schema.properties ?? {})) {
        if (of.example === undefined) continue;
        const isValid = ajv.validate({ $ref: `openapi#/components/schemas/${name}/properties/${field}` }, of.example);
        expect(isValid, `${name}.${field}: ${ajv.errorsText()}`).toBe(true);
      }
    }
    for (const { operation, path } of operations) {
      for (const { name, schema } of operation.parameters ?? []) {
        if (schema?.example === undefined) continue;
        expect(ajv.validate(schema, schema.example), `${path} ${name}: ${ajv.errorsText()}`).toBe(true);
      }
    }
  });

  it('says every parameter of every path', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const said = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(said.sort(), path).toEqual(inPath.sort());
    }
  });

  it('says of every operation how it refuses', () => {
    for (const { path, operation } of operations.filter((of) => of.path.startsWith('/v1/'))) {
      for (const status of ['400', '401', '403', '429', '500', '503']) {
        expect(Object.keys(operation.responses), `${path} ${status}`).toContain(status);
      }
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
      }
    }
  });
});

describe('its page', () => {
  const { html } = docsPage(newOpenApi());

  it('has every operation and schema, and every link leads somewhere', () => {
    for (const { operation } of operations) expect(html).toContain(`id="${operation.operationId}"`);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
    const links = [...html.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(links.length).toBeGreaterThan(20);
  });

  it('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|\son\w+=/iu);
    expect(html).not.toMatch(/\bundefined\b|\[object/u);
  });
});
