import { argumentError, CloudfedError } from './errors.js';
import { type Fen, fenFromRecord, fenToRecord } from './money.js';

/**
 * How a value stands in JSON, one way only. `decode` is strict: a missing, additional or differently written field is an
 * INVALID_ARGUMENT that names it by its path, such as `document.locks[0].amount`.
 */
export interface Form<T> {
  encode(value: T): unknown;
  /** @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW naming `field` */
  decode(json: unknown, field: string): T;
}

type FormsOf<T> = { readonly [Name in keyof T]-?: Form<T[Name]> };

/** A text that a parser of the domain reads. */
export function textForm<T extends string>(parse: (text: string, field: string) => T): Form<T> {
  return {
    encode: (value) => value,
    decode: (json, field) => {
      if (typeof json !== 'string') throw argumentError(field, 'must be a text');
      return parse(json, field);
    },
  };
}

/** An amount or count too large for a JSON number, as a decimal text. */
export function digitsForm<T extends bigint>(parse: (text: string, field: string) => T): Form<T> {
  return {
    encode: (value) => value.toString(),
    decode: (json, field) => {
      if (typeof json !== 'string') throw argumentError(field, 'must be digits in quotation marks');
      return parse(json, field);
    },
  };
}

export function wordForm<Word extends string>(words: readonly Word[]): Form<Word> {
  return textForm((text, field) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw argumentError(field, `must be one of ${words.join(', ')}`);
    return word;
  });
}

/** Whole fen: a JSON integer. */
export const FEN_FORM: Form<Fen> = {
  encode: fenToRecord,
  decode: (json, field) => {
    requireWhole(json, field, Number.MAX_SAFE_INTEGER);
    return fenFromRecord(json, field);
  },
};

/** A count or a moment in seconds: a JSON integer. */
export function countForm(most: number): Form<number> {
  return {
    encode: (value) => value,
    decode: (json, field) => requireWhole(json, field, most),
  };
}

export const FLAG_FORM: Form<boolean> = {
  encode: (value) => value,
  decode: (json, field) => {
    if (typeof json !== 'boolean') throw argumentError(field, 'must be true or false');
    return json;
  },
};

/** A field that is left out where there is nothing. */
export function optionalForm<T>(form: Form<T>): Form<T | undefined> {
  return {
    encode: (value) => (value === undefined ? undefined : form.encode(value)),
    decode: (json, field) => (json === undefined ? undefined : form.decode(json, field)),
  };
}

export function listForm<T>(item: Form<T>, most: number): Form<readonly T[]> {
  return {
    encode: (values) => values.map((value) => item.encode(value)),
    decode: (json, field) => {
      if (!Array.isArray(json)) throw argumentError(field, 'must be a list');
      if (json.length > most) throw argumentError(field, `must have at most ${most.toString()} entries`);
      return json.map((value: unknown, at) => item.decode(value, `${field}[${at.toString()}]`));
    },
  };
}

/** A record of named fields; it is written in their order. */
export function recordForm<T extends object>(fields: FormsOf<T>): Form<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return {
    encode: (value) => Object.fromEntries(names.map((name) => [name, fields[name].encode(value[name])])),
    decode: (json, field) => {
      const given = requireRecord(json, field);
      const stranger = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
      if (stranger !== undefined) throw argumentError(field, 'has a field that is not one of its form');
      const entries = names.map((name) => [
        name,
        fields[name].decode(Object.hasOwn(given, name) ? given[name] : undefined, `${field}.${name}`),
      ]);
      return Object.fromEntries(entries) as T;
    },
  };
}

/** One of several records, which its field `type` tells apart. */
export function oneOfForms<T extends { readonly type: string }>(forms: {
  readonly [Type in T['type']]: Form<Extract<T, { readonly type: Type }>>;
}): Form<T> {
  const formOf = (type: string): Form<T> | undefined =>
    Object.hasOwn(forms, type) ? forms[type as T['type']] : undefined;
  return {
    encode: (value) => formOf(value.type)?.encode(value),
    decode: (json, field) => {
      const { type } = requireRecord(json, field);
      const form = typeof type === 'string' ? formOf(type) : undefined;
      if (form === undefined) throw argumentError(`${field}.type`, 'is not one that there is');
      return form.decode(json, field);
    },
  };
}

/** Reads a text that came from outside. @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseForm<T>(form: Form<T>, text: string, field: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw argumentError(field, 'must be JSON');
  }
  return form.decode(json, field);
}

/** Reads a text that {@link writeForm} wrote. @throws RangeError where it is none: stored data are at fault, not a caller */
export function readForm<T>(form: Form<T>, text: string): T {
  try {
    return parseForm(form, text, 'record');
  } catch (error) {
    if (error instanceof CloudfedError) throw new RangeError(`a stored record is damaged: ${error.message}`);
    throw error;
  }
}

export function writeForm<T>(form: Form<T>, value: T): string {
  return JSON.stringify(form.encode(value));
}

function requireWhole(json: unknown, field: string, most: number): number {
  if (typeof json !== 'number' || !Number.isSafeInteger(json) || json < 0 || Object.is(json, -0)) {
    throw argumentError(field, 'must be a whole number');
  }
  if (json > most) throw argumentError(field, `must be at most ${most.toString()}`);
  return json;
}

function requireRecord(json: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw argumentError(field, 'must be a record');
  return json as Readonly<Record<string, unknown>>;
}
