import { argumentError, CloudfedError, type OrgId } from '@cloudfed/core';
import type { Kysely } from 'kysely';

import type { ReadModelTables } from './tables.js';

/**
 * An organization that is not there is told, so that a wrong id is not taken for an empty list.
 *
 * @param named organizations by the field that names them
 * @throws CloudfedError NOT_CONFIRMED
 */
export async function requireConfirmed(
  database: Kysely<ReadModelTables>,
  ownId: OrgId,
  named: Readonly<Record<string, OrgId | undefined>>,
): Promise<void> {
  const asked = Object.entries(named);
  const ids = [...new Set([ownId, ...asked.flatMap(([, id]) => id ?? [])])];
  const rows = await database
    .selectFrom('ledger_organization')
    .select('org_id')
    .distinct()
    .where('status', '=', 'confirmed')
    .where('org_id', 'in', ids)
    .execute();
  const confirmed = new Set(rows.map(({ org_id }) => org_id));
  if (!confirmed.has(ownId)) {
    throw new CloudfedError('NOT_CONFIRMED', `${ownId} is not confirmed on any ledger channel`);
  }
  for (const [field, id] of asked) {
    if (id === undefined || confirmed.has(id)) continue;
    throw argumentError(field, `${id} is not an organization confirmed with this one`, 'NOT_CONFIRMED');
  }
}
