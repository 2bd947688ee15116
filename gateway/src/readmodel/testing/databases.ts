import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseOrgId } from '@cloudfed/core';

import type { Database } from '../../database.js';
import { findPostgres, type PostgresServer, startPostgres } from '../../testing/postgres.js';
import type { Content } from '../content.js';
import { openReadModelDatabase, prepareReadModel } from '../read-model.js';
import type { ReadModelTables } from '../tables.js';

/** Where an empty database is, and how it is opened. */
export interface DatabasePlace {
  readonly folder: string;
  readonly url?: string | undefined;
}

/** Makes empty databases of one kind for the tests of a file. */
export interface DatabaseKind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** False where its server is not installed: tests say that they are skipped. */
  readonly isInstalled: boolean;
  start(): Promise<void>;
  newPlace(): Promise<DatabasePlace>;
  stop(): Promise<void>;
}

export const DATABASE_KINDS: readonly DatabaseKind[] = [newSqliteKind(), newPostgresKind()];

const OWN = parseOrgId('00001', 'orgId');

/** With the tables, as organization 00001's. */
export function preparePlace(database: Database<ReadModelTables>): Promise<Content> {
  return prepareReadModel(database, OWN);
}

export function openPlace(place: DatabasePlace): Database<ReadModelTables> {
  return openReadModelDatabase(place);
}

function newSqliteKind(): DatabaseKind {
  const folders: string[] = [];
  return {
    name: 'SQLite',
    isInstalled: true,
    start: () => Promise.resolve(),
    newPlace: () => Promise.resolve({ folder: newFolder(folders) }),
    stop: () => {
      removeAll(folders);
      return Promise.resolve();
    },
  };
}

function newPostgresKind(): DatabaseKind {
  const binaries = findPostgres();
  const folders: string[] = [];
  let server: PostgresServer | undefined;
  let made = 0;
  return {
    name: 'PostgreSQL',
    isInstalled: binaries !== undefined,
    start: async () => {
      if (binaries !== undefined) server = await startPostgres(binaries);
    },
    newPlace: async () => {
      if (server === undefined) throw new Error('PostgreSQL is not started');
      made += 1;
      return { folder: newFolder(folders), url: await server.newDatabase(`test_${made}`) };
    },
    stop: async () => {
      removeAll(folders);
      await server?.stop();
    },
  };
}

function newFolder(folders: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloudfed-readmodel-'));
  folders.push(folder);
  return folder;
}

function removeAll(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
