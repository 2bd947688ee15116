// Checks the TLA+ model of a payment channel's close with TLC: the model itself must hold, each broken one must be found
// broken. Needs Java, and tla2tools.jar named by TLA2TOOLS_JAR or as the argument. Exit: 0 as expected, 1 not, 3 skipped.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MODEL = 'PaymentChannelClose';
const folder = join(import.meta.dirname, '../core/src/settlement/model');
/** What is changed in the configuration, and the property that must then be broken: of two, the one found first. */
const RUNS = [
  { name: 'the close as it is', from: '', to: '', breaks: [] },
  ...[
    ['one step', 'WindowIsKept'],
    ['arm again', 'ClosedInTime'],
    ['any version', 'NewestShownIsPaid', 'HonestIsSafe'],
    ['slash at once', 'HonestIsSafe'],
    ['sign after the last', 'HonestIsSafe'],
    ['sign after asking', 'HonestIsSafe'],
  ].map(([name, ...breaks]) => ({ name, from: 'Mutation = "none"', to: `Mutation = "${name}"`, breaks })),
  { name: 'a watch too seldom', from: 'Reaction = 1', to: 'Reaction = 2', breaks: ['HonestIsSafe'] },
];

const jar = process.argv[2] ?? process.env.TLA2TOOLS_JAR;
process.exitCode = jar === undefined || !existsSync(jar) || !hasJava() ? skipped() : check(resolve(jar));

function hasJava() {
  return spawnSync('java', ['-version']).status === 0;
}

function skipped() {
  console.log('skipped: TLC is not here. Name tla2tools.jar by TLA2TOOLS_JAR, and have java on PATH.');
  return 3;
}

function check(jar) {
  const work = mkdtempSync(join(tmpdir(), 'cloudfed-model-'));
  try {
    copyFileSync(join(folder, `${MODEL}.tla`), join(work, `${MODEL}.tla`));
    const failed = RUNS.filter((run) => !isAsExpected(run, jar, work));
    console.log(failed.length === 0 ? 'all as expected' : `${failed.length} not as expected`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function isAsExpected({ name, from, to, breaks }, jar, work) {
  const config = readFileSync(join(folder, `${MODEL}.cfg`), 'utf8');
  if (!config.includes(from)) throw new Error(`${MODEL}.cfg has no ${from}`);
  writeFileSync(join(work, 'run.cfg'), config.replace(from, to));
  const jvm = ['-Xmx1500m', '-XX:+UseParallelGC', '-cp', jar, 'tlc2.TLC'];
  // A state from which nothing goes on is where the channel is closed and the clock has run out.
  const options = ['-deadlock', '-lncheck', 'final', '-workers', '2', '-config', 'run.cfg', `${MODEL}.tla`];
  const { stdout } = spawnSync('java', [...jvm, ...options], { cwd: work, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const broken = /Invariant (\w+) is violated/u.exec(stdout)?.[1];
  const states = /([\d,]+) distinct states found, \d+ states left/u.exec(stdout)?.[1];
  const holds = stdout.includes('Model checking completed. No error has been found.');
  const verdict = holds ? 'holds' : broken === undefined ? 'failed' : `breaks ${broken}`;
  const isExpected = breaks.length === 0 ? verdict === 'holds' : breaks.includes(broken);
  console.log(`${isExpected ? 'ok' : 'NOT AS EXPECTED'}  ${name}: ${verdict}, ${states ?? '?'} states`);
  if (verdict === 'failed') console.log(stdout.slice(-3000));
  return isExpected;
}
