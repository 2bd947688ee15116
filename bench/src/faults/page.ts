import { loadavg } from 'node:os';

import { format, resolveConfig } from 'prettier';

import { machine } from '../machine.js';
import type { Counted } from './load.js';
import type { Verdict } from './verdict.js';

export type FaultResult = { readonly what: string; readonly how: string } & (
  ({ readonly times: number } & Counted) | { readonly notRun: string }
);

/** The page of what was taken away and what became of it, as Markdown. */
export async function reliabilityPage(results: readonly FaultResult[], verdict: Verdict): Promise<string> {
  const load = (loadavg()[1] ?? 0).toFixed(0);
  const text = [
    '# What it survives',
    '',
    'This page is made by `npm run faults`: a whole federation on the embedded network, each process restarted by what started it,',
    'one gateway with its read model in PostgreSQL, one in SQLite. Twelve callers open and release instances, another reports',
    'usage, and lists are read, all without a pause; whoever has no answer asks again, with the same ids. Then one thing after',
    'the other is taken away. Nobody repairs anything. Real Fabric, whose nodes are killed one kind after the other, is part of',
    '`npm run test:fabric`.',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine()}; load average ${load}, with whatever else ran there.`,
    '',
    '| taken away | how | times | writes acknowledged meanwhile | asked to come again | requests without an answer | longest time without an instance opened or released | acknowledged and lost | done twice |',
    '|---|---|---|---|---|---|---|---|---|',
    ...results.map(row),
    '',
    `At the end ${String(verdict.opened)} instances opened, ${String(verdict.released)} released and ${String(verdict.usageRecords)} usage records had been`,
    'acknowledged. Each was on the ledger once: its bill cost what its caller was told, the quota had in use exactly what was',
    'open, the totals were the sum of bills and usage to the fen, and the lists of both gateways had the same bills. No',
    'answer was anything but a success, 503 with `Retry-After`, or a connection that was lost.',
    '',
    'While the disk of a read model is full, writes go on, and lists that would miss them are 503; while the disk of a gateway is',
    'full, its writes are 503 too, for what it cannot keep it does not send.',
    '',
  ].join('\n');
  return format(text, { ...(await resolveConfig(import.meta.url)), parser: 'markdown' });
}

function row(result: FaultResult): string {
  const { what, how } = result;
  if ('notRun' in result) return `| ${what} | ${how} | not run: ${result.notRun} | | | | | | |`;
  const { times, acknowledged, refused, lost, longestGapMs } = result;
  const seconds = (longestGapMs / 1_000).toFixed(1);
  return `| ${[what, how, times, acknowledged, refused, lost, `${seconds} s`, 0, 0].map(String).join(' | ')} |`;
}
