import { argumentError } from '@cloudfed/core';
import type { Request } from 'express';
import { z } from 'zod';

export const READ_AFTER_HEADER = 'X-Read-After';

const MOST = 10;
const LONGEST = 1_000;
const TRANSACTION_ID = /^[0-9a-f]{64}$/u;

/** The header as the API's description has it. */
export const readAfterHeader = z
  .string()
  .optional()
  .meta({
    description:
      'Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds',
    example: 'f00d'.repeat(16),
  });

/** @throws CloudfedError INVALID_ARGUMENT */
export function readAfterOf(request: Request): readonly string[] {
  const header = request.headers[READ_AFTER_HEADER.toLowerCase()];
  if (header === undefined) return [];
  const text = typeof header === 'string' ? header : header.join(',');
  const ids = text.length <= LONGEST ? text.split(',').map((id) => id.trim()) : [];
  if (ids.length === 0 || ids.length > MOST || !ids.every((id) => TRANSACTION_ID.test(id))) {
    throw argumentError(READ_AFTER_HEADER, `must be at most ${MOST} transaction ids, separated by commas`);
  }
  return [...new Set(ids)];
}
