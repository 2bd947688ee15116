import {
  type Account,
  type ChequeAccount,
  type Chequebook,
  type EscrowKind,
  type Funds,
  type Issue,
  ledgerTime,
  type NettingRound,
  type OrgId,
  orgOfParty,
  type Party,
  type PaymentChannel,
  type Redemption,
} from '@cloudfed/core';
import { type Kysely, sql, type SqlBool } from 'kysely';

import type { Page, PageRequest } from '../fabric/ledger-port.js';
import type { SettlementChangeKind } from '../fabric/settlement-port.js';
import { type SettlementType, settlementValue, type SettlementValues } from '../fabric/settlement-records.js';
import { requireConfirmed } from './confirmed.js';
import { compare, type Condition, either, equals, inOrder, isAfter, pageOf } from './keyset.js';
import type {
  ChequeAccountFilter,
  EscrowFilter,
  FundsFilter,
  FundsMovement,
  IssueFilter,
  ListedTransfer,
  MovementFilter,
  PartyFilter,
  RedemptionFilter,
  RoundFilter,
  SettlementLists,
  SpanFilter,
  TransferFilter,
} from './settlement-lists.js';
import type { FundsMovementTable, FundsTransferTable, SettlementPartyTable } from './settlement-tables.js';
import type { ReadModelTables } from './tables.js';

const FUNDS_ORDER = ['org_id', 'ledger_channel'] as const;
const ISSUE_ORDER = ['reference', 'ledger_channel'] as const;
const REDEMPTION_ORDER = ['org_id', 'reference', 'ledger_channel'] as const;
const TRANSFER_ORDER = ['block_number', 'transaction_index', 'from_org_id', 'transfer_id', 'ledger_channel'] as const;
const MOVEMENT_ORDER = ['block_number', 'transaction_index', 'ordinal', 'ledger_channel'] as const;
const ESCROW_ORDER = ['escrow_id', 'ledger_channel'] as const;
const ROUND_ORDER = ['period', 'ledger_channel'] as const;
const CHEQUE_ACCOUNT_ORDER = ['book_id', 'beneficiary', 'ledger_channel'] as const;

export class SqlSettlementLists implements SettlementLists {
  readonly #database: Kysely<ReadModelTables>;
  readonly #ownId: OrgId;

  /** @param ownId the gateway's own organization */
  constructor(database: Kysely<ReadModelTables>, ownId: OrgId) {
    this.#database = database;
    this.#ownId = ownId;
  }

  async funds({ orgId }: FundsFilter, page: PageRequest): Promise<Page<Funds>> {
    await this.#requireConfirmed({ orgId });
    const rows = await this.#database
      .selectFrom('ledger_funds')
      .select([...FUNDS_ORDER, 'record'])
      .where((where) => where.and([...equals({ org_id: orgId }), ...isAfter(FUNDS_ORDER, page.cursor)]))
      .orderBy(inOrder(FUNDS_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, FUNDS_ORDER, page, reader('Funds'));
  }

  async issues({ orgId, status }: IssueFilter, page: PageRequest): Promise<Page<Issue>> {
    await this.#requireConfirmed({ orgId });
    const rows = await this.#database
      .selectFrom('ledger_funds_issue')
      .select([...ISSUE_ORDER, 'record'])
      .where((where) =>
        where.and([
          ...equals({ status }),
          ...withOrganization('funds-issue', ['ledger_funds_issue.ledger_channel', 'reference'], orgId),
          ...isAfter(ISSUE_ORDER, page.cursor),
        ]),
      )
      .orderBy(inOrder(ISSUE_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, ISSUE_ORDER, page, reader('FundsIssue'));
  }

  async redemptions({ orgId, status }: RedemptionFilter, page: PageRequest): Promise<Page<Redemption>> {
    await this.#requireConfirmed({ orgId });
    const rows = await this.#database
      .selectFrom('ledger_funds_redemption')
      .select([...REDEMPTION_ORDER, 'record'])
      .where((where) => where.and([...equals({ org_id: orgId, status }), ...isAfter(REDEMPTION_ORDER, page.cursor)]))
      .orderBy(inOrder(REDEMPTION_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, REDEMPTION_ORDER, page, reader('FundsRedemption'));
  }

  async transfers(filter: TransferFilter, page: PageRequest): Promise<Page<ListedTransfer>> {
    const { orgId, fromOrgId, toOrgId } = filter;
    await this.#requireConfirmed({ orgId, fromOrgId, toOrgId });
    const rows = await this.#database
      .selectFrom('ledger_funds_transfer')
      .select([...TRANSFER_ORDER, 'record', 'time_seconds', 'time_nanos', 'transaction_id'])
      .where((where) =>
        where.and([
          ...equals({ from_org_id: fromOrgId, to_org_id: toOrgId }),
          ...either(['from_org_id', 'to_org_id'], orgId),
          ...within(filter),
          ...isAfter(TRANSFER_ORDER, page.cursor),
        ]),
      )
      .orderBy(inOrder(TRANSFER_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, TRANSFER_ORDER, page, transferOf);
  }

  async movements(filter: MovementFilter, page: PageRequest): Promise<Page<FundsMovement>> {
    const { orgId } = filter;
    await this.#requireConfirmed({ orgId });
    const rows = await this.#database
      .selectFrom('ledger_funds_movement')
      .selectAll()
      .where((where) =>
        where.and([...equals({ org_id: orgId }), ...within(filter), ...isAfter(MOVEMENT_ORDER, page.cursor)]),
      )
      .orderBy(inOrder(MOVEMENT_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, MOVEMENT_ORDER, page, movementOf);
  }

  chequebooks(filter: EscrowFilter, page: PageRequest): Promise<Page<Chequebook>> {
    return this.#escrows('chequebook', filter, page, reader('Chequebook'));
  }

  paymentChannels(filter: EscrowFilter, page: PageRequest): Promise<Page<PaymentChannel>> {
    return this.#escrows('payment-channel', filter, page, reader('PaymentChannel'));
  }

  accounts(filter: EscrowFilter, page: PageRequest): Promise<Page<Account>> {
    return this.#escrows('account', filter, page, reader('Account'));
  }

  async chequeAccounts(filter: ChequeAccountFilter, page: PageRequest): Promise<Page<ChequeAccount>> {
    const { bookId, party, orgId } = filter;
    await this.#requirePartiesConfirmed(filter);
    const book = ['ledger_cheque_account.ledger_channel', 'book_id'] as const;
    const rows = await this.#database
      .selectFrom('ledger_cheque_account')
      .select([...CHEQUE_ACCOUNT_ORDER, 'record'])
      .where((where) =>
        where.and([
          ...equals({ book_id: bookId }),
          ...anyOf(equals({ beneficiary: party }), withParty('chequebook', book, party)),
          ...anyOf(equals({ 'ledger_cheque_account.org_id': orgId }), withOrganization('chequebook', book, orgId)),
          ...isAfter(CHEQUE_ACCOUNT_ORDER, page.cursor),
        ]),
      )
      .orderBy(inOrder(CHEQUE_ACCOUNT_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, CHEQUE_ACCOUNT_ORDER, page, reader('ChequeAccount'));
  }

  async nettingRounds({ status }: RoundFilter, page: PageRequest): Promise<Page<NettingRound>> {
    await this.#requireConfirmed({});
    const rows = await this.#database
      .selectFrom('ledger_netting_round')
      .select([...ROUND_ORDER, 'record'])
      .where((where) => where.and([...equals({ status }), ...isAfter(ROUND_ORDER, page.cursor)]))
      .orderBy(inOrder(ROUND_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, ROUND_ORDER, page, reader('NettingRound'));
  }

  async #escrows<T>(
    kind: EscrowKind,
    filter: EscrowFilter,
    page: PageRequest,
    read: (row: { readonly record: string }) => T,
  ): Promise<Page<T>> {
    await this.#requirePartiesConfirmed(filter);
    const escrow = ['ledger_escrow.ledger_channel', 'escrow_id'] as const;
    const rows = await this.#database
      .selectFrom('ledger_escrow')
      .select([...ESCROW_ORDER, 'record'])
      .where((where) =>
        where.and([
          ...equals({ kind, status: filter.status }),
          ...withParty(kind, escrow, filter.party),
          ...withOrganization(kind, escrow, filter.orgId),
          ...isAfter(ESCROW_ORDER, page.cursor),
        ]),
      )
      .orderBy(inOrder(ESCROW_ORDER))
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, ESCROW_ORDER, page, read);
  }

  #requirePartiesConfirmed({ party, orgId }: PartyFilter): Promise<void> {
    return this.#requireConfirmed({ party: party && orgOfParty(party), orgId });
  }

  #requireConfirmed(named: Readonly<Record<string, OrgId | undefined>>): Promise<void> {
    return requireConfirmed(this.#database, this.#ownId, named);
  }
}

type PartyKind = SettlementPartyTable['kind'];
/** Columns of the record: ledger channel, and id. */
type RecordColumns = readonly [string, string];

/** A party takes part in few records: they are looked up first. */
function withParty(kind: PartyKind, columns: RecordColumns, party: Party | undefined): readonly Condition[] {
  if (party === undefined) return [];
  return [
    sql<SqlBool>`(${sql.join(columns.map((column) => sql.ref(column)))}) in (
      select ledger_channel, id from ledger_settlement_party
      where kind = ${kind} and party = ${party} and is_in = 'yes')`,
  ];
}

/** An organization takes part in many: each record is asked after it. */
function withOrganization(
  kind: PartyKind,
  [ledgerChannel, id]: RecordColumns,
  orgId: OrgId | undefined,
): readonly Condition[] {
  if (orgId === undefined) return [];
  return [
    sql<SqlBool>`exists (
      select 1 from ledger_settlement_party as part where part.ledger_channel = ${sql.ref(ledgerChannel)}
      and part.kind = ${kind} and part.id = ${sql.ref(id)} and part.org_id = ${orgId} and part.is_in = 'yes')`,
  ];
}

/** Nothing where nothing is asked. */
function anyOf(...asked: readonly (readonly Condition[])[]): readonly Condition[] {
  const conditions = asked.flat();
  return conditions.length === 0 ? [] : [sql<SqlBool>`(${sql.join(conditions, sql` or `)})`];
}

function within({ from, to }: SpanFilter): readonly Condition[] {
  const time = ['time_seconds', 'time_nanos'];
  return [
    ...(from === undefined ? [] : [compare(time, '>=', [from.seconds, from.nanos])]),
    ...(to === undefined ? [] : [compare(time, '<', [to.seconds, to.nanos])]),
  ];
}

function reader<Type extends SettlementType>(type: Type): (row: { readonly record: string }) => SettlementValues[Type] {
  return ({ record }) => settlementValue(type, JSON.parse(record));
}

type TransferRow = Pick<
  FundsTransferTable,
  'record' | 'time_seconds' | 'time_nanos' | 'transaction_id' | 'block_number'
>;

function transferOf(row: TransferRow): ListedTransfer {
  return {
    ...settlementValue('FundsTransfer', JSON.parse(row.record)),
    time: ledgerTime(row.time_seconds, row.time_nanos),
    transactionId: row.transaction_id,
    blockNumber: row.block_number,
  };
}

function movementOf(row: FundsMovementTable): FundsMovement {
  return {
    orgId: row.org_id as OrgId,
    time: ledgerTime(row.time_seconds, row.time_nanos),
    balanceChange: BigInt(row.balance_change),
    heldChange: BigInt(row.held_change),
    balance: BigInt(row.balance),
    held: BigInt(row.held),
    cause: row.cause === '' ? undefined : { kind: row.cause as SettlementChangeKind, id: row.cause_id },
    counterpartyId: row.counterparty_id === '' ? undefined : (row.counterparty_id as OrgId),
    transactionId: row.transaction_id,
    blockNumber: row.block_number,
  };
}
