import type { z } from 'zod';

import type { BillingChange } from '../fabric/billing-port.js';
import { isSettlementChange } from '../fabric/settlement-port.js';
import type { LedgerChange, LedgerEvent } from '../fabric/ledger-port.js';
import { isNetChange } from '../fabric/net-port.js';
import { correctionView, disputeView, importView, statementView } from './billing-views.js';
import type { changeSchema, ledgerEventSchema } from './event-schemas.js';
import { netView } from './netting-views.js';
import { settlementView } from './settlement-views.js';
import { billView, ecsView, ossView, permissionView, priceView, quotaView } from './views.js';

// The ledger's events as the API tells them.

type ChangeView = z.infer<typeof changeSchema>;

function changeRecord(change: LedgerChange): ChangeView['record'] {
  if (isSettlementChange(change)) return settlementView(change.record);
  switch (change.kind) {
    case 'quota.created':
    case 'quota.updated':
    case 'quota.closed':
      return quotaView(change.record);
    case 'price.published':
    case 'price.scheduled':
      return priceView(change.record);
    case 'ecs-resource.opened':
    case 'ecs-resource.released':
      return ecsView(change.record);
    case 'oss-resource.opened':
    case 'oss-resource.released':
    case 'oss-resource.stopped':
      return ossView(change.record);
    case 'bill.issued':
      return billView(change.record);
    case 'allowance.changed':
      return permissionView(change.record);
    default:
      return otherRecord(change);
  }
}

type OtherChange = Extract<LedgerChange, { readonly kind: `organization.${string}` }> | BillingChange;

function otherRecord(change: OtherChange): ChangeView['record'] {
  if (isNetChange(change)) return netView(change.record);
  switch (change.kind) {
    case 'organization.claimed':
    case 'organization.confirmation':
    case 'organization.confirmed': {
      const { orgId, name, mspId, confirmed } = change.record;
      return { orgId, name, mspId, confirmed };
    }
    case 'ecs-import.proposed':
    case 'ecs-import.withdrawn':
      return importView(change.record);
    case 'correction.inForce':
    case 'correction.proposed':
    case 'correction.rejected':
    case 'correction.withdrawn':
      return correctionView(change.record);
    case 'dispute.opened':
    case 'dispute.answered':
    case 'dispute.resolved':
      return disputeView(change.record);
    default:
      return statementView(change.record);
  }
}

export function eventView(event: LedgerEvent): z.infer<typeof ledgerEventSchema> {
  return {
    counterpartyId: event.counterpartyId ?? null,
    transactionId: event.transactionId,
    blockNumber: event.blockNumber,
    changes: event.changes.map((change) => ({ kind: change.kind, id: change.id, record: changeRecord(change) })),
  };
}
