// Holds a started federation against its own /openapi.json with schemathesis (PyPI, in a virtual environment of its own):
// no 5xx, no status that is not documented, no answer that its schema does not allow, over at least so many requests.
//
//   npm run test:api [-- --requests 20000] [--seed 1]
//
// `GET /v1/events` is left out: its answer has no end. It has tests of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { newGatewayClient, answerOf } from '@cloudfed/client';
import { freePorts, startFederation } from '@cloudfed/federation';

const VERSION = '4.32.5';
const VENV = fileURLToPath(new URL(`../node_modules/.cache/schemathesis-${VERSION}`, import.meta.url));
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];
/** Who asks: a provider, its consumer, and those who may do less. */
const CALLERS = [
  { orgId: '00001', role: 'admin' },
  { orgId: '00002', role: 'admin' },
  { orgId: '00002', role: 'user' },
  { orgId: '00001', role: 'auditor' },
];
const EXAMPLES_AN_OPERATION = 60;
const MOST_ROUNDS = 20;
const EXIT_NOT_HERE = 3;

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const wanted = wholeNumber(values.requests, 'requests');
const firstSeed = wholeNumber(values.seed, 'seed');

const command = schemathesis();
if (command === undefined) {
  console.error('There is no Python of 3.10 or newer here with which schemathesis could be installed from PyPI.');
  process.exit(EXIT_NOT_HERE);
}
const folder = mkdtempSync(join(tmpdir(), 'cloudfed-api-'));
const federation = await startFederation({ home: join(folder, 'home'), ports: await freePorts() });
try {
  const written = await prepare(federation.file);
  process.exitCode = await run(federation.file, written);
} finally {
  await federation.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The command, installed where it is not yet. */
function schemathesis() {
  const installed = join(VENV, 'bin', 'schemathesis');
  if (existsSync(installed)) return installed;
  const python = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'].find(isNewEnough);
  if (python === undefined) return undefined;
  const made =
    isDone(python, '-m', 'venv', '--clear', VENV) &&
    isDone(join(VENV, 'bin', 'pip'), 'install', '--quiet', `schemathesis==${VERSION}`);
  if (made) return installed;
  rmSync(VENV, { recursive: true, force: true });
  return undefined;
}

function isNewEnough(python) {
  const check = 'import sys; sys.exit(sys.version_info < (3, 10))';
  return spawnSync(python, ['-c', check], { stdio: 'ignore' }).status === 0;
}

function isDone(program, ...args) {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Records under the ids that the document has for examples, so that reads find something. Its last transaction. */
async function prepare({ orgs }) {
  const gatewayOf = (id) => {
    const { gatewayUrl, tokens } = orgs.find(({ orgId }) => orgId === id);
    return newGatewayClient({ url: gatewayUrl, token: tokens.admin }).api;
  };
  const [provider, consumer] = [gatewayOf('00001'), gatewayOf('00002')];
  const price = {
    cpu: '10',
    ram: '4',
    ecsDisk: '1',
    ossDisk: '1',
    request: '1',
    publicNetwork: '2',
    privateNetwork: '0',
  };
  await answerOf(provider.POST('/v1/prices', { body: price }));
  const large = '1000000';
  const quota = {
    ...{ quotaId: '000001', consumerId: '00002', holdingDays: '365' },
    ...{ cpu: large, ramGb: large, ecsDiskGb: large, ossDiskGb: large, bandwidthMbps: large },
    ...{ publicIps: large, privateIps: large },
  };
  await answerOf(provider.POST('/v1/quotas', { body: quota }));
  const instance = { providerId: '00001', userId: '00002001', networkType: 'private', diskGb: '8' };
  const host = { ...instance, cloudService: 'ECS', bandwidthMbps: '2', cpu: '2', ramGb: '4', commitmentDays: '365' };
  for (const instanceId of ['202202150002', 'open-host']) {
    await answerOf(consumer.POST('/v1/ecs-resources', { body: { ...host, instanceId } }));
  }
  const path = { instanceId: '202202150002' };
  await answerOf(consumer.POST('/v1/ecs-resources/{instanceId}/release', { params: { path }, body: {} }));
  const store = { ...instance, cloudService: 'OSS', instanceId: 'open-store' };
  const { response, error } = await consumer.POST('/v1/oss-resources', { body: store });
  if (error !== undefined) throw new Error(error.detail);
  return response.headers.get('x-transaction-id');
}

/** Round after round, each of another caller and seed, until there are enough requests. */
async function run({ orgs }, written) {
  let requests = 0;
  for (let round = 0; requests < wanted; round += 1) {
    if (round === MOST_ROUNDS) return ended(requests, `fewer than ${wanted} after ${MOST_ROUNDS} rounds`);
    const { orgId, role } = CALLERS[round % CALLERS.length];
    const { gatewayUrl, tokens } = orgs.find((org) => org.orgId === orgId);
    console.log(`\n${role} of ${orgId}, seed ${firstSeed + round}`);
    const report = join(folder, `${round}.json`);
    const status = await ask({ gatewayUrl, token: tokens[role], written, seed: firstSeed + round, report });
    if (!existsSync(report)) return ended(requests, 'schemathesis left no report');
    const { test_cases: cases, failures, errors } = JSON.parse(readFileSync(report, 'utf8'));
    requests += cases.generated;
    if (status !== 0 || failures.length > 0 || errors.length > 0)
      return ended(requests, 'not as documented: see above');
  }
  return ended(requests);
}

/** Not in this process's own time: it is also what reads the federation's logs. */
async function ask({ gatewayUrl, token, written, seed, report }) {
  const checks = ['--checks', CHECKS.join(','), '--phases', 'examples,coverage,fuzzing', '--continue-on-failure'];
  const bounds = ['--max-examples', String(EXAMPLES_AN_OPERATION), '--request-timeout', '60', '--workers', '1'];
  const generation = ['--seed', String(seed), '--suppress-health-check', 'all', '--generation-database', 'none'];
  const reports = ['--warnings', 'off', '--report', 'json', '--report-json-path', report];
  const caller = ['--header', `authorization: Bearer ${token}`, '--exclude-path', '/v1/events'];
  // A transaction that is there: one that is made up is waited for, for seconds, by every read.
  caller.push('--header', `x-read-after: ${written}`);
  const asked = ['--no-color', 'run', `${gatewayUrl}/openapi.json`];
  const args = [...asked, ...caller, ...checks, ...bounds, ...generation, ...reports];
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [status] = await once(child, 'exit');
  return status;
}

function ended(requests, problem) {
  console.log(`\n${requests} requests: ${problem ?? 'no 5xx, no undocumented status, no answer against its schema'}`);
  return problem === undefined ? 0 : 1;
}

function wholeNumber(text, name) {
  if (/^[0-9]{1,9}$/u.test(text)) return Number(text);
  console.error(`--${name} must be a whole number`);
  process.exit(64);
}
