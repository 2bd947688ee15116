import type { NetworkMode, PartStatus } from '@cloudfed/network';
import { describe, expect, it } from 'vitest';

import { watchNetwork } from './network-watch.js';

/** A network whose parts end when a test says so. */
class Parts implements Pick<NetworkMode, 'status' | 'up'> {
  readonly #parts = new Map<string, PartStatus>();
  readonly told: string[] = [];
  failures = 0;

  constructor(...names: readonly string[]) {
    for (const name of names) this.#parts.set(name, running(name));
  }

  end(name: string): void {
    this.#parts.set(name, { name, state: 'not running', healthy: false, port: 1, notes: '' });
  }

  get healthy(): boolean {
    return [...this.#parts.values()].every(({ healthy }) => healthy);
  }

  status = () => Promise.resolve({ title: '', parts: [...this.#parts.values()] });

  up = (): Promise<readonly string[]> => {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('the port is busy'));
    }
    for (const name of this.#parts.keys()) this.#parts.set(name, running(name));
    return Promise.resolve([]);
  };

  watch(): () => Promise<void> {
    return watchNetwork({
      mode: this,
      everyMs: 1,
      onRestart: (name, reason) => this.told.push(`${name}: ${reason}`),
      onFailure: (reason) => this.told.push(reason),
    });
  }
}

function running(name: string): PartStatus {
  return { name, state: 'running', healthy: true, port: 1, pid: 1, notes: '' };
}

describe('watch over a network', () => {
  it('starts again what ended, and tells it', async () => {
    const parts = new Parts('orderer1', 'peer0.org1');
    const end = parts.watch();
    parts.end('orderer1');
    await expect.poll(() => parts.healthy).toBe(true);
    await end();
    expect(parts.told).toEqual(['orderer1: not running']);
  });

  it('tries again what could not be started', async () => {
    const parts = new Parts('orderer1');
    parts.failures = 2;
    const end = parts.watch();
    parts.end('orderer1');
    await expect.poll(() => parts.healthy).toBe(true);
    await end();
    expect(parts.told.filter((line) => line === 'the port is busy')).toHaveLength(2);
  });

  it('does nothing once it is ended', async () => {
    const parts = new Parts('orderer1');
    await parts.watch()();
    parts.end('orderer1');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(parts.told).toEqual([]);
  });
});
