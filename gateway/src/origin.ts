import { AsyncLocalStorage } from 'node:async_hooks';

import { z } from 'zod';

/** On whose behalf the ledger is written to: kept with a transaction, so that its end is told to the audit log. */
export interface WriteOrigin {
  readonly requestId: string;
  /** Who: the token's `sub`, `key:` and an API key's id, `host`, or `gateway` itself. */
  readonly principal: string;
  /** What: the operation's name. */
  readonly operation: string;
}

const current = new AsyncLocalStorage<WriteOrigin>();
const schema = z.array(z.strictObject({ requestId: z.string(), principal: z.string(), operation: z.string() }));

/** Runs what a request asks for; what is written meanwhile is on its behalf, without every layer passing it on. */
export function withOrigin<T>(origin: WriteOrigin, act: () => Promise<T>): Promise<T> {
  return current.run(origin, act);
}

/** Empty where the gateway acts on its own. */
export function currentOrigins(): readonly WriteOrigin[] {
  const origin = current.getStore();
  return origin === undefined ? [] : [origin];
}

export function formatOrigins(origins: readonly WriteOrigin[]): string {
  return JSON.stringify(
    origins.map(({ requestId, principal, operation }): WriteOrigin => ({ requestId, principal, operation })),
  );
}

/** @throws Error where the text is not of {@link formatOrigins} */
export function parseOrigins(text: string): readonly WriteOrigin[] {
  return schema.parse(JSON.parse(text));
}
