import { type Fen, ledgerTime, type OrgId, type RecordId, type UserId } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { Correction, StatementEntry } from '../fabric/billing-port.js';
import type { Among, EcsResource, LedgerPort, OssResource, ProvedUsage, UsageRef } from '../fabric/ledger-port.js';
import { type Account, type Charge, chargesOf, type ChargeSources } from './charges.js';

const ACCOUNT: Account = {
  provider: { orgId: '00001' as OrgId, name: 'CNIC', mspId: 'Org1MSP', own: true },
  consumer: { orgId: '00002' as OrgId, name: 'CNNIC', mspId: 'Org2MSP', own: false },
  period: '2026-02',
  statement: undefined,
};
const terms = {
  kind: 'credit',
  amount: 6n as Fen,
  reason: 'METERED_TWICE',
  text: '',
  status: 'inForce',
  period: '2026-02',
  providerId: '00001' as OrgId,
  consumerId: '00002' as OrgId,
  userId: '00002001' as UserId,
  createdTime: ledgerTime(9),
  decidedTime: ledgerTime(9),
} as const;
const usage = { lane: '07', sequence: 3, recordIds: ['a-2' as RecordId, 'a-1' as RecordId] };
const NOTES: readonly Correction[] = [
  { ...terms, correctionId: 'n-1' as RecordId, billType: 'ECSUsage', usage, instanceId: 'host' as RecordId },
  { ...terms, correctionId: 'n-2' as RecordId, billType: 'OSSUsage', usage, instanceId: 'store' as RecordId },
];
const HOST = { type: 'ECSResource', instanceId: 'host' } as EcsResource;
const STORE = { type: 'OSSResource', instanceId: 'store' } as OssResource;

function sources(asked: (Among | UsageRef)[]): ChargeSources {
  const entries = NOTES.map(({ correctionId, kind, billType, instanceId, userId, amount }): StatementEntry => ({
    ...{ correctionId, kind, billType, instanceId, userId, amount, records: undefined, exactAmount: undefined },
  }));
  const ledger: Partial<LedgerPort> = {
    // eslint-disable-next-line @typescript-eslint/require-await -- it is one of the port's
    periodEntries: async function* () {
      yield entries;
    },
    readCorrection: (id) => Promise.resolve(NOTES.find(({ correctionId }) => correctionId === id) as Correction),
    readEcs: () => Promise.resolve(HOST),
    readOss: () => Promise.resolve(STORE),
    readUsageRecord: (ref) => {
      asked.push(ref);
      return Promise.resolve({ batch: { windowFrom: 3_600, windowTo: 7_200 } } as ProvedUsage);
    },
  };
  const lists = {
    usageDays: () => Promise.resolve({ items: [], nextCursor: undefined }),
    usageCost: () => Promise.resolve(0n),
  } as unknown as ChargeSources['lists'];
  return { ledger: ledger as LedgerPort, lists };
}

describe('what an account charges', () => {
  it('has notes on usage with the instance and its batch’s window, read with the other organization', async () => {
    const asked: (Among | UsageRef)[] = [];
    const charges: Charge[] = [];
    for await (const some of chargesOf(sources(asked), ACCOUNT, undefined)) charges.push(...some);
    expect(charges).toEqual([
      { kind: 'note', correction: NOTES[0], resource: HOST, from: 3_600, to: 7_200 },
      { kind: 'note', correction: NOTES[1], resource: STORE, from: 3_600, to: 7_200 },
    ]);
    const batch = { providerId: '00001', lane: '07', sequence: 3, recordId: 'a-2', counterpartyId: '00002' };
    expect(asked).toEqual([batch, batch]);
  });
});
