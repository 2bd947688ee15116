import { whenOrphaned } from '@cloudfed/federation';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** The bench was told to end. */
export class Ended extends Error {
  override readonly name = 'Ended';
  readonly signal: Signal;

  constructor(signal: Signal) {
    super(`ended by ${signal}`);
    this.signal = signal;
  }
}

export interface Started<S> {
  readonly start: () => Promise<S>;
  readonly stop: (started: S) => unknown;
}

const bench = new AbortController();
/** Aborted when the bench is told to end. */
export const ending: AbortSignal = bench.signal;

/** From now on a signal ends what runs in {@link during}, and nothing else: whoever sends it twice changes nothing. */
export function endBySignals(): void {
  const end = (signal: Signal): void => {
    if (ending.aborted) return;
    console.error(`${signal}: stopping what was started …`);
    bench.abort(new Ended(signal));
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      end(signal);
    });
  }
  if (process.env['npm_lifecycle_event'] !== undefined) {
    whenOrphaned(() => {
      end('SIGTERM');
    });
  }
}

/** What runs and is not stopped yet, in the order of its start. */
const running: { readonly stopped: Promise<void> }[] = [];

/**
 * Starts something, acts on it and stops it, also where the signal comes meanwhile: then the act is given up, what was
 * started later is stopped before, and nothing new is begun.
 *
 * @throws Ended
 */
export async function during<S, T>(
  { start, stop }: Started<S>,
  act: (started: S) => Promise<T>,
  signal: AbortSignal = ending,
): Promise<T> {
  signal.throwIfAborted();
  let isStopped: () => void = () => undefined;
  const own = {
    stopped: new Promise<void>((resolve) => {
      isStopped = resolve;
    }),
  };
  running.push(own);
  try {
    const started = await start();
    try {
      signal.throwIfAborted();
      return await unlessAborted(act(started), signal);
    } finally {
      if (signal.aborted) await Promise.all(running.slice(running.indexOf(own) + 1).map((later) => later.stopped));
      await stop(started);
    }
  } finally {
    running.splice(running.indexOf(own), 1);
    isStopped();
  }
}

async function unlessAborted<T>(acting: Promise<T>, signal: AbortSignal): Promise<T> {
  const over = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { signal: over.signal });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([acting, aborted]);
  } finally {
    over.abort();
  }
}
