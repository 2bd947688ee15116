import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { BackgroundProcesses, type ProcessSpec } from './background-process.js';
import { processIdentity } from './process-identity.js';

const FOREVER = 'setInterval(() => undefined, 1000); console.log("here");';

describe('processes in the background', () => {
  let folder: string;
  let processes: BackgroundProcesses;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-processes-'));
    processes = new BackgroundProcesses(join(folder, 'pids'));
  });

  afterEach(async () => {
    for (const name of await processes.names()) await processes.stop(name);
    rmSync(folder, { recursive: true, force: true });
  });

  function spec(code: string, name = 'node'): ProcessSpec {
    return {
      name,
      command: process.execPath,
      args: ['-e', code],
      env: {},
      folder,
      logFile: join(folder, 'logs', `${name}.log`),
    };
  }

  it('run once however often they are asked for, until they are stopped', async () => {
    expect(await processes.ensure(spec(FOREVER))).toBe(true);
    const pid = await processes.pid('node');
    expect(await processes.ensure(spec(FOREVER))).toBe(false);
    expect(await processes.pid('node')).toBe(pid);
    expect(await processes.names()).toEqual(['node']);
    expect(statSync(join(folder, 'logs', 'node.log')).mode & 0o777).toBe(0o600);
    await processes.stop('node');
    expect(await processes.pid('node')).toBeUndefined();
    expect(await processes.names()).toEqual([]);
    await processes.stop('node');
  });

  it('start anew for another purpose', async () => {
    await processes.ensure(spec(FOREVER), 'one');
    const pid = await processes.pid('node');
    expect(await processes.ensure(spec(FOREVER), 'other')).toBe(true);
    expect(await processes.pid('node')).not.toBe(pid);
    expect(await processes.purpose('node')).toBe('other');
  });

  it('start again after they died', async () => {
    await processes.ensure(spec(FOREVER));
    const pid = (await processes.pid('node')) ?? 0;
    process.kill(pid, 'SIGKILL');
    await untilGone(pid);
    expect(await processes.pid('node')).toBeUndefined();
    expect(await processes.ensure(spec(FOREVER))).toBe(true);
  });

  it('that got the number of one that ended are left alone', async () => {
    await processes.ensure(spec(FOREVER));
    const other = await processes.pid('node');
    const file = join(folder, 'pids', 'node.pid');
    const written = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(join(folder, 'pids', 'old.pid'), JSON.stringify({ ...written, identity: 'another start' }));
    expect(await processes.pid('old')).toBeUndefined();
    await processes.stop('old');
    expect(await processes.pid('node')).toBe(other);
  });

  it.runIf(process.platform === 'linux')('are found where their starter died before it wrote so', async () => {
    await processes.ensure(spec(FOREVER), 'purpose');
    const pid = await processes.pid('node');
    await rm(join(folder, 'pids', 'node.pid'));
    expect(await processes.names()).toEqual(['node']);
    expect(await processes.pid('node')).toBe(pid);
    expect(await processes.purpose('node')).toBe('purpose');
    await processes.stop('node');
    expect(await processIdentity(pid ?? 0)).toBeUndefined();
  });

  it('outlive whoever started them', async () => {
    const module = JSON.stringify(new URL('../../dist/native/background-process.js', import.meta.url).href);
    const starter = `const { BackgroundProcesses } = await import(${module});
      await new BackgroundProcesses(${JSON.stringify(join(folder, 'pids'))}).ensure(${JSON.stringify(spec(FOREVER))});`;
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', starter]).status).toBe(0);
    expect(await processes.pid('node')).toBeDefined();
  });

  it('that ended say why', async () => {
    const code = 'console.log(JSON.stringify({ level: "error", message: "the port is taken" })); process.exit(1)';
    await processes.ensure(spec(code)).catch(() => undefined);
    await untilStopped('node');
    expect(await processes.diagnosis('node', spec('').logFile)).toBe(
      `node ended: the port is taken (its log: ${join(folder, 'logs', 'node.log')})`,
    );
  });

  it('that cannot be started are an error', async () => {
    await expect(processes.ensure({ ...spec(''), command: join(folder, 'none') })).rejects.toThrow('ENOENT');
  });

  async function untilStopped(name: string): Promise<void> {
    while ((await processes.pid(name)) !== undefined) await pause();
  }
});

async function untilGone(pid: number): Promise<void> {
  while ((await processIdentity(pid)) !== undefined) await pause();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
