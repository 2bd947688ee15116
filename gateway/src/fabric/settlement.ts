import { CloudfedError } from '@cloudfed/core';

import { transactionRef } from './codec.js';
import type { LedgerParts } from './parts.js';
import type { ChangeRecord } from './records.js';
import { SETTLEMENT_CHANGES, type SettlementChange, type SettlementPort } from './settlement-port.js';
import { settlementRecord } from './settlement-records.js';

const CONTRACT = 'settlement';

export function newSettlementMethods({ ledger, directory }: LedgerParts): SettlementPort {
  const channelOfAll = async (): Promise<string> => {
    const wide = (await directory.memberships()).find((membership) => membership.wide);
    if (wide !== undefined) return wide.channel;
    throw new CloudfedError('NOT_CONFIRMED', 'this organization is not confirmed on the ledger channel of all');
  };
  return {
    actOnSettlement: async ({ name, args, read }) => {
      const written = await ledger.submit<unknown>(await channelOfAll(), `${CONTRACT}:${name}`, args);
      return { record: read(written.record), ...transactionRef(written) };
    },
    readSettlement: async ({ name, args, read }) =>
      read(await ledger.evaluate<unknown>(await channelOfAll(), `${CONTRACT}:${name}`, args)),
  };
}

/** What the contract calls a change → what the API does. */
const KINDS = new Map(SETTLEMENT_CHANGES.map((kind) => [kind.replaceAll('-', ''), kind]));

/** A change of settlement under its clean name; undefined for any other. */
export function settlementChangeOf({ kind, id, record }: ChangeRecord): SettlementChange | undefined {
  const clean = KINDS.get(kind.toLowerCase());
  return clean && { kind: clean, id, record: settlementRecord(record) };
}
