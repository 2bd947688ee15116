import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { during, endBySignals, Ended } from '../ending.js';
import { type Fault, FAULTS } from './fault.js';
import { type FaultResult, reliabilityPage } from './page.js';
import { openStage, type Stage } from './stage.js';
import { verdictOn } from './verdict.js';

const FILE = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));
const WRITES_BEFORE = 50;
const WRITES_AFTER = 100;
const READY_WAITS = 900;
const WAIT_MS = 100;

/** Takes one thing after the other away from a federation under load, and says what became of what was acknowledged. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, 'no-page': { type: 'boolean', default: false } },
  });
  const only = values.only;
  const chosen = FAULTS.filter(({ what }) => only === undefined || what.includes(only));
  if (chosen.length === 0)
    throw new Error(`no fault is called ${only ?? ''}: ${FAULTS.map(({ what }) => what).join('; ')}`);
  endBySignals();
  const results: FaultResult[] = [];
  const stop = async (stage: Stage): Promise<void> => {
    await stage.load.stop();
    await stage.close();
  };
  const { verdict, unexpected } = await during({ start: openStage, stop }, async (stage) => {
    await stage.load.start();
    for (const fault of chosen) {
      const result = await undergo(stage, fault);
      results.push(result);
      console.log(JSON.stringify(result));
    }
    await stage.load.stop();
    return { verdict: await verdictOn(stage), unexpected: stage.load.unexpected };
  });
  console.log(JSON.stringify(verdict, null, 2));
  if (verdict.problems.length > 0 || unexpected.length > 0) {
    throw new Error(`not as promised: ${[...verdict.problems, ...unexpected].join('; ')}`);
  }
  if (only === undefined && !values['no-page']) writeFileSync(FILE, await reliabilityPage(results, verdict));
}

async function undergo(stage: Stage, fault: Fault): Promise<FaultResult> {
  const { what, how, times, missing } = fault;
  const why = missing?.(stage);
  if (why !== undefined) return { what, how, notRun: why };
  const { load } = stage;
  await load.untilMore(WRITES_BEFORE);
  load.beginCounting();
  for (let time = 0; time < times; time += 1) {
    await fault.happen(stage);
    await untilReady(stage);
    await load.untilMore(WRITES_AFTER);
  }
  const unbidden = stage.restarted().filter((name) => fault.kills?.includes(name) !== true);
  if (unbidden.length > 0) throw new Error(`${what}: ${unbidden.join(', ')} ended by itself`);
  return { what, how, times, ...load.counted };
}

/** Nobody does anything for it. */
async function untilReady({ federation, callerOf }: Stage): Promise<void> {
  const isReady = async (orgId: string): Promise<boolean> => (await callerOf(orgId).get('/readyz'))?.status === 200;
  for (let waited = 0; waited < READY_WAITS; waited += 1) {
    const ready = await Promise.all(federation.file.orgs.map(({ orgId }) => isReady(orgId)));
    if (ready.every(Boolean)) return;
    await delay(WAIT_MS);
  }
  throw new Error('a gateway did not become ready again');
}

main().catch((error: unknown) => {
  // What was given up may still wait for something.
  if (error instanceof Ended) process.exit(1);
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
