import Database from 'libsql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { GroupCommit } from './group-commit.js';

let store: Database.Database;

beforeEach(() => {
  store = new Database(':memory:');
  store.exec('CREATE TABLE kept (name TEXT PRIMARY KEY)');
});
afterEach(() => {
  store.close();
});

const names = (): unknown[] =>
  (store.prepare('SELECT name FROM kept ORDER BY name').all() as { name: string }[]).map(({ name }) => name);

it('a write that fails is refused alone; those that came with it are kept', async () => {
  const commit = GroupCommit.of(store);
  const insert = store.prepare('INSERT INTO kept VALUES (?)');
  const add = (name: string): Promise<void> =>
    commit.write(() => {
      insert.run([name]);
    });
  const outcomes = await Promise.allSettled([add('a'), add('b'), add('a'), add('c')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(names()).toEqual(['a', 'b', 'c']);
});

it('more than one batch holds are all kept, in order', async () => {
  const commit = GroupCommit.of(store);
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 1_100 }, (_, at) =>
      commit.write(() => {
        order.push(at);
      }),
    ),
  );
  expect(order).toEqual(Array.from({ length: 1_100 }, (_, at) => at));
});

it('writes that come soon after a commit share the next one', async () => {
  // However slow this machine is.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  let commits = 0;
  const transaction = store.transaction.bind(store);
  store.transaction = ((...args: Parameters<typeof transaction>) => {
    commits += 1;
    return transaction(...args);
  }) as typeof store.transaction;
  const commit = GroupCommit.of(store);
  const write = (): Promise<void> => commit.write(() => undefined);
  await write();
  expect(commits).toBe(1);
  const next = [write()];
  await new Promise((resolve) => setImmediate(resolve));
  next.push(write());
  await Promise.all(next);
  clock.mockRestore();
  expect(commits).toBe(2);
});
