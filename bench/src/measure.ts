/** One measured figure, as `npm run bench -- --json` prints it. */
export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against, where there is a peer. */
  readonly peer?: string;
  readonly peerValue?: number;
  readonly ratio?: number;
  /** What was measured, on what. */
  readonly setup: string;
}

/** A goal of the specification: `value` (or `ratio`) at most or at least so much. */
export interface Goal {
  readonly of: 'value' | 'ratio';
  readonly kind: 'at most' | 'at least';
  readonly bound: number;
}

export interface Measure {
  readonly id: string;
  readonly what: string;
  readonly goal: Goal;
  /** @throws Unavailable where what it needs is not on the machine */
  run(): Promise<Figure>;
}

/** The peer or network a measure needs is not here. The bench says so and ends with code 3; it never invents a figure. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

export function meets(goal: Goal, figure: Figure): boolean {
  const value = goal.of === 'ratio' ? (figure.ratio ?? Number.NaN) : figure.value;
  return goal.kind === 'at most' ? value <= goal.bound : value >= goal.bound;
}

/** The middle one of an odd number of runs. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs a warm-up that does not count, then the runs, and gives their median. */
export async function medianOf(runs: number, run: (index: number) => Promise<number>): Promise<number> {
  await run(-1);
  const values: number[] = [];
  for (let index = 0; index < runs; index += 1) values.push(await run(index));
  return median(values);
}
