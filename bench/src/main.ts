import { constants } from 'node:os';
import { parseArgs } from 'node:util';

import { EMBEDDED } from './embedded.bench.js';
import { endBySignals, Ended, ending } from './ending.js';
import { GATEWAY_WRITE_GROUPED, GATEWAY_WRITE_SINGLE } from './gateway-write.bench.js';
import { INGEST } from './ingest.bench.js';
import { LEDGER_SINGLE } from './ledger-single.bench.js';
import { LEDGER_TOTALS } from './ledger-totals.bench.js';
import { LEDGER_USAGE } from './ledger-usage.bench.js';
import { type Figure, type Measure, meets, Unavailable } from './measure.js';
import { RATING } from './rating.bench.js';
import { START } from './start.bench.js';

const MEASURES: readonly Measure[] = [
  ...EMBEDDED,
  START,
  LEDGER_SINGLE,
  LEDGER_USAGE,
  LEDGER_TOTALS,
  RATING,
  INGEST,
  GATEWAY_WRITE_SINGLE,
  GATEWAY_WRITE_GROUPED,
];
const EXIT_UNAVAILABLE = 3;
/** Shells say so that a signal ended something. */
const EXIT_SIGNAL = 128;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    for (const { id, what } of MEASURES) console.log(`${id.padEnd(20)} ${what}`);
    return;
  }
  const chosen = MEASURES.filter(({ id }) => values.only === undefined || id === values.only);
  if (chosen.length === 0) throw new Error(`no measure is called ${values.only ?? ''}; --list shows them`);
  endBySignals();
  for (const measure of chosen) await runOne(measure, values.json);
}

async function runOne(measure: Measure, json: boolean): Promise<void> {
  try {
    const figure = await measure.run();
    console.log(json ? JSON.stringify(figure) : describe(measure, figure));
  } catch (error) {
    // Whatever failed because it was ended.
    ending.throwIfAborted();
    if (!(error instanceof Unavailable)) throw error;
    console.error(`${measure.id}: not measured: ${error.message}`);
    process.exitCode = EXIT_UNAVAILABLE;
  }
}

function describe(measure: Measure, figure: Figure): string {
  const { goal } = measure;
  const against =
    figure.peer === undefined ? '' : `, ${figure.peer}: ${String(figure.peerValue)}, ratio ${String(figure.ratio)}`;
  const verdict = meets(goal, figure) ? 'met' : 'NOT met';
  return `${figure.id.padEnd(18)} ${String(figure.value)} ${figure.unit}${against}   (goal ${goal.kind} ${String(goal.bound)}: ${verdict})\n${' '.repeat(19)}${figure.setup}`;
}

main().catch((error: unknown) => {
  // What was given up may still wait for something.
  if (error instanceof Ended) process.exit(EXIT_SIGNAL + constants.signals[error.signal]);
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
