import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const FOLDER_MODE = 0o700;
export const SECRET_MODE = 0o600;
export const PUBLIC_MODE = 0o644;

/**
 * Writes a file so that a crash leaves either the old content or the new: to a temporary name, synced, then renamed. The
 * temporary name is always the same, so the next attempt takes over what a crash has left.
 */
export async function writeDurably(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** Writes the file unless it already has this content. Answers whether it wrote. */
export async function writeIfDifferent(path: string, content: string, mode: number): Promise<boolean> {
  if ((await readIfThere(path)) === content) return false;
  await writeDurably(path, content, mode);
  return true;
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Takes away what group and others may do with a file. */
export async function tighten(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) await chmod(path, SECRET_MODE);
}
