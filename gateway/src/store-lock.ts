import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'libsql';

/** Another process serves from the folder. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';
}

const FILE_NAME = 'gateway.lock';

/**
 * Keeps a second gateway from a folder: both would send the same kept transactions. The operating system holds the lock, so
 * it is gone with the process, however that ends.
 *
 * @returns what gives the folder free
 * @throws StoreInUseError
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new Database(join(folder, FILE_NAME));
  try {
    lock.pragma('busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new StoreInUseError(`another gateway serves from ${folder}`, { cause });
  }
  return () => {
    lock.close();
  };
}
