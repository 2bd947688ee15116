import { expect, it } from 'vitest';

import { during, Ended } from './ending.js';

interface Life {
  readonly said: string[];
  readonly controller: AbortController;
  readonly thing: (name: string) => { start: () => Promise<string>; stop: (name: string) => Promise<void> };
}

function newLife(): Life {
  const said: string[] = [];
  const controller = new AbortController();
  const thing = (name: string) => ({
    start: () => {
      said.push(`start ${name}`);
      return Promise.resolve(name);
    },
    stop: async (started: string) => {
      await Promise.resolve();
      said.push(`stop ${started}`);
    },
  });
  return { said, controller, thing };
}
const forever = (): Promise<never> => new Promise(() => undefined);

it('what was started is stopped behind what was done with it', async () => {
  const { said, thing, controller } = newLife();
  const act = (name: string): Promise<number> => {
    said.push(`act on ${name}`);
    return Promise.resolve(7);
  };
  expect(await during(thing('network'), act, controller.signal)).toBe(7);
  expect(said).toEqual(['start network', 'act on network', 'stop network']);
  const failing = during(thing('other'), () => Promise.reject(new Error('no')), controller.signal);
  await expect(failing).rejects.toThrow('no');
  expect(said.slice(3)).toEqual(['start other', 'stop other']);
});

it('a signal stops all of it, the innermost first, whatever is under way', async () => {
  const { said, thing, controller } = newLife();
  const { signal } = controller;
  const whole = during(
    thing('network'),
    () => during(thing('chaincode'), async () => (controller.abort(new Ended('SIGTERM')), forever()), signal),
    signal,
  );
  await expect(whole).rejects.toThrow(Ended);
  expect(said).toEqual(['start network', 'start chaincode', 'stop chaincode', 'stop network']);
});

it('a signal during the start stops what has come up, and nothing is begun after it', async () => {
  const { said, thing, controller } = newLife();
  const network = thing('network');
  const start = (): Promise<string> => {
    controller.abort(new Ended('SIGINT'));
    return network.start();
  };
  await expect(during({ ...network, start }, forever, controller.signal)).rejects.toThrow('SIGINT');
  expect(said).toEqual(['start network', 'stop network']);
  await expect(during(thing('more'), forever, controller.signal)).rejects.toThrow(Ended);
  expect(said).toHaveLength(2);
});
