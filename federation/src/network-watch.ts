import { setTimeout as delay } from 'node:timers/promises';

import type { NetworkMode, Steps } from '@cloudfed/network';

export interface NetworkWatchOptions {
  readonly mode: Pick<NetworkMode, 'status' | 'up'>;
  /** Told which parts had ended, and what was wrong with each, before they are started again. */
  readonly onRestart: (name: string, reason: string) => void;
  /** Told when a part cannot be started; it is tried again. */
  readonly onFailure: (reason: string) => void;
  readonly everyMs?: number;
}

const EVERY_MS = 2_000;
const SILENT: Steps = { step: (_label, work) => work() };

/**
 * Looks after a network that has no service manager: what ended is started again, with its data.
 * @returns What ends the watch; resolves when nothing is being started any more.
 */
export function watchNetwork(options: NetworkWatchOptions): () => Promise<void> {
  const ending = new AbortController();
  const running = watch(options, ending.signal);
  return async () => {
    ending.abort();
    await running;
  };
}

async function watch(options: NetworkWatchOptions, signal: AbortSignal): Promise<void> {
  const { mode, onRestart, onFailure, everyMs = EVERY_MS } = options;
  let unwell = new Set<string>();
  while (!signal.aborted) {
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
    // It may have been aborted while it waited, which the compiler does not see.
    if (isAborted(signal)) return;
    try {
      const ended = (await mode.status()).parts.filter(({ healthy }) => !healthy);
      // What is unwell once may be starting; what has no process, or is unwell twice, is started.
      const due = ended.filter((part) => part.pid === undefined || unwell.has(part.name));
      unwell = new Set(ended.map(({ name }) => name));
      if (due.length > 0) {
        for (const part of due) onRestart(part.name, part.state);
        await mode.up(SILENT);
      }
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error));
    }
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
