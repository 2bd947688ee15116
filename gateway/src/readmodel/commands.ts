import type { Config } from '../config.js';
import { newBlockSource } from '../fabric/blocks.js';
import { newLedgerClient } from '../fabric/connection.js';
import { readProfile } from '../fabric/profile.js';
import { openReadModelDatabase, prepareReadModel } from './read-model.js';
import { positionsOf, type Rebuilt, rebuildReadModel } from './rebuild.js';

/** Builds the configured gateway's read model again. @returns what was read, for people */
export async function rebuildReadModelOf(config: Config): Promise<string> {
  const profile = readProfile(config.CLOUDFED_PROFILE);
  const client = newLedgerClient(profile);
  const database = openReadModelDatabase(placeOf(config));
  try {
    const failed = ({ message }: { readonly message: string }): void => {
      process.stderr.write(`${message}; trying again\n`);
    };
    return report(
      await rebuildReadModel(database, config.CLOUDFED_ORG_ID, newBlockSource(client, profile), { failed }),
    );
  } finally {
    await database.close();
    client.close();
  }
}

/** What the configured gateway's read model holds now, for people. */
export async function digestReadModelOf(config: Config): Promise<string> {
  const database = openReadModelDatabase(placeOf(config));
  try {
    await prepareReadModel(database, config.CLOUDFED_ORG_ID);
    return report(await positionsOf(database));
  } finally {
    await database.close();
  }
}

export function placeOf(config: Config): { readonly folder: string; readonly url: string | undefined } {
  return { folder: config.CLOUDFED_READMODEL_DIR ?? config.CLOUDFED_DATA_DIR, url: config.DATABASE_URL };
}

function report({ blocks, digest }: Rebuilt): string {
  const lines = [...blocks].map(([ledgerChannel, count]) => `${ledgerChannel}: ${count} blocks`);
  return [...lines, `digest ${digest}`, ''].join('\n');
}
