import {
  argumentError,
  CloudfedError,
  type ErrorCode,
  ESCROW_STATUSES,
  type LedgerTime,
  type Party,
  toRfc3339,
  type UserId,
} from '@cloudfed/core';

import type { LedgerPort, Page, PageRequest } from '../../fabric/ledger-port.js';
import type { SettlementCall } from '../../fabric/settlement-port.js';
import type { EscrowFilter, SpanFilter } from '../../readmodel/settlement-lists.js';
import type { OwnUser } from '../access/principal.js';
import { readPage } from '../cursor.js';
import { orgIdField, partyField, wordField } from '../fields.js';
import { limitOf, pageFields } from './parameters.js';

// What the routes of settlement answer in common.

/** Refusals of acts: the organization may be on no ledger channel of all, and its terms may not be agreed. */
export const ACT_REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'CONFLICT', 'NOT_CONFIRMED', 'TERMS_MISSING'];
export const READ_REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'NOT_CONFIRMED'];

/** Does an act; answers its record and transaction. */
export async function acted<T, V extends object>(
  ledger: LedgerPort,
  call: SettlementCall<T>,
  view: (record: T) => V,
  location?: string | ((record: T) => string),
) {
  const { record, transactionId, blockNumber } = await ledger.actOnSettlement(call);
  return {
    body: { ...view(record), transactionId, blockNumber },
    transactionIds: [transactionId],
    ...(location === undefined ? {} : { location: typeof location === 'string' ? location : location(record) }),
  };
}

export async function found<T, V>(ledger: LedgerPort, call: SettlementCall<T>, view: (record: T) => V) {
  return { body: view(await ledger.readSettlement(call)) };
}

/** The record where it is the caller's own, or the caller sees all. @throws CloudfedError NOT_FOUND */
export async function foundOwn<T, V>(
  { ledger, ownUser }: { readonly ledger: LedgerPort; readonly ownUser: OwnUser },
  { call, parties, view, idField }: OwnRecord<T, V>,
) {
  const record = await ledger.readSettlement(call);
  if (ownUser !== undefined && !(await parties(record)).includes(partyOf(ownUser))) {
    // As the ledger says it of what is not there.
    throw argumentError(idField, 'there is none of it', 'NOT_FOUND');
  }
  return { body: view(record) };
}

interface OwnRecord<T, V> {
  readonly call: SettlementCall<T>;
  /** Who takes part in it. */
  readonly parties: (record: T) => readonly Party[] | Promise<readonly Party[]>;
  readonly view: (record: T) => V;
  /** The parameter that names it. */
  readonly idField: string;
}

export const partyFields = {
  party: partyField('Only those in which this party takes part', '00002001').optional(),
  orgId: orgIdField('Only those in which this organization or a user of it takes part', '00002').optional(),
};

export const escrowFields = {
  ...partyFields,
  status: wordField(ESCROW_STATUSES, 'Only those in this state').optional(),
  ...pageFields,
};

/** Whose records are asked for, held to the caller where it may see no others. @throws CloudfedError FORBIDDEN */
export function partyAsked(ownUser: OwnUser, asked: Party | undefined): Party | undefined {
  if (ownUser === undefined) return asked;
  if (asked !== undefined && asked !== partyOf(ownUser)) {
    throw new CloudfedError('FORBIDDEN', 'party: a user sees only its own records', 'party');
  }
  return partyOf(ownUser);
}

export interface ListAsked {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A page of a list of the read model. */
export async function listed<Filter extends Readonly<Record<string, string | LedgerTime | undefined>>, T, V>(
  list: {
    readonly name: string;
    readonly read: (filter: Filter, page: PageRequest) => Promise<Page<T>>;
    readonly view: (record: T) => V;
  },
  filter: Filter,
  { limit, cursor }: ListAsked,
) {
  const asked = Object.entries(filter).map(([name, value]) => [name, questionOf(value)]);
  const question = { ...(Object.fromEntries(asked) as Readonly<Record<string, string | undefined>>), list: list.name };
  const read = (request: PageRequest): Promise<Page<T>> => list.read(filter, request);
  const page = await readPage([{ read }], { question, limit: limitOf({ limit }), cursor });
  return { body: { ...page, items: page.items.map(list.view) } };
}

/** A page of the escrows of one kind, held to the caller's own where it may see no others. @throws CloudfedError FORBIDDEN */
export async function listedEscrows<T, V>(
  list: {
    readonly name: string;
    readonly read: (filter: EscrowFilter, page: PageRequest) => Promise<Page<T>>;
    readonly view: (record: T) => V;
  },
  { party, orgId, status, ...page }: EscrowFilter & ListAsked,
  ownUser: OwnUser,
) {
  const filter = { party: partyAsked(ownUser, party), orgId, status };
  return listed(list, filter, page);
}

function questionOf(value: string | LedgerTime | undefined): string | undefined {
  return typeof value === 'object' ? toRfc3339(value) : value;
}

/** @throws CloudfedError TIME_ORDER */
export function requireSpan({ from, to }: SpanFilter): void {
  if (from !== undefined && to !== undefined && to.seconds < from.seconds) {
    throw argumentError('to', 'is before from', 'TIME_ORDER');
  }
}

function partyOf(userId: UserId): Party {
  return userId as string as Party;
}
