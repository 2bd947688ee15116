import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

import { JSONSerializer } from 'fabric-contract-api';

import { contracts } from './index.js';
import { transactionsUnderWay } from './ledger/operation.js';
import { readServiceOptions, SERVICE_FLAGS, type ServiceOptions } from './service-options.js';

// The chaincode as a service: the shim's own server, which a peer dials. The shim has no stop and may log a failure and
// exit with 0; this process ends cleanly on a signal, fails loudly, and says in one line that it is ready.

const STOP_WITHIN_MS = 2_000;
const STOP_POLL_MS = 25;

/** The part of the shim's internals that its own `fabric-chaincode-node server` command calls. */
interface Bootstrap {
  register(
    contracts: unknown[],
    serializers: unknown,
    fileMetadata: object,
    title: string,
    version: string,
    options: object,
    serverMode: boolean,
  ): Promise<void>;
}

const require = createRequire(import.meta.url);

async function serve(): Promise<void> {
  const { values } = parseArgs({ options: SERVICE_FLAGS, strict: true, allowPositionals: false });
  const options = readServiceOptions(values, process.env);
  // One line a refused transaction would drown everything else; our own faults are logged by the contract.
  process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= 'CRITICAL';
  // The shim calls what its gRPC library no longer needs; nobody who runs this service can change that.
  process.noDeprecation = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  process.on('unhandledRejection', (reason) => {
    log('error', 'unhandled rejection', { fault: faultOf(reason) });
  });

  await start(options);
  log('info', 'chaincode service ready', { ready: true, address: options.address, chaincodeId: options.chaincodeId });
}

async function start(options: ServiceOptions): Promise<void> {
  const { name, version } = require('../package.json') as { name: string; version: string };
  const bootstrap = require('fabric-shim/lib/contract-spi/bootstrap.js') as Bootstrap;
  const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
  const serverOptions = {
    ccid: options.chaincodeId,
    address: options.address,
    ...(options.tls && { tlsProps: options.tls }),
    // As the shim's own command sets them.
    'grpc.max_send_message_length': -1,
    'grpc.max_receive_message_length': -1,
    'grpc.keepalive_time_ms': 110_000,
    'grpc.http2.min_time_between_pings_ms': 110_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.http2.max_pings_without_data': 0,
    'grpc.keepalive_permit_without_calls': 1,
  };
  await bootstrap.register([...contracts], serializers, {}, name, version, serverOptions, true);
}

/** Lets transactions under way answer, for a peer would report a broken stream to their clients. */
function stop(): void {
  const deadline = Date.now() + STOP_WITHIN_MS;
  let idlePolls = 0;
  setInterval(() => {
    idlePolls = transactionsUnderWay() === 0 ? idlePolls + 1 : 0;
    if (idlePolls >= 2 || Date.now() >= deadline) process.exit(0);
  }, STOP_POLL_MS);
}

function log(level: 'info' | 'error', message: string, fields: Readonly<Record<string, unknown>>): void {
  const line = JSON.stringify({ level, message, ...fields });
  if (level === 'info') console.log(line);
  else console.error(line);
}

function faultOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}

try {
  await serve();
} catch (error) {
  log('error', `cannot start: ${error instanceof Error ? error.message : String(error)}`, {});
  process.exit(1);
}
