import type { OrgId } from '@cloudfed/core';

import type { Database } from '../database.js';
import type { ReadModelTables } from './tables.js';

/** The database is somebody else's: whoever configured the gateway has to give it one of its own. */
export class ForeignDatabaseError extends Error {
  override readonly name = 'ForeignDatabaseError';
}

const OF_ITS_OWN = 'give it a database of its own with DATABASE_URL or CLOUDFED_READMODEL_DIR';

/** Of all who ask for an empty database the first has it. @throws ForeignDatabaseError */
export async function claimDatabase({ writer }: Database<ReadModelTables>, orgId: OrgId): Promise<void> {
  await writer
    .insertInto('ledger_owner')
    .values({ name: 'owner', org_id: orgId })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { org_id: owner } = await writer.selectFrom('ledger_owner').select('org_id').executeTakeFirstOrThrow();
  if (owner === orgId) return;
  throw new ForeignDatabaseError(
    `the read model’s database is organization ${owner}’s, and this gateway is of ${orgId}: ${OF_ITS_OWN}`,
  );
}

/**
 * A ledger channel is the one with the first block that was seen first.
 *
 * @param hash of its first block
 * @throws ForeignDatabaseError
 */
export async function claimLedger(
  { writer }: Database<ReadModelTables>,
  ledgerChannel: string,
  hash: string,
): Promise<void> {
  await writer
    .insertInto('ledger_first_block')
    .values({ ledger_channel: ledgerChannel, hash })
    .onConflict((conflict) => conflict.column('ledger_channel').doNothing())
    .execute();
  const known = await writer
    .selectFrom('ledger_first_block')
    .select('hash')
    .where('ledger_channel', '=', ledgerChannel)
    .executeTakeFirstOrThrow();
  if (known.hash === hash) return;
  throw new ForeignDatabaseError(
    `the read model’s database is of another ledger ${ledgerChannel}, whose first block is not this one’s: ` +
      `${OF_ITS_OWN}, or build it again with the command readmodel rebuild`,
  );
}
