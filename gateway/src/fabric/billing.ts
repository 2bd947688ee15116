import { argumentError, formatQuantity, orgOfUser, PRICE_FIELDS, type RecordId, statementIdOf } from '@cloudfed/core';

import { claimsOf, correctionOf, disputeOf, entryOf, importOf, statementOf } from './billing-codec.js';
import type { BillingPort, DealRef, DisputeInput, ImportInput, StatementEntry } from './billing-port.js';
import type { CorrectionRecord, DisputeRecord, EntryRecord, ImportRecord, StatementRecord } from './billing-records.js';
import { billOf, ecsOf, transactionRef } from './codec.js';
import type { Deal } from './directory.js';
import { UnavailableError } from './failure.js';
import type { Written } from './ledger.js';
import type { Among, Committed, Page, PageRequest } from './ledger-port.js';
import { findRecord, ifThere, pairsAmong } from './lookup.js';
import { readPage } from './paging.js';
import type { LedgerParts } from './parts.js';
import type { BillRecord, PageRecord } from './records.js';

const STATEMENT_ID = /^([0-9]{5})-([0-9]{5})-[0-9]{4}-[0-9]{2}$/u;
/** A statement of a million bills takes 500 of them. */
const MAX_FOLDS = 5_000;

type Act = <T>(channel: string, name: string, args: readonly string[]) => Promise<Written<T>>;

export function newBillingMethods({
  ledger,
  directory,
  blockNumbers,
}: LedgerParts): Omit<BillingPort, 'issueUsageCorrection'> {
  const act: Act = (channel, name, args) => ledger.submit(channel, name, args);

  /** A statement's id names its two organizations. */
  const channelOf = async (statementId: RecordId): Promise<string> => {
    const [, provider, consumer] = STATEMENT_ID.exec(statementId) ?? [];
    const others = [provider, consumer].filter((orgId) => orgId !== undefined && orgId !== directory.ownId);
    const [other] = others;
    if (other === undefined || others.length > 1) throw noStatement(statementId);
    const pairs = await directory.pairs();
    const pair = pairs.find(({ counterparty }) => counterparty.orgId === other);
    if (pair === undefined) throw noStatement(statementId);
    return pair.channel;
  };

  const actOnStatement = async (statementId: RecordId, name: string, ...more: readonly string[]) =>
    committed(await act<StatementRecord>(await channelOf(statementId), name, [statementId, ...more]), statementOf);

  /** Where a record of an id is, wherever it may be. */
  const placeOf = async (name: string, field: string, args: readonly [string, ...string[]], among?: Among) => {
    const pairs = await pairsAmong(directory, among);
    const found = await findRecord(pairs, { field, id: args.at(-1) ?? '' }, (channel) =>
      ledger.evaluate<unknown>(channel, name, args),
    );
    return { channel: found.pair.channel, record: found.record };
  };

  const list = async <T>(
    name: string,
    page: PageRequest,
    among: Among | undefined,
    of: (record: never) => T,
  ): Promise<Page<T>> => {
    const sources = (await pairsAmong(directory, among)).map(({ channel }) => ({
      channel,
      read: (part: { size: number; bookmark: string }) =>
        ledger.evaluate<PageRecord<never>>(channel, name, [part.size.toString(), part.bookmark]),
    }));
    return mapPage(await readPage(sources, page), of);
  };

  /** Of a statement the id says where; of a bill its place is looked up. */
  const subjectChannel = async ({ subjectType, subjectId }: DisputeInput, among?: Among): Promise<string> => {
    if (subjectType === 'Statement') return channelOf(subjectId);
    return (await placeOf('readResource', 'instanceId', [subjectType, subjectId], among)).channel;
  };

  return {
    issueStatement: async (consumerId, period) => {
      const { channel } = await directory.pairWith(consumerId, 'consumerId');
      const args = [directory.ownId, consumerId, period];
      await foldAll((name) => ledger.submitAgain(channel, name, args));
      return committed(await act<StatementRecord>(channel, 'issueStatement', args), statementOf);
    },
    readStatement: async (statementId) => {
      const channel = await channelOf(statementId);
      return statementOf(await ledger.evaluate<StatementRecord>(channel, 'readStatement', [statementId]));
    },
    listStatements: (page, among) => list('listStatements', page, among, statementOf),
    readStatementEntries: async (statementId, page) => {
      const args = [statementId, page.toString()];
      const channel = await channelOf(statementId);
      return (await ledger.evaluate<readonly EntryRecord[]>(channel, 'readStatementEntries', args)).map(entryOf);
    },
    periodEntries: (deal, period) => periodEntries({ ledger, directory }, deal, period),
    readBills: async (type, instanceIds, { counterpartyId }) => {
      if (counterpartyId === undefined) throw new RangeError('bills are read of one ledger channel');
      const { channel } = await directory.pairWith(counterpartyId, 'counterpartyId');
      const records: BillRecord[] = [];
      while (records.length < instanceIds.length) {
        const args = [type, JSON.stringify(instanceIds.slice(records.length))];
        const { result } = await ledger.evaluate<{ readonly result: readonly BillRecord[] }>(
          channel,
          'readBills',
          args,
        );
        // At least one is always answered.
        records.push(...result);
      }
      return Promise.all(records.map(async (record) => billOf(record, await blockNumbers.of(channel, record.txID))));
    },
    acceptStatement: (statementId) => actOnStatement(statementId, 'acceptStatement'),
    settleStatement: (statementId, reference) => actOnStatement(statementId, 'settleStatement', reference),
    confirmSettlement: (statementId, paid) =>
      actOnStatement(statementId, 'confirmSettlement', ...(paid === undefined ? [] : [paid.toString()])),
    refuseSettlement: (statementId, text) => actOnStatement(statementId, 'refuseSettlement', text),
    readPaymentClaims: async ({ debtorId, creditorId }, reference) => {
      const other = debtorId === directory.ownId ? creditorId : debtorId;
      const { channel } = await directory.pairWith(other, 'paymentReference');
      return claimsOf(await ledger.evaluate<unknown>(channel, 'readPaymentInstrument', [reference]));
    },

    issueCorrection: async (input, among) => {
      const { correctionId, kind, billType, instanceId, amount, reason, text } = input;
      const { channel } = await placeOf('readResource', 'instanceId', [billType, instanceId], among);
      const args = [correctionId, kind, billType, instanceId, amount.toString(), reason, text];
      return committed(await act<CorrectionRecord>(channel, 'issueCorrection', args), correctionOf);
    },
    decideCorrection: async (correctionId, decision, among) => {
      const { channel } = await placeOf('readCorrection', 'correctionId', [correctionId], among);
      return committed(await act<CorrectionRecord>(channel, `${decision}Correction`, [correctionId]), correctionOf);
    },
    readCorrection: async (correctionId, among) => {
      const { record } = await placeOf('readCorrection', 'correctionId', [correctionId], among);
      return correctionOf(record as CorrectionRecord);
    },
    listCorrections: (page, among) => list('listCorrections', page, among, correctionOf),
    listBillCorrections: async ({ type, instanceId }, page, among) => {
      const { channel } = await placeOf('readResource', 'instanceId', [type, instanceId], among);
      const read = (part: { size: number; bookmark: string }) =>
        ledger.evaluate<PageRecord<CorrectionRecord>>(channel, 'listBillCorrections', [
          ...[type, instanceId, part.size.toString(), part.bookmark],
        ]);
      return mapPage(await readPage([{ channel, read }], page), correctionOf);
    },

    openDispute: async (input, among) => {
      const { disputeId, subjectType, subjectId, reason, text } = input;
      const args = [disputeId, subjectType, subjectId, reason, text];
      return committed(await act<DisputeRecord>(await subjectChannel(input, among), 'openDispute', args), disputeOf);
    },
    answerDispute: async (disputeId, { answer, text, correctionId }, among) => {
      const { channel } = await placeOf('readDispute', 'disputeId', [disputeId], among);
      const args = [disputeId, answer, text, ...(correctionId === undefined ? [] : [correctionId])];
      return committed(await act<DisputeRecord>(channel, 'answerDispute', args), disputeOf);
    },
    resolveDispute: async (disputeId, text, among) => {
      const { channel } = await placeOf('readDispute', 'disputeId', [disputeId], among);
      return committed(await act<DisputeRecord>(channel, 'resolveDispute', [disputeId, text]), disputeOf);
    },
    readDispute: async (disputeId, among) => {
      const { record } = await placeOf('readDispute', 'disputeId', [disputeId], among);
      return disputeOf(record as DisputeRecord);
    },
    listDisputes: (page, among) => list('listDisputes', page, among, disputeOf),

    importEcs: async (input) => {
      const deal = await directory.deal(input.providerId, orgOfUser(input.userId), 'userId');
      const written = await ledger.importEcs(deal.channel, importArguments(deal, input));
      const { record } = written;
      if (record.objectType === 'ECSImport') {
        return { status: 'proposed', proposal: committed({ ...written, record }, importOf) };
      }
      if (record.objectType === 'ECSResource') {
        return { status: 'accepted', resource: committed({ ...written, record }, ecsOf) };
      }
      // A repeat is answered with the bill of the acceptance, which an earlier transaction may have made.
      const block = Number(written.blockNumber);
      const made = record.txID === written.transactionId ? block : await blockNumbers.of(deal.channel, record.txID);
      return { status: 'accepted', bill: billOf(record, made) };
    },
    withdrawImport: async (instanceId, among) => {
      const { channel } = await placeOf('readImport', 'instanceId', [instanceId], among);
      return committed(await act<ImportRecord>(channel, 'withdrawImport', [instanceId]), importOf);
    },
    readImport: async (instanceId, among) => {
      const { record } = await placeOf('readImport', 'instanceId', [instanceId], among);
      return importOf(record as ImportRecord);
    },
    listImports: (page, among) => list('listImports', page, among, importOf),
  };
}

const ROWS_A_PAGE = 200;

async function* periodEntries(
  { ledger, directory }: Pick<LedgerParts, 'ledger' | 'directory'>,
  { providerId, consumerId }: DealRef,
  period: string,
): AsyncGenerator<readonly StatementEntry[], void> {
  const { channel } = await directory.deal(providerId, consumerId, 'consumerId');
  const statementId = statementIdOf(providerId, consumerId, period);
  const readPage = (page: number): Promise<readonly EntryRecord[] | undefined> =>
    ifThere(ledger.evaluate<readonly EntryRecord[]>(channel, 'readStatementEntries', [statementId, page.toString()]));
  let pages = 0;
  for (let page = await readPage(0); page !== undefined; page = await readPage(pages)) {
    pages += 1;
    yield page.map(entryOf);
  }
  let bookmark = '';
  do {
    const args = [providerId, period, ROWS_A_PAGE.toString(), bookmark];
    const rows = await ledger.evaluate<PageRecord<readonly EntryRecord[]>>(channel, 'listPeriodEntries', args);
    yield rows.result.flat().map(entryOf);
    ({ bookmark } = rows);
  } while (bookmark !== '');
  // Folding moves entries from the rows to a page: then some may have been passed over.
  if ((await readPage(pages)) !== undefined) {
    throw new UnavailableError(`statement ${statementId} is being drawn up; ask again`, 5);
  }
}

/** Folds a part of the period after the other, until what is left fits into the issue. */
async function foldAll(submit: (name: string) => Promise<Written<{ readonly more: boolean }>>): Promise<void> {
  for (let fold = 0; fold < MAX_FOLDS; fold += 1) {
    if (!(await submit('foldStatement')).record.more) return;
  }
}

function committed<R, T>(written: Written<R>, of: (record: R) => T): Committed<T> {
  return { record: of(written.record), ...transactionRef(written) };
}

function mapPage<R, T>({ items, nextCursor }: Page<R>, of: (record: R) => T): Page<T> {
  return { items: items.map(of), nextCursor };
}

function noStatement(statementId: RecordId): Error {
  return argumentError('statementId', `there is no statement ${statementId}`, 'NOT_FOUND');
}

function importArguments({ provider, consumer }: Deal, input: ImportInput): readonly string[] {
  return [
    ...[input.instanceId, provider.name, input.providerId, consumer.name, input.userId, input.cloudService],
    input.networkType,
    ...[input.bandwidthMbps, input.cpu, input.ramGb, input.diskGb].map(formatQuantity),
    input.beginTime.seconds.toString(),
    input.endTime.seconds.toString(),
    ...PRICE_FIELDS.map((field) => input.price[field].toString()),
    ...(input.billing === 'metered' ? [input.billing] : []),
  ];
}
