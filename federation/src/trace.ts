import { readFile } from 'node:fs/promises';

/** A task of a cluster trace that was scheduled, as an instance's shape. Quantities are exact decimal texts. */
export interface TraceTask {
  readonly name: string;
  readonly cpu: string;
  readonly ramGb: string;
  /** Seconds since the trace's start: it ran from the first up to the last. */
  readonly from: number;
  readonly to: number;
}

/** What all machines of a cluster have together. */
export interface ClusterCapacity {
  readonly cpu: string;
  readonly ramGb: string;
  readonly nodes: number;
}

/** A trace file does not say what it should; the message names file, line and column. */
export class TraceFormatError extends Error {
  override readonly name = 'TraceFormatError';
}

const QUANTITY_DIGITS = 10;

/** Reads the scheduled tasks of an openb task list (`name, cpu_milli, memory_mib, …, deletion_time, scheduled_time`). */
export async function readTasks(file: string): Promise<readonly TraceTask[]> {
  const rows = await readTable(file, ['name', 'cpu_milli', 'memory_mib', 'deletion_time', 'scheduled_time']);
  return rows
    .filter((row) => row['scheduled_time'] !== '')
    .map((row) => ({
      name: row['name'] ?? '',
      cpu: decimalOf(whole(row, 'cpu_milli', file), 1000n),
      ramGb: decimalOf(whole(row, 'memory_mib', file), 1024n),
      from: Number(whole(row, 'scheduled_time', file)),
      to: Number(whole(row, 'deletion_time', file)),
    }));
}

/** Reads an openb machine list (`sn, cpu_milli, memory_mib, …`) and adds it up. */
export async function readCapacity(file: string): Promise<ClusterCapacity> {
  const rows = await readTable(file, ['sn', 'cpu_milli', 'memory_mib']);
  const sum = (column: string): bigint => rows.reduce((total, row) => total + whole(row, column, file), 0n);
  return { cpu: decimalOf(sum('cpu_milli'), 1000n), ramGb: decimalOf(sum('memory_mib'), 1024n), nodes: rows.length };
}

type Row = Readonly<Record<string, string>>;

async function readTable(file: string, required: readonly string[]): Promise<readonly Row[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
  const columns = (lines.shift() ?? '').split(',');
  for (const column of required) {
    if (!columns.includes(column)) throw new TraceFormatError(`${file}: the first line has no column ${column}`);
  }
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const cells = line.split(',');
    if (cells.length !== columns.length) {
      throw new TraceFormatError(
        `${file}, line ${String(index + 2)}: ${String(cells.length)} columns instead of ${String(columns.length)}`,
      );
    }
    return [{ ...Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])), line: String(index + 2) }];
  });
}

function whole(row: Row, column: string, file: string): bigint {
  const text = row[column] ?? '';
  if (!/^\d{1,15}$/.test(text)) {
    throw new TraceFormatError(`${file}, line ${row['line'] ?? '?'}: ${column} is "${text}", not a whole number`);
  }
  return BigInt(text);
}

/** numerator ÷ denominator as an exact decimal; the denominators used here always end within ten digits. */
function decimalOf(numerator: bigint, denominator: bigint): string {
  const scaled = numerator * 10n ** BigInt(QUANTITY_DIGITS);
  if (scaled % denominator !== 0n) throw new TraceFormatError(`${String(numerator)} has no exact decimal here`);
  const digits = (scaled / denominator).toString().padStart(QUANTITY_DIGITS + 1, '0');
  const fraction = digits.slice(-QUANTITY_DIGITS).replace(/0+$/, '');
  return digits.slice(0, -QUANTITY_DIGITS) + (fraction === '' ? '' : `.${fraction}`);
}
