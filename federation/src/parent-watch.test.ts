import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

// The compiled one is what children preload: the build comes before the tests.
const PARENT_WATCH = fileURLToPath(new URL('../dist/parent-watch.js', import.meta.url));

describe('a child process', () => {
  it('ends with its parent, also where that went while it was starting', async () => {
    for (const whenReady of [false, true]) {
      const child = spawn(
        process.execPath,
        ['--import', PARENT_WATCH, '--eval', 'console.log("ready"); setInterval(() => {}, 1000);'],
        { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
      );
      const ended = once(child, 'exit');
      if (whenReady) await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
      child.disconnect();
      expect(await ended).toEqual([null, 'SIGTERM']);
    }
  });
});
