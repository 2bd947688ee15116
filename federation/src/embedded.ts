import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { readFederationEnvironment } from '@cloudfed/network';

import { embeddedPorts } from './ports.js';
import { writeFilePrivately } from './private-file.js';
import { startFederation } from './start-federation.js';

// The embedded network and its chaincode services without gateways, for scripts/network.sh: in the folder CLOUDFED_HOME, on
// the ports of network/env/federation.env, until a signal ends it. The file `ready` is there while all of it serves.

async function main(): Promise<void> {
  const home = process.env['CLOUDFED_HOME'];
  if (home === undefined || home === '') throw new Error('CLOUDFED_HOME is not set');
  const readyFile = join(resolve(home), 'ready');
  const stopRequested = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        done();
      });
    }
  });
  const federation = await startFederation({
    home: resolve(home),
    ports: embeddedPorts(await readFederationEnvironment()),
    gateways: false,
    onProgress: (message) => {
      console.log(message);
    },
    onRestart: (name, reason) => {
      console.error(`${name} ended (${reason}); starting it again`);
    },
  });
  await writeFilePrivately(readyFile, `${JSON.stringify({ pid: process.pid })}\n`);
  console.log('ready');
  await stopRequested;
  await rm(readyFile, { force: true });
  await federation.stop();
}

main().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
