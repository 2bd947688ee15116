import { z } from 'zod';

import { PATTERNS } from './fields.js';

// The kinds of values that answers are made of.

export const said = (description: string, example: string, pattern?: string) =>
  z.string().meta({ description, example, ...(pattern === undefined ? {} : { pattern }) });

export const id = (description: string, example: string) => said(description, example, PATTERNS.id);
export const orgId = (description: string, example: string) => said(description, example, PATTERNS.orgId);
export const userId = said('The user that it belongs to', '00002001', PATTERNS.userId);
export const fen = (description: string, example: string) => said(description, example, '^(0|[1-9][0-9]*)$');
export const signedFen = (description: string, example: string) => said(description, example, '^(0|-?[1-9][0-9]*)$');
export const quantity = (description: string, example: string) => said(description, example, PATTERNS.quantity);
export const moment = (description: string) =>
  z.string().meta({ description, example: '2026-02-15T08:00:00Z', format: 'date-time' });
export const count = (description: string, example: number) =>
  z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description, example });
export const transactionId = said('The ledger transaction', 'f00d'.repeat(16));
export const blockNumber = count('The block that holds the transaction', 7);
