import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDatabase } from './database.js';
import { findPostgres, type PostgresServer, startPostgres } from './testing/postgres.js';

const binaries = findPostgres();

describe.skipIf(binaries === undefined)('a database of PostgreSQL', () => {
  let server: PostgresServer | undefined;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-database-'));
    server = await startPostgres(binaries ?? '');
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('that is killed fails the transaction under way and nothing else, and serves again when it is back', async () => {
    const running = server;
    if (running === undefined) throw new Error('PostgreSQL is not started');
    const database = openDatabase<Record<string, never>>({ file: join(folder, 'unused.db'), url: running.url });
    try {
      const ask = sql<{ one: number }>`SELECT 1 AS one`;
      const cut = database.writer.transaction().execute(async (transaction) => {
        await ask.execute(transaction);
        await running.kill();
        // The connection ends while the transaction asks nothing: nobody waits for an answer that could fail.
        await delay(200);
        await ask.execute(transaction);
      });
      await expect(cut).rejects.toThrow();
      await running.restart();
      expect((await ask.execute(database.reader)).rows).toEqual([{ one: 1 }]);
    } finally {
      await database.close();
    }
  });
});
