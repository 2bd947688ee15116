import { UnavailableError } from './failure.js';

export interface AdmissionOptions {
  readonly atOnce: number;
  /** How many may wait for a place. */
  readonly mayWait: number;
  /** How long one may wait for a place. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly enter: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Lets so many in at once and so many more wait; whoever comes then is told to come again. */
export class Admission {
  readonly #options: AdmissionOptions;
  /** In the order they came: a set keeps it and lets one leave from the middle. */
  readonly #waiting = new Set<Waiting>();
  #inside = 0;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /**
   * Resolves to what gives the place back; calling it again does nothing.
   *
   * @param patienceMs how long to wait at most, where that is less than what all may
   * @throws UnavailableError where too many wait, or no place came free in time
   */
  async enter(patienceMs = this.#options.patienceMs): Promise<() => void> {
    if (this.#inside >= this.#options.atOnce) await this.#wait(Math.min(patienceMs, this.#options.patienceMs));
    else this.#inside += 1;
    return this.#leaveOnce();
  }

  /** Takes a place though none may be free: for work that was admitted in an earlier run. */
  enterAnyway(): () => void {
    this.#inside += 1;
    return this.#leaveOnce();
  }

  async run<T>(act: () => Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await act();
    } finally {
      leave();
    }
  }

  #wait(patienceMs: number): Promise<void> {
    const { mayWait } = this.#options;
    if (this.#waiting.size >= mayWait) throw new UnavailableError('too many requests wait for the ledger');
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        enter: resolve,
        timer: setTimeout(() => {
          this.#waiting.delete(waiting);
          reject(new UnavailableError('the ledger is busy; no place came free in time', 5));
        }, patienceMs),
      };
      this.#waiting.add(waiting);
    });
  }

  #leaveOnce(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave();
    };
  }

  #leave(): void {
    const [next] = this.#waiting;
    // The place goes to the next one without becoming free in between.
    if (next === undefined || this.#inside > this.#options.atOnce) {
      this.#inside -= 1;
      return;
    }
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    next.enter();
  }
}
