import { argumentError, parseId, parseWhole, type RecordId } from '@cloudfed/core';

/** Longest argument text that is looked at; ids, names and numbers are far shorter. Batches have their own bound. */
export const MAX_ARGUMENT_LENGTH = 4_096;

/** A function's arguments by their names on the wire, which are the names that errors give. */
export type Arguments<Name extends string, Optional extends string = never> = Readonly<
  Record<Name, string> & Record<Optional, string | undefined>
>;

/**
 * Names the arguments, refusing a wrong count and texts of absurd length before anything parses them.
 * Optional arguments come last; those not given are undefined.
 */
export function takeArguments<Name extends string, Optional extends string = never>(
  names: readonly Name[],
  args: readonly string[],
  options: Readonly<{ optional?: readonly Optional[]; maxLength?: number }> = {},
): Arguments<Name, Optional> {
  const { optional = [], maxLength = MAX_ARGUMENT_LENGTH } = options;
  const all = [...names, ...optional];
  if (args.length > all.length || args.length < names.length) {
    const count = optional.length === 0 ? `${names.length}` : `${names.length} to ${all.length}`;
    const expected = all.length === 0 ? '' : ` (${all.join(', ')})`;
    throw argumentError('arguments', `${count} are expected${expected}, ${args.length} were given`);
  }
  const taken: Record<string, string | undefined> = {};
  all.forEach((name, index) => {
    const text = args[index];
    if (text !== undefined && text.length > maxLength)
      throw argumentError(name, `is longer than ${maxLength} characters`);
    taken[name] = text;
  });
  return taken as Arguments<Name, Optional>;
}

/** One of a few words, spelt exactly. */
export function parseWord<Word extends string>(text: string, argument: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw argumentError(argument, `must be one of ${words.join(', ')}`);
  return word;
}

/** A whole number within bounds that a JavaScript number holds exactly. */
export function parseCount(text: string, argument: string, least: number, most: number): number {
  return Number(parseWhole(text, argument, BigInt(most), BigInt(least)));
}

/**
 * The stored record where the same was asked before: a retry is harmless. Another one under its id is an error.
 *
 * @throws CloudfedError ALREADY_EXISTS naming `argument`
 */
export function sameOrRefuse(stored: string, asked: Readonly<Record<string, unknown>>, argument: string): string {
  const fields = JSON.parse(stored) as Readonly<Record<string, unknown>>;
  if (Object.entries(asked).every(([name, value]) => sameValue(fields[name], value))) return stored;
  throw argumentError(argument, 'it exists with other content', 'ALREADY_EXISTS');
}

function sameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A JSON list of different ids, at least one. @throws CloudfedError INVALID_ARGUMENT naming `argument` */
export function parseIdList(text: string, argument: string, most: number): readonly RecordId[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw argumentError(argument, 'is not JSON');
  }
  if (!Array.isArray(parsed) || parsed.length === 0 || parsed.length > most) {
    throw argumentError(argument, `must be a list of 1 to ${most} ids`);
  }
  const ids = parsed.map((id: unknown) => parseId(typeof id === 'string' ? id : '', argument));
  if (new Set(ids).size < ids.length) throw argumentError(argument, 'has an id twice');
  return ids;
}
