// Runs vitest and closes with one plain line, `N passed, N failed, N skipped`, whatever happened before it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cloudfed-tests-'));
const summaryFile = join(folder, 'summary.json');
const arguments_ = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${summaryFile}`];
const vitest = join(import.meta.dirname, '../node_modules/.bin/vitest');
const run = spawnSync(vitest, [...arguments_, ...process.argv.slice(2)], { stdio: 'inherit' });

let failed = 1;
let line = '0 passed, 1 failed';
try {
  const summary = JSON.parse(readFileSync(summaryFile, 'utf8'));
  const skipped = summary.numPendingTests + summary.numTodoTests;
  // A file that could not even be loaded has no failed test of its own: it counts as one.
  const brokenFiles = summary.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  failed = summary.numFailedTests + brokenFiles;
  line = `${summary.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  if (summary.numPassedTests === 0) failed = Math.max(failed, 1);
} catch (error) {
  console.error(`The runner left no summary: ${error.message}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(line);
process.exitCode = run.status === 0 && failed === 0 ? 0 : 1;
