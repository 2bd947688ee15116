import {
  argumentError,
  CloudfedError,
  CORRECTION_REASONS,
  type OrgId,
  orgOfUser,
  parseLane,
  type UserId,
} from '@cloudfed/core';

import type { Among } from '../../fabric/ledger-port.js';
import type { OwnUser } from '../access/principal.js';
import { boundedField, field, idField, orgIdField, wordField } from '../fields.js';
import { z } from 'zod';

// What several routes take.

const DEFAULT_LIMIT = '100';
const MOST = 1_000;

export const pageFields = {
  limit: boundedField('Records in the answer at most, 100 unless told', {
    least: 1,
    most: MOST,
    example: 100,
  }).optional(),
  cursor: z.string().optional().meta({ description: 'From the page before: its `nextCursor`' }),
};

export const amongFields = {
  counterpartyId: orgIdField(
    'The other organization of the deal; needed only where the id alone names two records',
    '00002',
  ).optional(),
};

export const billTypeField = wordField(['ECSBill', 'OSSBill'], 'Of cloud hosts or of object stores');
export const statusField = wordField(['open', 'stopped', 'released'], 'Only those in this state');
export const reasonField = wordField(CORRECTION_REASONS, 'Why it is not right');
export const instanceIdField = idField('The instance', '202202150002');
/** Which batch of whose usage. */
export const batchFields = {
  providerId: orgIdField('Whose usage records they are'),
  lane: field(parseLane, {
    description: 'The lane of its batch',
    example: '07',
    pattern: '^[0-9a-z][0-9a-z-]{0,31}$',
  }),
  sequence: boundedField('Which batch of the lane', { least: 1, most: Number.MAX_SAFE_INTEGER, example: 1 }),
};
export const quotaIdField = idField('The quota', '000001');

export function limitOf(query: { readonly limit?: number | undefined }): number {
  return query.limit ?? Number(DEFAULT_LIMIT);
}

/**
 * With whom the records are shared that match all the organizations named: with the one that is not this gateway's own.
 *
 * @returns undefined where no record can match, for it would need two others
 */
export function amongOf(own: OrgId, named: readonly (OrgId | undefined)[]): Among | undefined {
  const others = [...new Set(named.filter((orgId) => orgId !== undefined && orgId !== own))];
  return others.length > 1 ? undefined : { counterpartyId: others[0] };
}

/**
 * Whose records are asked for, held to the caller's own user where it may see no others.
 *
 * @throws CloudfedError FORBIDDEN
 */
export function userAsked(ownUser: OwnUser, asked: UserId | undefined): UserId | undefined {
  if (ownUser === undefined) return asked;
  if (asked !== undefined && asked !== ownUser) {
    throw new CloudfedError('FORBIDDEN', 'userId: a user sees only its own records', 'userId');
  }
  return ownUser;
}

/** The caller may act for its own user alone. @throws CloudfedError FORBIDDEN */
export function requireOwnUser(ownUser: OwnUser, userId: UserId): void {
  userAsked(ownUser, userId);
}

/**
 * Another user's record is as if it were not there.
 *
 * @throws CloudfedError NOT_FOUND
 */
export function requireOwnRecord(
  ownUser: OwnUser,
  record: { readonly userId: UserId; readonly instanceId: string },
  what: string,
): void {
  if (ownUser === undefined || record.userId === ownUser) return;
  throw argumentError('instanceId', `there is no ${what} ${record.instanceId}`, 'NOT_FOUND');
}

export function orgsOf(query: {
  readonly providerId?: OrgId | undefined;
  readonly consumerId?: OrgId | undefined;
  readonly counterpartyId?: OrgId | undefined;
  readonly userId?: UserId | undefined;
}): readonly (OrgId | undefined)[] {
  const ofUser = query.userId === undefined ? undefined : orgOfUser(query.userId);
  return [query.providerId, query.consumerId, query.counterpartyId, ofUser];
}
