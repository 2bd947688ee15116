import type { z } from 'zod';

import { issueCode } from './fields.js';
import { type FieldProblem, InvalidRequestError } from './problem.js';

const MAX_PROBLEMS = 20;
const MAX_NAME = 64;

/**
 * Reads what came as what is taken, or names every field that is wrong (at most 20).
 *
 * @param what says where it came from, for a problem with the whole
 * @throws InvalidRequestError
 */
export function readObject<T extends z.ZodObject>(schema: T, input: unknown, what: string): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues
    .slice(0, MAX_PROBLEMS)
    .flatMap((issue) => problemsOf(issue, what))
    .slice(0, MAX_PROBLEMS);
  if (first === undefined) throw new Error('a refusal without a reason');
  throw new InvalidRequestError([first, ...others]);
}

function problemsOf(issue: z.core.$ZodIssue, what: string): readonly FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const parent = issue.path.map(String);
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => ({
      field: printable([...parent, key].join('.')),
      code: 'INVALID_ARGUMENT',
      detail: `is not a field of ${what}`,
    }));
  }
  if (issue.path.length === 0 && issue.code === 'invalid_type') {
    return [{ field: 'body', code: 'INVALID_ARGUMENT', detail: 'must be a JSON object' }];
  }
  return [{ field: printable(issue.path.join('.')), code: issueCode(issue), detail: issue.message }];
}

/** A caller's own name of a field, fit to stand in an answer and in a log. */
function printable(name: string): string {
  const plain = name.replace(/[^\x21-\x7e]/gu, '?');
  return plain.length > MAX_NAME ? `${plain.slice(0, MAX_NAME)}…` : plain;
}
