import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Runs the contracts as a service: the unmodified server of fabric-shim, configured by the environment. Added here is
// what an operator's supervisor expects: a line when it serves, an orderly end on SIGTERM, a failure that is one.

const START_MS = 30_000;
const POLL_MS = 25;
const require = createRequire(import.meta.url);

interface Settings {
  readonly address: string;
  readonly chaincodeId: string;
  readonly tls: readonly string[];
}

/** @throws Error naming every setting that is missing */
function readSettings(env: NodeJS.ProcessEnv): Settings {
  const missing = ['CHAINCODE_SERVER_ADDRESS', 'CHAINCODE_ID', 'CORE_PEER_LOCALMSPID'].filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`${missing.join(', ')} must be set`);
  const files: readonly (readonly [option: string, file: string | undefined])[] = [
    ['--chaincode-tls-key-file', env['CHAINCODE_TLS_KEY']],
    ['--chaincode-tls-cert-file', env['CHAINCODE_TLS_CERT']],
    ['--chaincode-tls-client-cacert-file', env['CHAINCODE_TLS_CLIENT_CA']],
  ];
  const given = files.filter(([, file]) => file !== undefined && file !== '');
  return {
    address: env['CHAINCODE_SERVER_ADDRESS'] ?? '',
    chaincodeId: env['CHAINCODE_ID'] ?? '',
    tls: given.flatMap(([option, file]) => [option, file ?? '']),
  };
}

async function main(): Promise<void> {
  const { address, chaincodeId, tls } = readSettings(process.env);
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
  let ready = false;
  // The shim logs why it cannot start and then ends with 0, which would pass for an orderly end.
  process.on('exit', (code) => {
    if (!ready && code === 0) process.exitCode = 1;
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      ready = true;
      process.exit(0);
    });
  }
  const modulePath = fileURLToPath(new URL('..', import.meta.url));
  process.argv.splice(2, process.argv.length, 'server', '--chaincode-address', address, '--chaincode-id', chaincodeId);
  process.argv.push('--module-path', modulePath, ...tls);
  require('fabric-shim/cli.js');
  await untilAccepts(address);
  ready = true;
  console.log(JSON.stringify({ ready: true, pid: process.pid, address, chaincodeId }));
}

/** @throws Error when nothing accepts connections there in time */
async function untilAccepts(address: string): Promise<void> {
  const separator = address.lastIndexOf(':');
  const target = { host: address.slice(0, separator), port: Number(address.slice(separator + 1)) };
  for (let waitedMs = 0; waitedMs < START_MS; waitedMs += POLL_MS) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect(target);
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (accepted) return;
    await delay(POLL_MS);
  }
  throw new Error(`the chaincode server did not begin to listen at ${address}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
