import { setTimeout as delay } from 'node:timers/promises';

import { UnavailableError } from './failure.js';

const FIRST_PAUSE_MS = 20;
/** Doublings beyond this make no difference to any longest pause. */
const MAX_DOUBLINGS = 12;

/**
 * Waits before a further attempt: longer with each, and spread, so that writers that met once do not meet again.
 *
 * @throws UnavailableError where `signal` aborts
 */
export async function pause(how: {
  /** Counts from 1. */
  readonly attempt: number;
  readonly longestMs: number;
  readonly signal: AbortSignal;
  readonly random?: (() => number) | undefined;
}): Promise<void> {
  const { attempt, longestMs, signal, random = Math.random } = how;
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt, MAX_DOUBLINGS), longestMs);
  try {
    await delay(Math.floor(longest * (0.25 + 0.75 * random())), undefined, { signal });
  } catch {
    throw stopping();
  }
}

/** Waits for what is under way, at most so long. @throws what it is rejected with meanwhile */
export async function waitAtMost(milliseconds: number, underWay: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = delay(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
  try {
    await Promise.race([underWay, late]);
  } finally {
    over.abort();
  }
}

export function stopping(): UnavailableError {
  return new UnavailableError('the gateway is stopping', 5);
}
