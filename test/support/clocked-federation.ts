import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { FederationFile } from '@cloudfed/federation';

/** A federation as `npm start` runs it, all of whose processes have a clock of their own. */
export interface ClockedFederation {
  readonly file: FederationFile;
  stop(): Promise<void>;
}

const require = createRequire(import.meta.url);
const START = join(dirname(require.resolve('@cloudfed/federation/package.json')), 'dist/start.js');
const FIRST_DEFAULT_PORT = 7_050;

/**
 * Starts it on a folder, whose data it goes on with, as on a machine whose clock is ahead of this one's.
 *
 * @param firstPort of a range of 6,000 in which the ledgers' ports are; the gateways' are the three below it
 */
export async function startClockedFederation(
  home: string,
  firstPort: number,
  aheadSeconds: number,
): Promise<ClockedFederation> {
  const node = await nodeWithClock(home, aheadSeconds);
  const offset = String(firstPort - FIRST_DEFAULT_PORT);
  const child = spawn(node, [START, '--port-offset', offset, '--gateway-port', String(firstPort - 3)], {
    env: { ...process.env, CLOUDFED_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilRunning(child);
  const file = JSON.parse(await readFile(join(home, 'federation.json'), 'utf8')) as FederationFile;
  return {
    file,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Node with another clock; whatever it starts by its own name has that clock, too. */
async function nodeWithClock(folder: string, aheadSeconds: number): Promise<string> {
  const [clock, node] = [join(folder, 'clock.mjs'), join(folder, 'node-with-clock')];
  await writeFile(
    clock,
    `const now = Date.now.bind(Date);
Date.now = () => now() + ${String(aheadSeconds * 1_000)};
globalThis.Date = new Proxy(Date, {
  apply: () => new Date().toString(),
  construct: (target, given, by) => Reflect.construct(target, given.length === 0 ? [Date.now()] : given, by),
});
process.execPath = ${JSON.stringify(node)};
`,
  );
  await writeFile(node, `#!/bin/sh\nexec '${process.execPath}' --import '${clock}' "$@"\n`);
  await chmod(node, 0o700);
  return node;
}

function untilRunning(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('The federation runs')) resolve();
      });
    }
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`the federation ended early:\n${output}`));
    });
  });
}
