// Runs on real Fabric: the suites that know a network by its connection profiles alone, on a native network of their own;
// then whole federations with their gateways, on others. All in a temporary folder and on free ports; nothing is left.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LEDGER_SUITES = [
  'test/conformance/',
  'test/interop/',
  'test/seed-arguments.test.ts',
  'test/peer-command.test.ts',
];
const FEDERATION_SUITES = [
  'test/seed-scenario.test.ts',
  'test/operate.test.ts',
  'test/native-network.test.ts',
  'test/payments.test.ts',
  'test/faults/',
];

const root = join(import.meta.dirname, '..');
const networkScript = join(root, 'scripts/network.sh');
const folder = mkdtempSync(join(tmpdir(), 'cloudfed-fabric-'));
// An interrupted run leaves no network behind either: what runs now ends by the same signal.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
let code = 1;
try {
  code = (await ledgerSuites()) || (await federationSuites());
} finally {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code;
}

async function ledgerSuites() {
  const home = join(folder, 'home');
  // The suites agree on terms of their own, whose window is short enough to be waited for.
  const own = { CLOUDFED_HOME: home, CLOUDFED_ENV_FILE: await envFile('ledgers'), CLOUDFED_SETTLEMENT_NETWORK: '' };
  const env = { ...process.env, ...own };
  try {
    return (
      (await run(networkScript, ['up', '--mode', 'native'], env)) ||
      (await run(networkScript, ['deploy'], env)) ||
      (await suites(LEDGER_SUITES, {
        ...env,
        CLOUDFED_PROFILES: join(home, 'native', 'profiles'),
        CLOUDFED_NETWORK: 'native',
      }))
    );
  } finally {
    spawnSync(networkScript, ['down', '--mode', 'native'], { env, stdio: 'inherit' });
  }
}

/** Each brings up a federation of its own, so one after the other, on ports of its own. */
async function federationSuites() {
  let code = 0;
  for (const [index, suite] of FEDERATION_SUITES.entries()) {
    const env = { CLOUDFED_FEDERATION: 'native', CLOUDFED_ENV_FILE: await envFile(`federation-${index}`) };
    code ||= await suites([suite], { ...process.env, ...env });
  }
  return code;
}

function suites(files, env) {
  return run(process.execPath, [join(root, 'scripts/run-tests.js'), '--project', 'federation', ...files], env);
}

function run(command, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** The settings of the repository, with free ports, as a file. */
async function envFile(name) {
  const file = join(folder, `${name}.env`);
  writeFileSync(file, await withFreePorts(readFileSync(join(root, 'network/env/federation.env'), 'utf8')));
  return file;
}

/** The same settings, with a port for each that nothing listens on now. */
async function withFreePorts(text) {
  const names = [...text.matchAll(/^(\w+_PORT)=/gmu)].map(([, name]) => name);
  const ports = await freePorts(names.length);
  return text.replace(/^(\w+_PORT)=\d+$/gmu, (_line, name) => `${name}=${ports[names.indexOf(name)]}`);
}

/**
 * Below the ports that systems give to outgoing connections: one of those might take the port of a node while it is down,
 * even one to that very port.
 */
async function freePorts(count) {
  const ports = [];
  for (let port = 20_000 + Math.floor(Math.random() * 8_000); ports.length < count && port < 32_000; port += 1) {
    if (await isFree(port)) ports.push(port);
  }
  if (ports.length < count) throw new Error(`there are no ${count} free ports`);
  return ports;
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
