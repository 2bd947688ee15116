import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fabricRelease } from './support/peer-command.js';

const ROOT = resolve(fileURLToPath(import.meta.url), '..', '..');
const isNative = process.env['CLOUDFED_FEDERATION'] === 'native' && fabricRelease !== undefined;
const page = await readFile(join(ROOT, 'docs', 'operate.md'), 'utf8');

interface Section {
  readonly title: string;
  readonly commands: string;
}

/** Each step of the page with its commands, as they stand there. */
const sections = page
  .split(/^### /mu)
  .slice(1)
  .map((text): Section => {
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(([, commands = '']) => commands);
    return { title: text.slice(0, text.indexOf('\n')), commands: blocks.join('') };
  });

/** What a step has written when it is done, where that says that it was. */
const OUTCOMES: Readonly<Record<string, RegExp>> = {
  '2': /The nodes run/u,
  '4': /^(?:[\s\S]*?Status: 201){12}(?![\s\S]*Status: )/u,
  '5': /Channels peers has joined: \n(?:channel(?:12|13|all)\n){3}[\s\S]*"height":1/u,
  '6': /package id {3}cloudfed_1\.0:[0-9a-f]{64}[\s\S]*Package ID: cloudfed_1\.0:[0-9a-f]{64}/u,
  '8': /"Org1MSP": true,\s+"Org2MSP": true[\s\S]*Version: 1\.0, Sequence: 1/u,
  '9': /"orgID":"00001"[^}]*"confirmed":true[\s\S]*"orgID":"00002"[^}]*"confirmed":true[\s\S]*"agreed":\{"network":"cloudfed"/u,
  '10': /"objectType\\?":\\?"ECSBill\\?"[\s\S]*\n\d+\n$/u,
  '11': /Version: 1\.1, Sequence: 2[\s\S]*202202150002/u,
  '12': /stopped and removed/u,
};

it('every step of docs/operate.md has commands that a shell can read', () => {
  expect(sections).toHaveLength(12);
  for (const { title, commands } of sections) {
    expect(commands, title).not.toBe('');
    expect(spawnSync('bash', ['-n', '-c', commands], { encoding: 'utf8' }).stderr, title).toBe('');
  }
});

describe.skipIf(!isNative)('docs/operate.md, run as it stands', () => {
  let home: string;
  let shell: ChildProcess;
  let exited: Promise<number>;
  let written = '';

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cloudfed-operate-'));
    const path = `${dirname(fabricRelease?.binaries.peer ?? '')}:${process.env['PATH'] ?? ''}`;
    shell = spawn('bash', ['-s'], {
      cwd: ROOT,
      env: { ...process.env, PATH: path, CLOUDFED_HOME: home },
      // Of its own group, so that services it started end with it.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    exited = once(shell, 'exit').then(([code]) => Number(code));
    for (const stream of [shell.stdout, shell.stderr]) {
      stream?.on('data', (chunk: Buffer) => (written += chunk.toString()));
    }
  });

  afterAll(async () => {
    if (shell.exitCode === null && shell.pid !== undefined) {
      process.kill(-shell.pid, 'SIGKILL');
      await exited;
    }
    spawnSync(join(ROOT, 'scripts', 'network.sh'), ['down', '--mode', 'native'], {
      env: { ...process.env, CLOUDFED_HOME: home },
    });
    await rm(home, { recursive: true, force: true });
  });

  it.each(sections)('$title', async ({ title, commands }) => {
    const { output, status } = await run(commands);
    expect(status, output).toBe(0);
    expect(output).toMatch(OUTCOMES[/^\d+/u.exec(title)?.[0] ?? ''] ?? /^/u);
  });

  /** Has the shell run commands as a person would type them, up to the first that fails. */
  async function run(commands: string): Promise<{ output: string; status: number }> {
    written = '';
    const mark = `--- ${Math.random().toString(36).slice(2)} ---`;
    shell.stdin?.write(`{ set -e; ${commands}\nset +e; }; printf '%s 0\\n' '${mark}'\n`);
    for (;;) {
      const end = written.indexOf(mark);
      if (end >= 0) return { output: written.slice(0, end), status: 0 };
      const ended = await Promise.race([exited, delay(50)]);
      if (ended !== undefined) return { output: written, status: ended };
    }
  }
});
