import { correctionOf, disputeOf, importOf, statementOf } from './billing-codec.js';
import type { BillingChange, CorrectionChange, DisputeChange, ImportChange, StatementChange } from './billing-port.js';
import type { CorrectionRecord, DisputeRecord, ImportRecord, StatementRecord } from './billing-records.js';
import type { NetChangeKind } from './net-port.js';
import { netOfRecord, type NetRecord } from './nets.js';
import type { ChangeRecord } from './records.js';

type Reader = (change: ChangeRecord) => BillingChange;

const statement =
  (kind: StatementChange): Reader =>
  ({ id, record }) => ({ kind, id, record: statementOf(record as StatementRecord) });
const net =
  (kind: NetChangeKind): Reader =>
  ({ id, record }) => ({ kind, id, record: netOfRecord(record as NetRecord) });
const correction =
  (kind: CorrectionChange): Reader =>
  ({ id, record }) => ({ kind, id, record: correctionOf(record as CorrectionRecord) });
const dispute =
  (kind: DisputeChange): Reader =>
  ({ id, record }) => ({ kind, id, record: disputeOf(record as DisputeRecord) });
const imported =
  (kind: ImportChange): Reader =>
  ({ id, record }) => ({ kind, id, record: importOf(record as ImportRecord) });

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    'Statement.issued': statement('statement.issued'),
    'Statement.accepted': statement('statement.accepted'),
    'Statement.disputed': statement('statement.disputed'),
    'Statement.netted': statement('statement.netted'),
    'Statement.settled': statement('statement.settled'),
    'Statement.refused': statement('statement.refused'),
    'Statement.confirmed': statement('statement.confirmed'),
    'Net.proposed': net('net.proposed'),
    'Net.accepted': net('net.accepted'),
    'Net.withdrawn': net('net.withdrawn'),
    'Net.settled': net('net.settled'),
    'Net.refused': net('net.refused'),
    'Net.confirmed': net('net.confirmed'),
    'Correction.inForce': correction('correction.inForce'),
    'Correction.proposed': correction('correction.proposed'),
    'Correction.rejected': correction('correction.rejected'),
    'Correction.withdrawn': correction('correction.withdrawn'),
    'Dispute.opened': dispute('dispute.opened'),
    'Dispute.answered': dispute('dispute.answered'),
    'Dispute.resolved': dispute('dispute.resolved'),
    'ECSImport.proposed': imported('ecs-import.proposed'),
    'ECSImport.withdrawn': imported('ecs-import.withdrawn'),
  }),
);

/** A change of billing under its clean names; undefined for any other. */
export function billingChangeOf(change: ChangeRecord): BillingChange | undefined {
  return READERS.get(change.kind)?.(change);
}
