import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { GatewayError, type GatewayClient } from '@cloudfed/client';
import { SingleBar } from 'cli-progress';

import { type Answer, send } from './call.js';
import { EXIT, exitCodeOf, UsageError } from './exit-codes.js';
import type { Io } from './io.js';
import type { Operation } from './operation.js';
import { type Call, callOf, parseJson, type Values } from './values.js';
import { listTable, plain } from './table.js';

export interface EachOptions {
  readonly file: string;
  /** Calls under way at once. */
  readonly parallel: number;
  readonly isJson: boolean;
  /** What every line has, unless it says otherwise. */
  readonly common: Values;
}

const MOST_TOLD = 20;
/** Of one file, within the time that keys are remembered. */
const MOST_RUNS = 1_000;

interface Line {
  readonly number: number;
  readonly text: string;
}

/** What a failed line's record says. */
interface Failure {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

/**
 * Does an operation once for every line of a file, which is a JSON object of its values. A POST has a key of the file's
 * content and the line, so the same file again answers what it answered first, and writes nothing twice.
 *
 * @returns the exit code: of the first failure, where there is one
 * @throws UsageError before anything is sent, where a line is not readable
 */
export async function doEach(
  gateway: GatewayClient,
  operation: Operation,
  options: EachOptions,
  io: Io,
): Promise<number> {
  const { count, digest } = await check(operation, options);
  const bar = new SingleBar({
    format: `${operation.operationId} {bar} {percentage}% {value}/{total}  {failed} failed  {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
  });
  if (io.isTerminal) bar.start(count, 0, { failed: 0 });
  const failures: Failure[] = [];
  let code: number = EXIT.done;
  let done = 0;
  try {
    await inParallel(linesOf(options.file), options.parallel, io.signal, async ({ number, text }) => {
      const call = callOf(operation, valuesOf(text, number, options));
      try {
        const key = operation.method === 'POST' ? `each-${digest}-${String(number)}` : undefined;
        const { json } = await sendAgain(gateway, call, key, io.signal);
        if (options.isJson) io.out(`${JSON.stringify({ line: number, answer: json })}\n`);
      } catch (error) {
        if (io.signal.aborted) throw error;
        if (code === EXIT.done) code = exitCodeOf(error);
        const failure = failureOf(number, error);
        failures.push(failure);
        if (options.isJson) io.out(`${JSON.stringify({ line: number, error: failure })}\n`);
      }
      done += 1;
      if (io.isTerminal) bar.update(done, { failed: failures.length });
    });
  } finally {
    if (io.isTerminal) bar.stop();
    if (!options.isJson) io.out(summary(count, done, failures));
  }
  return code;
}

/**
 * What was refused the last time may fare better now, and a refusal has written nothing: where one is only told again, the
 * line is sent anew under the next key.
 */
async function sendAgain(
  gateway: GatewayClient,
  call: Call,
  key: string | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  for (let run = 1; ; run += 1) {
    const idempotencyKey = key === undefined || run === 1 ? key : `${key}-${String(run)}`;
    try {
      return await send(gateway, call, { signal, idempotencyKey });
    } catch (error) {
      if (!(error instanceof GatewayError) || !error.isReplayed || run === MOST_RUNS) throw error;
    }
  }
}

/** Reads every line before the first is sent: a file that is half wrong is not half done. */
async function check(operation: Operation, options: EachOptions): Promise<{ count: number; digest: string }> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const { number, text } of linesOf(options.file)) {
    callOf(operation, valuesOf(text, number, options));
    hash.update(`${text}\n`);
    count += 1;
  }
  return { count, digest: hash.digest('hex').slice(0, 32) };
}

function valuesOf(text: string, number: number, { file, common }: EachOptions): Values {
  const values = parseJson(text, `line ${String(number)} of ${file}`);
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new UsageError(`line ${String(number)} of ${file} is no JSON object`);
  }
  return { ...common, ...values };
}

async function* linesOf(file: string): AsyncGenerator<Line, void, undefined> {
  const stream = createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      number += 1;
      if (text.trim() !== '') yield { number, text };
    }
  } catch (cause) {
    throw Object.assign(new UsageError(`${file} cannot be read`), { cause });
  } finally {
    stream.destroy();
  }
}

async function inParallel(
  lines: AsyncGenerator<Line, void, undefined>,
  parallel: number,
  signal: AbortSignal,
  act: (line: Line) => Promise<void>,
): Promise<void> {
  const work = async (): Promise<void> => {
    for (;;) {
      if (signal.aborted) return;
      const next = await lines.next();
      if (next.done === true) return;
      await act(next.value);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

function failureOf(line: number, error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  return { line, code: error instanceof GatewayError ? error.code : 'UNREACHABLE', detail };
}

function summary(count: number, done: number, failures: readonly Failure[]): string {
  const told = [...failures].sort((one, other) => one.line - other.line).slice(0, MOST_TOLD);
  const table =
    told.length === 0
      ? ''
      : listTable(
          'failures',
          told.map((failure) => ({ ...failure })),
        );
  const more = failures.length > told.length ? `and ${String(failures.length - told.length)} more\n` : '';
  const rest = done < count ? `, ${String(count - done)} not begun or not finished` : '';
  return (
    plain(`${String(done - failures.length)} done, ${String(failures.length)} failed${rest}`) + `\n${table}${more}`
  );
}
