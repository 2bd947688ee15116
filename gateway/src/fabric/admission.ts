import { UnavailableError } from './failure.js';

/** Lets so many run at once and so many more wait; whoever comes then is told to come again. */
export class Admission {
  readonly #atOnce: number;
  readonly #mayWait: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(options: { readonly atOnce: number; readonly mayWait: number }) {
    this.#atOnce = options.atOnce;
    this.#mayWait = options.mayWait;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** @throws UnavailableError where too many wait */
  async run<T>(act: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= this.#mayWait) throw new UnavailableError('too many requests wait for the ledger');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await act();
    } finally {
      const next = this.#waiting.shift();
      // The place goes to the next one without becoming free in between.
      if (next) next();
      else this.#running -= 1;
    }
  }
}
