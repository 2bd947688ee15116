import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of its own, in memory, that is soon full. */
export interface SmallDisk {
  /** Writes to it until it takes no byte more. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
  unmount(): void;
}

const CHUNK_BYTES = 4_096;
const SIZE_MB = 192;

/** Undefined where this user may not mount one. */
export function mountSmallDisk(folder: string): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const options = `size=${String(SIZE_MB)}m,mode=0700`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'cloudfed-faults', folder], { stdio: 'ignore' });
  if (mounted.status !== 0) return undefined;
  const filler = join(folder, 'filler');
  return {
    fill: () => {
      const file = openSync(filler, 'w');
      try {
        const chunk = Buffer.alloc(CHUNK_BYTES);
        for (let written = 0; written <= SIZE_MB * 1_048_576; written += CHUNK_BYTES) writeSync(file, chunk);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => {
      rmSync(filler, { force: true });
    },
    unmount: () => {
      spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
    },
  };
}
