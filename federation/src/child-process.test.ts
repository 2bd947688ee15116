import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { KeptProcess, type ProcessSpec, ProcessStartError } from './child-process.js';

// These start the compiled parent watch: the build comes before the tests.

describe('a process that is kept running', () => {
  let folder: string;
  let kept: KeptProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-kept-'));
  });
  afterEach(async () => {
    await kept?.stop();
    kept = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  const specOf = (script: string): ProcessSpec => {
    const path = join(folder, 'script.mjs');
    writeFileSync(path, script);
    return {
      name: 'probe',
      script: path,
      args: [],
      env: { MARK: join(folder, 'mark') },
      logFile: join(folder, 'log'),
      isReadyLine: (line) => line === 'ready',
      readyTimeoutMs: 10_000,
      stopTimeoutMs: 500,
    };
  };
  const until = async (met: () => boolean): Promise<void> => {
    for (let waited = 0; !met() && waited < 200; waited += 1) await delay(50);
    expect(met()).toBe(true);
  };

  it('is ready when it says so, and stops in order', async () => {
    kept = new KeptProcess(
      specOf(`import { writeFileSync } from 'node:fs';
        process.on('SIGTERM', () => { writeFileSync(process.env.MARK, 'in order'); process.exit(0); });
        setInterval(() => {}, 1000); console.log('ready');`),
    );
    await kept.start();
    await kept.stop();
    expect(readFileSync(join(folder, 'mark'), 'utf8')).toBe('in order');
  });

  it('is killed when it does not stop in time', async () => {
    kept = new KeptProcess(
      specOf(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready');`),
    );
    await kept.start();
    const { pid } = kept;
    await kept.stop();
    expect(() => process.kill(pid ?? 0, 0)).toThrow(/ESRCH/u);
  });

  it('is started again when it dies', async () => {
    const restarts: string[] = [];
    kept = new KeptProcess(specOf(`setInterval(() => {}, 1000); console.log('ready');`), {
      onRestart: (name, reason) => restarts.push(`${name} ${reason}`),
    });
    await kept.start();
    const first = kept.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => kept?.pid !== first && restarts.length === 1);
    expect(restarts).toEqual(['probe SIGKILL']);
  });

  it('tells what it printed last when it cannot start', async () => {
    kept = new KeptProcess(specOf(`console.error('the port is taken'); process.exit(3);`));
    await expect(kept.start()).rejects.toThrow(ProcessStartError);
    expect(existsSync(join(folder, 'log'))).toBe(true);
  });
});
