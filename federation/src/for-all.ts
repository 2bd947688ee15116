import { SingleBar } from 'cli-progress';

const IN_FLIGHT = 200;

/** What became of all items, and how long that took. */
export interface Done<R> {
  readonly results: readonly R[];
  readonly seconds: number;
}

/** Runs `act` over all items, so many at a time, behind a progress bar. The first failure ends it. */
export async function forAll<T, R>(
  label: string,
  items: readonly T[],
  act: (item: T) => Promise<R>,
  inFlight = IN_FLIGHT,
): Promise<Done<R>> {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% {value}/{total}  {rate}/s  {duration_formatted}`,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
    hideCursor: true,
  });
  const results = new Array<R>(items.length);
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  bar.start(items.length, 0, { rate: '0' });
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      results[at] = await act(items[at] as T);
      bar.increment(1, {
        rate: (bar.getProgress() > 0 ? (bar.getProgress() * items.length) / elapsed() : 0).toFixed(0),
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: inFlight }, worker));
    bar.update(items.length, { rate: (items.length / elapsed()).toFixed(0) });
  } finally {
    bar.stop();
  }
  return { results, seconds: elapsed() };
}

export function perSecond(count: number, seconds: number): string {
  return `${(count / seconds).toFixed(0)} per second`;
}

export function yuan(fen: bigint): string {
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)} CNY`;
}
