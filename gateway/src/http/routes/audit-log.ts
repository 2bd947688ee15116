import { z } from 'zod';

import type { AuditLine } from '../../audit.js';
import { type ListPart, readPage } from '../cursor.js';
import { route } from '../route.js';
import { auditLineSchema, listOf } from '../schemas.js';
import { limitOf, pageFields } from './parameters.js';

const printable = (description: string, example: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{1,256}$/u, { error: 'must be 1 to 256 printable characters' })
    .meta({ description, example, pattern: '^[\\x21-\\x7e]{1,256}$' })
    .optional();

const readAuditLog = route({
  operationId: 'readAuditLog',
  method: 'get',
  path: '/v1/audit-log',
  tag: 'Audit log',
  summary: 'Who asked this gateway to write what, and what became of it, newest first',
  description:
    'Each write has two lines, before the ledger is asked and after. `hash` is SHA-256 over the line’s JSON without it, so ' +
    'over the hash of the line before too: whoever keeps one sees later that nothing before it was changed.',
  query: z.strictObject({
    principal: printable('Only what it asked for', 'alice'),
    transactionId: printable('Only what ended in this ledger transaction', 'f00d'.repeat(16)),
    ...pageFields,
  }),
  response: listOf(auditLineSchema, 'AuditLog'),
  handle: async ({ query, audit }) => {
    const { limit, cursor, ...filter } = query;
    const lines: ListPart<AuditLine> = {
      read: (page) => {
        const before = page.cursor === undefined ? undefined : Number(page.cursor);
        const items = audit.list({ limit: page.limit, before, ...filter });
        const last = items.length < page.limit ? undefined : items.at(-1)?.sequence;
        return Promise.resolve({ items, nextCursor: last?.toString() });
      },
    };
    const about = { question: { list: 'audit-log', ...filter }, limit: limitOf({ limit }), cursor };
    const page = await readPage([lines], about);
    const items = page.items.map((line) => ({
      ...line,
      roles: [...line.roles],
      transactionIds: [...line.transactionIds],
    }));
    return { body: { ...page, items } };
  },
});

export const AUDIT_ROUTES = [readAuditLog];
