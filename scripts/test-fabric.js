// Runs the suites that know a network by its connection profiles alone on real Fabric: a native network of their own, in a
// temporary folder and on free ports, which is removed afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SUITES = ['test/conformance/', 'test/seed-arguments.test.ts'];

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cloudfed-fabric-'));
const envFile = join(folder, 'federation.env');
const home = join(folder, 'home');
const env = { ...process.env, CLOUDFED_HOME: home, CLOUDFED_ENV_FILE: envFile };

writeFileSync(envFile, await withFreePorts(readFileSync(join(root, 'network/env/federation.env'), 'utf8')));
// An interrupted run leaves no network behind either: the commands below end by the same signal.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
let code = 1;
try {
  code = (await network('up', '--mode', 'native')) || (await network('deploy')) || (await suites());
} finally {
  const down = spawnSync(join(root, 'scripts/network.sh'), ['down', '--mode', 'native'], { env, stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code || (down.status ?? 1);
}

function network(...args) {
  return run(join(root, 'scripts/network.sh'), args, env);
}

function suites() {
  const args = [join(root, 'scripts/run-tests.js'), '--project', 'federation', ...SUITES, ...process.argv.slice(2)];
  const profiles = join(home, 'native', 'profiles');
  return run(process.execPath, args, { ...env, CLOUDFED_PROFILES: profiles, CLOUDFED_NETWORK: 'native' });
}

function run(command, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** The same settings, with a port for each that nothing listens on now. */
async function withFreePorts(text) {
  const names = [...text.matchAll(/^(\w+_PORT)=/gmu)].map(([, name]) => name);
  const servers = await Promise.all(names.map(listenAnywhere));
  const ports = new Map(names.map((name, index) => [name, servers[index].address().port]));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return text.replace(/^(\w+_PORT)=\d+$/gmu, (_line, name) => `${name}=${ports.get(name)}`);
}

function listenAnywhere() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
