import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { describe, expect, it } from 'vitest';

import type { LedgerClient } from './connection.js';
import { newFailoverClient } from './peer-failover.js';

function failure(code: status): GatewayError {
  const cause = Object.assign(new Error('failed'), { code, details: '', metadata: undefined as never });
  return new GatewayError({ code, details: [], cause });
}

/** Clients of peers that answer with their own name, or fail as told. */
function peers(count: number) {
  const failures: (Error | undefined)[] = Array.from({ length: count }, () => undefined);
  const calls: number[] = [];
  const answer = (at: number): Promise<string> => {
    calls.push(at);
    const error = failures[at];
    return error ? Promise.reject(error) : Promise.resolve(`peer${String(at)}`);
  };
  const clients = failures.map((_none, at) => ({
    evaluate: () => answer(at),
    submit: () => answer(at),
    commitStatus: () => answer(at),
    blocks: () =>
      Promise.resolve({
        // eslint-disable-next-line @typescript-eslint/require-await -- a stream that says one thing and fails
        async *[Symbol.asyncIterator]() {
          yield at;
          throw failure(status.UNAVAILABLE);
        },
        close: () => undefined,
      }),
  })) as unknown as LedgerClient[];
  const client = newFailoverClient(clients);
  return { failures, calls, client, evaluate: () => client.evaluate('channel12', 'read', []) };
}

describe('several peers of one organization', () => {
  it('are asked one at a time: the first while it answers', async () => {
    const { calls, evaluate } = peers(2);
    await evaluate();
    await evaluate();
    expect(calls).toEqual([0, 0]);
  });

  it('stand in for each other, and the one that answers is kept to', async () => {
    const { calls, failures, evaluate } = peers(3);
    failures[0] = failures[1] = failure(status.UNAVAILABLE);
    expect(await evaluate()).toBe('peer2');
    failures[0] = failures[1] = undefined;
    expect(await evaluate()).toBe('peer2');
    expect(calls).toEqual([0, 1, 2, 2]);
  });

  it('are asked each once where none answers, and the first one’s words are told', async () => {
    const { calls, failures, evaluate } = peers(2);
    failures[0] = failure(status.UNAVAILABLE);
    failures[1] = failure(status.UNAVAILABLE);
    await expect(evaluate()).rejects.toBe(failures[0]);
    expect(calls).toEqual([0, 1]);
  });

  it('are not asked again where one has answered with a refusal', async () => {
    const { calls, failures, evaluate } = peers(2);
    failures[0] = failure(status.ABORTED);
    await expect(evaluate()).rejects.toBe(failures[0]);
    expect(calls).toEqual([0]);
  });

  it('lose the next call to another where they do not answer in time', async () => {
    const { failures, evaluate } = peers(2);
    failures[0] = failure(status.DEADLINE_EXCEEDED);
    await expect(evaluate()).rejects.toBe(failures[0]);
    expect(await evaluate()).toBe('peer1');
  });

  it('keep the next call where only a transaction took long', async () => {
    const { failures, client, evaluate } = peers(2);
    failures[0] = failure(status.DEADLINE_EXCEEDED);
    await expect(client.commitStatus('channel12', 'a', 1)).rejects.toBe(failures[0]);
    failures[0] = undefined;
    expect(await evaluate()).toBe('peer0');
  });

  it('do not call a transaction refused that one of them may have passed on', async () => {
    const { calls, failures, client } = peers(2);
    failures[0] = failure(status.UNAVAILABLE);
    failures[1] = failure(status.ABORTED);
    await expect(client.submit(Buffer.from('t'), Buffer.from('s'))).rejects.toBe(failures[0]);
    expect(calls).toEqual([0, 1]);
    failures[0] = failures[1];
    await expect(client.submit(Buffer.from('t'), Buffer.from('s'))).rejects.toBe(failures[1]);
  });

  it('begin the next stream elsewhere when one has failed', async () => {
    const { client } = peers(2);
    const readAll = async (): Promise<unknown[]> => {
      const seen: unknown[] = [];
      try {
        for await (const block of await client.blocks('channel12', undefined)) seen.push(block);
      } catch {
        return seen;
      }
      return seen;
    };
    expect(await readAll()).toEqual([0]);
    expect(await readAll()).toEqual([1]);
  });
});
