import { expect } from 'vitest';

import type { Answer, Caller } from './federation.js';
import type { OpenApiCheck } from './openapi-check.js';

/** A caller whose every answer is held against the document. */
export class CheckedCaller {
  readonly #caller: Caller;
  readonly #check: OpenApiCheck;

  constructor(caller: Caller, check: OpenApiCheck) {
    this.#caller = caller;
    this.#check = check;
  }

  async expect(status: number, method: string, path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.#caller.send(method, path, text);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    this.#check.check(method, path, answer);
    return answer;
  }
}
