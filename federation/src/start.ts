import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { type Environment, readFederationEnvironment } from '@cloudfed/network';

import { DEFAULT_PORTS, type FederationPorts } from './ports.js';
import { type FederationFile, startFederation } from './start-federation.js';
import { whenOrphaned } from './when-orphaned.js';

const HELP = `usage: npm start [-- options]

Runs a federation of three cloud providers on this machine: an embedded Fabric network, a chaincode service and an
HTTP gateway for each. Data is kept in .cloudfed/ (CLOUDFED_HOME moves it); Ctrl-C stops everything.

  --mode native         on real Fabric: its binaries on PATH or in FABRIC_BIN. A network that scripts/network.sh brought
                        up stays up on Ctrl-C; else one is brought up, and stopped with the rest
  --fabric 3.1|2.5      which Fabric the binaries are (default 3.1)
  --reset               forget all data and begin anew
  --port-offset N       add N to every port but the gateways' (default ports: 7050 to 12051)
  --gateway-port N      the gateways listen on N, N+1 and N+2 (default 3001)
  --help                this text`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      mode: { type: 'string', default: 'embedded' },
      fabric: { type: 'string' },
      reset: { type: 'boolean', default: false },
      'port-offset': { type: 'string', default: '0' },
      'gateway-port': { type: 'string', default: '3001' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const offset = portNumber(values['port-offset'], 'port-offset');
  const ports = shiftPorts(offset, portNumber(values['gateway-port'], 'gateway-port'));
  const mode = oneOf(['embedded', 'native'] as const, values.mode, 'mode');
  const fabric = values.fabric === undefined ? {} : { fabric: oneOf(['3.1', '2.5'] as const, values.fabric, 'fabric') };
  const home = resolve(process.env['CLOUDFED_HOME'] ?? '.cloudfed');
  const startedAt = performance.now();
  const stopRequested = new Promise<void>((done) => {
    const stop = (): void => {
      done();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    if (process.env['npm_lifecycle_event'] !== undefined) whenOrphaned(stop);
  });
  const federation = await startFederation({
    home,
    ports,
    mode,
    native: {
      ...fabric,
      ...(offset === 0 ? {} : { environment: shiftedPorts(await readFederationEnvironment(), offset) }),
    },
    reset: values.reset,
    onProgress: (message) => {
      console.log(`· ${message}`);
    },
    onRestart: (name, reason) => {
      console.log(`! ${name} ended (${reason}); starting it again`);
    },
  });
  printFederation(federation.file, (performance.now() - startedAt) / 1000);
  console.log(`Everything is kept in ${home}. ${ENDING[mode]}`);
  await stopRequested;
  // A second Ctrl-C while stopping must not tear the parent away from its children.
  process.on('SIGINT', () => undefined);
  console.log('\nstopping …');
  await federation.stop();
  console.log('stopped');
}

function shiftPorts(offset: number, firstGateway: number): FederationPorts {
  const shift = (port: number): number => port + offset;
  return {
    gateways: [firstGateway, firstGateway + 1, firstGateway + 2],
    peers: DEFAULT_PORTS.peers.map(([one, other]) => [shift(one), shift(other)] as const),
    chaincodes: DEFAULT_PORTS.chaincodes.map(shift),
    orderer: shift(DEFAULT_PORTS.orderer),
  };
}

/** The native network's own ports, which are named in its environment. */
function shiftedPorts(environment: Environment, offset: number): Environment {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      /^CLOUDFED_\w+_PORT$/.test(name) ? String(Number(value) + offset) : value,
    ]),
  );
}

function oneOf<T extends string>(known: readonly T[], text: string, option: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new Error(`--${option} must be ${known.join(' or ')}`);
  return found;
}

function portNumber(text: string, option: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 53_000) throw new Error(`--${option} must be a number up to 53000`);
  return Number(text);
}

const ENDING = {
  embedded: 'Ctrl-C stops it; npm start goes on with it.',
  native:
    'Ctrl-C stops the gateways, and the network unless it was up before; npm start -- --mode native goes on with it, scripts/network.sh down removes it.',
} as const;

function printFederation(file: FederationFile, seconds: number): void {
  console.log(`\nThe federation runs (${seconds.toFixed(1)} s).\n`);
  for (const org of file.orgs) {
    console.log(`  ${org.orgId} ${org.name.padEnd(7)} ${org.mspId}   ${org.gatewayUrl}   API: ${org.gatewayUrl}/docs`);
  }
  console.log('\nDemo tokens, by role (also in federation.json, readable by you alone):\n');
  for (const org of file.orgs) console.log(`  ${org.name.padEnd(7)} operator  ${org.tokens.operator}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
