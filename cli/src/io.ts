import type { Environment } from './target.js';

/** What the command talks to, so that a test can listen. */
export interface Io {
  readonly environment: Environment;
  /** Answers, and nothing else. */
  out(text: string | Uint8Array): void;
  /** Everything that is said beside answers. */
  err(text: string): void;
  /** Whether a person looks at what is said. */
  readonly isTerminal: boolean;
  /** Ends what goes on without end: Ctrl-C. */
  readonly signal: AbortSignal;
}

export function processIo(): Io {
  const ending = new AbortController();
  const end = (): void => {
    ending.abort();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    environment: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    signal: ending.signal,
  };
}
