import { argumentError, CloudfedError, formatQuantity, type RecordId } from '@cloudfed/core';

import { correctionOf } from './billing-codec.js';
import type { CorrectionRecord } from './billing-records.js';
import { transactionRef } from './codec.js';
import type { Directory, PairChannel } from './directory.js';
import type { Ledger } from './ledger.js';
import type { LedgerPort, MeteredPlace, ProvedUsage, UsageRef, UsageStanding } from './ledger-port.js';
import { findRecord, pairsAmong } from './lookup.js';
import type { LocatedRecord, UsageBatchRecord, UsageProofRecord } from './records.js';

type UsageMethods = Pick<
  LedgerPort,
  | 'locateMetered'
  | 'readLaneHead'
  | 'recordUsage'
  | 'recordLateUsage'
  | 'refreshRoster'
  | 'readUsageRecord'
  | 'issueUsageCorrection'
>;

export function newUsageMethods(parts: { readonly ledger: Ledger; readonly directory: Directory }): UsageMethods {
  const { ledger, directory } = parts;
  const find = async (ref: UsageRef, named: { readonly field: string; readonly id: string }) => {
    const pairs = (await pairsAmong(directory, ref)).filter(
      ({ own, counterparty }) => ref.providerId === own.orgId || ref.providerId === counterparty.orgId,
    );
    return findRecord(pairs, named, (channel) => readProof(ledger, channel, ref));
  };
  return {
    locateMetered: async (instances) => {
      const pairs = await directory.pairs();
      const ids = instances.map(({ instanceId }) => instanceId);
      const found = await Promise.all(
        pairs.map(async (pair) => ({ pair, located: (await ledger.locateMetered(pair.channel, ids)).result })),
      );
      return instances.map(({ instanceId, consumerId }, at) => {
        const here = found.filter(({ pair }) => consumerId === undefined || pair.counterparty.orgId === consumerId);
        return placeOf(
          instanceId,
          here.flatMap(({ pair, located }) => (located[at] === undefined ? [] : [{ pair, located: located[at] }])),
        );
      });
    },
    readLaneHead: async ({ ledgerChannel, lane }) => {
      const head = await ledger.readLane(ledgerChannel, directory.ownId, lane);
      const { sequence, windowFrom, windowTo, lastInstance } = head;
      return { sequence, windowFrom, windowTo, lastInstance };
    },
    recordUsage: async ({ ledgerChannel }, batch) => standingOf(await ledger.recordUsage(ledgerChannel, batch)),
    recordLateUsage: async ({ ledgerChannel }, { id, instanceId, meter, from, to, quantity }) => {
      const args = [id, instanceId, meter, from.toString(), to.toString(), formatQuantity(quantity)];
      return standingOf(await ledger.recordLateUsage(ledgerChannel, args));
    },
    refreshRoster: ({ ledgerChannel, lane }) => ledger.refreshRoster(ledgerChannel, lane),
    readUsageRecord: async (ref) => {
      const id = 'recordId' in ref ? ref.recordId : ref.instanceId;
      return provedOf((await find(ref, { field: 'recordId', id })).record);
    },
    issueUsageCorrection: async (input, among) => {
      const { providerId, lane, sequence, recordIds } = input;
      const [recordId] = recordIds;
      if (recordId === undefined) throw argumentError('recordIds', 'must name a record');
      const ref = { ...among, providerId, lane, sequence, recordId };
      const id = `record ${recordId} charged in batch ${sequence.toString()} of lane ${lane}`;
      const { pair } = await find(ref, { field: 'recordIds', id });
      // The ledger takes the batch for the caller's own.
      if (providerId !== directory.ownId) {
        throw new CloudfedError('FORBIDDEN', 'only the provider may correct what it metered');
      }
      const { correctionId, kind, amount, reason, text } = input;
      const args = [
        correctionId,
        kind,
        lane,
        sequence.toString(),
        recordIds.join(','),
        amount.toString(),
        reason,
        text,
      ];
      const written = await ledger.submit<CorrectionRecord>(pair.channel, 'issueUsageCorrection', args);
      return { record: correctionOf(written.record), ...transactionRef(written) };
    },
  };
}

function readProof(ledger: Ledger, channel: string, ref: UsageRef): Promise<UsageProofRecord> {
  if ('recordId' in ref) {
    const { providerId, lane, sequence, recordId } = ref;
    return ledger.readUsageRecord(channel, [providerId, lane, sequence.toString(), recordId]);
  }
  const { providerId, instanceId, meter, from } = ref;
  return ledger.readLateUsage(channel, [providerId, instanceId, meter, from.toString()]);
}

function placeOf(
  instanceId: RecordId,
  found: readonly { readonly pair: PairChannel; readonly located: LocatedRecord }[],
): MeteredPlace | CloudfedError {
  const places = found.flatMap(({ pair, located }) =>
    located.lane === undefined
      ? []
      : [{ ledgerChannel: pair.channel, consumerId: pair.counterparty.orgId, lane: located.lane }],
  );
  const [first, ...others] = places;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    return argumentError('instanceId', `${instanceId} is metered for several organizations; name one`, 'AMBIGUOUS_ID');
  }
  if (found.some(({ located }) => located.error === 'NOT_METERED')) {
    return argumentError('instanceId', `${instanceId} is billed on its release`, 'NOT_METERED');
  }
  return argumentError('instanceId', `there is no metered instance ${instanceId}`, 'NOT_FOUND');
}

function standingOf({ txID, ...record }: UsageBatchRecord): UsageStanding {
  const { lane, sequence, windowFrom, windowTo, records, accepted, root, late, refused } = record;
  return { lane, sequence, windowFrom, windowTo, records, accepted, root, late, refused, transactionId: txID };
}

function provedOf(record: UsageProofRecord): ProvedUsage {
  const { id, instanceID, meter, from, to, quantity, exactAmount, late, batch, proof } = record;
  const { ledgerChannel, providerID, lane, sequence, windowFrom, windowTo, root, txID } = batch;
  return {
    recordId: id,
    instanceId: instanceID,
    meter,
    from,
    to,
    quantity,
    exactAmount,
    late,
    batch: { ledgerChannel, providerId: providerID, lane, sequence, windowFrom, windowTo, root, transactionId: txID },
    proof,
  };
}
