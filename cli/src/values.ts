import { readFileSync } from 'node:fs';

import { kebab } from './command-words.js';
import { UsageError } from './exit-codes.js';
import type { Field, Operation } from './operation.js';

/** What a call is made of, by the names that the API has. */
export type Values = Readonly<Record<string, unknown>>;

/** One HTTP request of an operation. */
export interface Call {
  readonly method: Operation['method'];
  /** With its query. */
  readonly path: string;
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

/** Reads a flag's text as what its field takes. @throws UsageError naming the flag */
export function readValue(field: Field, text: string | readonly string[]): unknown {
  if (Array.isArray(text)) return text;
  const single = String(text);
  switch (field.kind) {
    case 'boolean':
      if (single === 'true' || single === 'false') return single === 'true';
      throw new UsageError(`--${kebab(field.name)} must be true or false`);
    case 'integer':
    case 'number':
    case 'json':
      return parseJson(single, `--${kebab(field.name)}`);
    default:
      return single;
  }
}

/** @param source what it is called in a message */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${source} is no JSON`);
  }
}

/** The text of a file; `-` is standard input. */
export function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
}

/**
 * Puts values where the operation wants them.
 *
 * @param raw the body as it is, of an operation whose body is given whole
 * @throws UsageError naming what is missing, or is no part of the operation
 */
export function callOf(operation: Operation, values: Values, raw?: string): Call {
  const { method, positionals, query, body = [], bodyType } = operation;
  const known = [...positionals, ...query, ...body];
  const unknown = Object.keys(values).filter((name) => !known.some((field) => field.name === name));
  if (unknown.length > 0) throw new UsageError(`${operation.operationId} takes no ${unknown.join(', ')}`);
  const missing = known.filter(({ name, required }) => required && values[name] === undefined);
  if (raw === undefined && missing.length > 0) {
    throw new UsageError(`missing: ${missing.map((field) => nameOf(field, positionals)).join(', ')}`);
  }
  const path = positionals.reduce(
    (filled, { name }) => filled.replace(`{${name}}`, () => encodeURIComponent(textOf(values[name]))),
    operation.path,
  );
  const search = new URLSearchParams(
    query.flatMap(({ name }): [string, string][] => (values[name] === undefined ? [] : [[name, textOf(values[name])]])),
  ).toString();
  return {
    method,
    path: search === '' ? path : `${path}?${search}`,
    body: bodyType === undefined ? undefined : (raw ?? JSON.stringify(pick(values, body))),
    contentType: bodyType,
  };
}

function nameOf(field: Field, positionals: readonly Field[]): string {
  return positionals.includes(field) ? `<${kebab(field.name)}>` : `--${kebab(field.name)}`;
}

function pick(values: Values, fields: readonly Field[]): Values {
  return Object.fromEntries(
    fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
