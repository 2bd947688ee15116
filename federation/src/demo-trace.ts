import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { freePorts } from './ports.js';
import { type FederationFile, startFederation } from './start-federation.js';
import { readCapacity, readTasks, type TraceTask } from './trace.js';
import { runHistory } from './trace-history.js';
import { runLive } from './trace-live.js';

const USAGE = `usage: npm run demo:trace -- <openb-tasks.csv> [options]
  --out FOLDER   where the statements are written (trace-statements)
  --live         open and release the tasks now, on the federation that runs, instead of bringing them in as the past
                 (openb-nodes.csv is read from the same folder)`;
/** Long enough for all of a window to come, however busy the machine; short enough not to be waited for. */
const USAGE_WAIT_SECONDS = '10';
const ORACLE = resolve(import.meta.dirname, '../../test/oracle/trace_totals.py');

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [csv] = positionals;
  if (csv === undefined || positionals.length > 1) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const tasks = await readTasks(resolve(csv));
  if (tasks.length === 0) throw new Error(`${csv} has no scheduled task`);
  if (!values.live) {
    await history(resolve(csv), tasks, resolve(values.out));
    return;
  }
  const capacity = await readCapacity(join(dirname(resolve(csv)), 'openb-nodes.csv'));
  const { federation, stop } = await reachFederation();
  try {
    await runLive(federation, tasks, capacity);
  } finally {
    await stop();
  }
}

function readArguments() {
  const options = {
    live: { type: 'boolean', default: false },
    out: { type: 'string', default: 'trace-statements' },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    return { values: { live: false, out: '' }, positionals: [] };
  }
}

/** On a federation of its own: months are closed by it, which a federation in use would not want. */
async function history(csv: string, tasks: readonly TraceTask[], folder: string): Promise<void> {
  console.log('Starting a federation in a temporary folder.');
  const { federation, stop } = await ownFederation({ CLOUDFED_USAGE_WAIT_SECONDS: USAGE_WAIT_SECONDS });
  try {
    await runHistory(federation, tasks, folder);
  } finally {
    await stop();
  }
  const report = join(folder, 'report.json');
  const { status, stdout, stderr, error } = spawnSync('python3', [ORACLE, csv, report], { encoding: 'utf8' });
  if (error !== undefined) {
    console.log(`No python3 here: check the figures elsewhere, with ${ORACLE} ${csv} ${report}`);
    return;
  }
  console.log((stdout + stderr).trimEnd());
  if (status !== 0) throw new Error('the figures are not those of the independent computation');
}

interface Reached {
  readonly federation: FederationFile;
  readonly stop: () => Promise<void>;
}

/** The federation that runs already, or one of its own in a folder that is removed at the end. */
async function reachFederation(): Promise<Reached> {
  const file = join(resolve(process.env['CLOUDFED_HOME'] ?? '.cloudfed'), 'federation.json');
  if (existsSync(file)) {
    const federation = JSON.parse(readFileSync(file, 'utf8')) as FederationFile;
    if (await answers(federation)) {
      console.log(`Using the federation that runs at ${federation.orgs.map((org) => org.gatewayUrl).join(', ')}.`);
      return { federation, stop: () => Promise.resolve() };
    }
  }
  console.log('No federation runs here: starting one in a temporary folder.');
  return ownFederation({});
}

async function ownFederation(gatewayEnv: Readonly<Record<string, string>>): Promise<Reached> {
  const home = await mkdtemp(join(tmpdir(), 'cloudfed-trace-'));
  const running = await startFederation({ home, ports: await freePorts(), gatewayEnv });
  return {
    federation: running.file,
    stop: async () => {
      await running.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function answers(federation: FederationFile): Promise<boolean> {
  const checks = federation.orgs.map(async (org) => {
    const response = await fetch(new URL('/readyz', org.gatewayUrl), { signal: AbortSignal.timeout(3_000) });
    return response.ok;
  });
  return (await Promise.allSettled(checks)).every((check) => check.status === 'fulfilled' && check.value);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
