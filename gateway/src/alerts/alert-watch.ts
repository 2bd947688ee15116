import { setTimeout as delay } from 'node:timers/promises';

import { BEFORE_ALL, type Measurement, type MeasurementPlace, type Measurements } from '../readmodel/measurements.js';
import type { Alert, AlertRule } from './alert.js';
import type { AlertStore } from './alert-store.js';

/** Hooks for metrics and logs; called synchronously, must not throw. */
export interface AlertObserver {
  fired?(alert: Alert): void;
  /** What the rules look at could not be read; it is tried again. */
  failed?(cause: unknown): void;
}

export interface AlertWatchOptions {
  readonly store: AlertStore;
  readonly measurements: Measurements;
  readonly observer?: AlertObserver;
  /** How often it is looked without having been woken. Default 2,000 ms. */
  readonly pollMs?: number;
}

const PAGE = 200;
/** Pages of what there was when a rule is made. */
const MOST_PAGES = 500;
const POLL_MS = 2_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Holds rules against what the read model takes up, each measurement once, across crashes. */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #wake: (() => void) | undefined;
  #isWoken = false;
  readonly #leave: () => void;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#leave = options.store.onNews(() => {
      this.wake();
    });
    this.#running = this.#run();
  }

  /** Something may have come. */
  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#leave();
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    const { observer, pollMs = POLL_MS } = this.#options;
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      this.#isWoken = false;
      try {
        while (!isOver(signal) && (await this.#round()));
        pauseMs = FIRST_PAUSE_MS;
        await this.#woken(pollMs);
      } catch (cause) {
        if (isOver(signal)) return;
        observer?.failed?.(cause);
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** @returns whether there may be more */
  async #round(): Promise<boolean> {
    const { store, measurements } = this.#options;
    const { begun, toBegin } = store.rules();
    if (begun.length + toBegin.length === 0) {
      if (measurements.ledgerChannels.some((name) => store.position(name) !== undefined)) store.rest();
      return false;
    }
    if (begun.length === 0 && toBegin.length > 0) await this.#begin();
    for (const rule of toBegin) await this.#beginRule(rule);
    let more = false;
    for (const ledgerChannel of measurements.ledgerChannels) {
      const place = store.position(ledgerChannel) ?? BEFORE_ALL;
      const come = await measurements.after(ledgerChannel, place, PAGE);
      if (come.length > 0) this.#told(store.take(ledgerChannel, come));
      more ||= come.length === PAGE;
    }
    return more;
  }

  /** The first rule of all looks behind what there is now. */
  async #begin(): Promise<void> {
    const { store, measurements } = this.#options;
    if (measurements.ledgerChannels.some((name) => store.position(name) !== undefined)) return;
    const positions = new Map<string, MeasurementPlace>();
    for (const name of measurements.ledgerChannels) positions.set(name, await measurements.last(name));
    store.begin(positions);
  }

  async #beginRule(rule: AlertRule): Promise<void> {
    const { store, measurements } = this.#options;
    const kind = rule.threshold.kind === 'price-change' ? 'price' : rule.threshold.kind;
    const newest: Measurement[] = [];
    for (const ledgerChannel of measurements.ledgerChannels) {
      const until = store.position(ledgerChannel) ?? BEFORE_ALL;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const some = await measurements.newest(kind, ledgerChannel, until, { limit: PAGE, offset: page * PAGE });
        newest.push(...some);
        if (some.length < PAGE) break;
      }
    }
    this.#told(store.beginRule(rule, newest));
  }

  #told(alerts: readonly Alert[]): void {
    for (const alert of alerts) this.#options.observer?.fired?.(alert);
  }

  async #woken(pauseMs: number): Promise<void> {
    if (this.#isWoken || this.#closing.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
