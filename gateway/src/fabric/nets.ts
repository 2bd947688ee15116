import { randomBytes } from 'node:crypto';

import {
  argumentError,
  fenFromRecord,
  netIdOf,
  type NetStatus,
  type OrgId,
  parseHash,
  parseId,
  parseOrgId,
  type RecordId,
} from '@cloudfed/core';

import { timeOf, transactionRef } from './codec.js';
import type { Committed } from './ledger-port.js';
import { ifThere, pairsAmong } from './lookup.js';
import type { Net, NetPort } from './net-port.js';
import { readPage } from './paging.js';
import type { LedgerParts } from './parts.js';
import type { PageRecord, RecordTime } from './records.js';

/** A net as it stands on the ledger. */
export interface NetRecord {
  readonly netID: string;
  readonly period: string;
  readonly statements: readonly {
    readonly statementID: string;
    readonly amountDue: number;
    readonly debtorID: string;
    readonly entriesHash: string;
  }[];
  readonly amountDue: number;
  readonly debtorID: string;
  readonly creditorID: string;
  readonly salt: string;
  readonly statementsHash: string;
  readonly status: NetStatus;
  readonly proposedBy: string;
  readonly proposedTime: RecordTime;
  readonly acceptedTime?: RecordTime;
  readonly paymentReference?: string;
  readonly settledTime?: RecordTime;
  readonly refusal?: string;
  readonly confirmedTime?: RecordTime;
}

const NET_ID = /^net-([0-9]{5})-([0-9]{5})-[0-9]{4}-[0-9]{2}$/u;
const SALT_BYTES = 32;

export function newNetMethods({ ledger, directory }: LedgerParts): NetPort {
  /** A net's id names its two organizations. */
  const channelOf = async (netId: RecordId): Promise<string> => {
    const [, ...named] = NET_ID.exec(netId) ?? [];
    const others = named.filter((orgId) => orgId !== directory.ownId);
    const [other] = others;
    const pairs = others.length === 1 ? await directory.pairs() : [];
    const pair = pairs.find(({ counterparty }) => counterparty.orgId === other);
    if (pair === undefined) throw argumentError('netId', `there is no net ${netId}`, 'NOT_FOUND');
    return pair.channel;
  };

  const readNet = async (netId: RecordId): Promise<Net> =>
    netOfRecord(await ledger.evaluate<NetRecord>(await channelOf(netId), 'readNet', [netId]));

  const act = async (netId: RecordId, name: string, ...more: readonly string[]): Promise<Committed<Net>> => {
    const written = await ledger.submit<NetRecord>(await channelOf(netId), name, [netId, ...more]);
    return { record: netOfRecord(written.record), ...transactionRef(written) };
  };

  /** The salt of a proposal of one's own that is there: the same again is no other proposal. */
  const saltOf = async (netId: RecordId): Promise<string | undefined> => {
    const net = await ifThere(readNet(netId));
    return net?.proposedBy === directory.ownId ? net.salt : undefined;
  };

  return {
    proposeNet: async (counterpartyId, period) => {
      const { channel } = await directory.pairWith(counterpartyId, 'counterpartyId');
      const netId = netIdOf(directory.ownId, counterpartyId, period);
      const salt = (await saltOf(netId)) ?? randomBytes(SALT_BYTES).toString('hex');
      const written = await ledger.submit<NetRecord>(channel, 'proposeNet', [period, salt]);
      return { record: netOfRecord(written.record), ...transactionRef(written) };
    },
    acceptNet: async (netId) => act(netId, 'acceptNet', (await readNet(netId)).statementsHash),
    withdrawNet: (netId) => act(netId, 'withdrawNet'),
    settleNet: (netId, paymentReference) => act(netId, 'settleNet', paymentReference),
    confirmNetSettlement: (netId, paid) =>
      act(netId, 'confirmNetSettlement', ...(paid === undefined ? [] : [paid.toString()])),
    refuseNetSettlement: (netId, text) => act(netId, 'refuseNetSettlement', text),
    readNet,
    listNets: async (page, among) => {
      const sources = (await pairsAmong(directory, among)).map(({ channel }) => ({
        channel,
        read: (part: { size: number; bookmark: string }) =>
          ledger.evaluate<PageRecord<NetRecord>>(channel, 'listNets', [part.size.toString(), part.bookmark]),
      }));
      const { items, nextCursor } = await readPage(sources, page);
      return { items: items.map(netOfRecord), nextCursor };
    },
  };
}

/** The clean names, asserting what the types promise. @throws CloudfedError, RangeError */
export function netOfRecord(record: NetRecord): Net {
  const orgOrNone = (text: string): OrgId | undefined => (text === '' ? undefined : parseOrgId(text, 'orgID'));
  const maybeTime = (time: RecordTime | undefined) => time && timeOf(time);
  return {
    netId: parseId(record.netID, 'netID'),
    period: record.period,
    statements: record.statements.map(({ statementID, amountDue, debtorID, entriesHash }) => ({
      statementId: parseId(statementID, 'statementID'),
      amountDue: fenFromRecord(amountDue, 'amountDue'),
      debtorId: orgOrNone(debtorID),
      entriesHash,
    })),
    amountDue: fenFromRecord(record.amountDue, 'amountDue'),
    debtorId: orgOrNone(record.debtorID),
    creditorId: orgOrNone(record.creditorID),
    salt: parseHash(record.salt, 'salt'),
    statementsHash: parseHash(record.statementsHash, 'statementsHash'),
    status: record.status,
    proposedBy: parseOrgId(record.proposedBy, 'proposedBy'),
    proposedTime: timeOf(record.proposedTime),
    acceptedTime: maybeTime(record.acceptedTime),
    paymentReference: record.paymentReference,
    settledTime: maybeTime(record.settledTime),
    refusal: record.refusal,
    confirmedTime: maybeTime(record.confirmedTime),
  };
}
