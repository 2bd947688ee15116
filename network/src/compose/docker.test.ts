import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { OperatorError } from '../native/operator-error.js';
import { Docker, readContainers } from './docker.js';
import { untilHealthy } from './health.js';

describe('docker and its compose command', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-docker-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program of that name that tells what it was called with. */
  function program(name: string, script: string): void {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  const find = (environment: Record<string, string> = {}): Promise<Docker> =>
    Docker.find({ root: folder, envFile: join(folder, 'compose.env'), environment: { PATH: folder, ...environment } });

  it('are looked for, the newer way first', async () => {
    program('docker', 'echo "docker $*"');
    program('docker-compose', 'echo "docker-compose $*"');
    expect(await (await find()).compose(['ps'])).toBe(
      `docker compose --project-directory ${folder} --file ${folder}/docker-compose.yaml --project-name cloudfed ps\n`,
    );
    program('docker', '[ "$1" != compose ] && echo "docker $*"');
    writeFileSync(join(folder, 'compose.env'), '');
    expect(await (await find({ COMPOSE_PROJECT_NAME: 'other' })).compose(['up'], ['metrics'])).toBe(
      `docker-compose --project-directory ${folder} --file ${folder}/docker-compose.yaml --project-name other ` +
        `--env-file ${folder}/compose.env --profile metrics up\n`,
    );
  });

  it('get no variable that the file should give', async () => {
    program('docker', 'echo "$CLOUDFED_HOME|$COMPOSE_PROFILES|$DOCKER_HOST"');
    const docker = await find({ CLOUDFED_HOME: '/x', COMPOSE_PROFILES: 'all', DOCKER_HOST: 'unix:///y' });
    expect(await docker.docker()).toBe('||unix:///y\n');
  });

  it.each([
    ['there is no docker', () => undefined, {}, /no Docker engine answers: start one, or use --mode native/u],
    [
      'no engine answers',
      (make: typeof program) => {
        make('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
      },
      {},
      /no Docker engine answers: .*Cannot connect to the Docker daemon/u,
    ],
    [
      'there is no compose',
      (make: typeof program) => {
        make('docker', '[ "$1" != compose ]');
      },
      {},
      /neither "docker compose" nor "docker-compose"/u,
    ],
    ['a project name that is none', () => undefined, { COMPOSE_PROJECT_NAME: 'A B' }, /COMPOSE_PROJECT_NAME must be/u],
  ] as const)('say in one line what to do where %s', async (_case, prepare, environment, message) => {
    prepare(program);
    const attempt = find(environment);
    await expect(attempt).rejects.toThrow(OperatorError);
    await expect(attempt).rejects.toThrow(message);
  });

  it('pass on the last words of a command that fails', async () => {
    program('docker', 'if [ "$1" = build ]; then echo "step 1"; echo "ERROR: no space left" >&2; echo; exit 1; fi');
    await expect((await find()).docker('build')).rejects.toThrow('docker failed: ERROR: no space left');
  });

  it('tell a service that has ended, with the end of its log', async () => {
    program('docker', 'case "$1" in ps) printf "1\\tpeer\\texited\\tExited (1)\\n";; logs) echo "no such key";; esac');
    await expect(untilHealthy(await find(), ['peer'])).rejects.toThrow('peer ended: no such key');
  });
});

describe('containers', () => {
  it('are read line by line', () => {
    const lines = [
      'a1\tpeer0.org1.example.com\trunning\tUp 3 minutes (healthy)',
      'a2\tgateway.org1.example.com\trunning\tUp 2 seconds (health: starting)',
      'a3\tprometheus\trunning\tUp 5 minutes',
      'a4\tvolume-owner\texited\tExited (0) 1 minute ago',
      '',
    ];
    expect(readContainers(lines.join('\n'))).toEqual([
      { id: 'a1', service: 'peer0.org1.example.com', state: 'running', health: 'healthy' },
      { id: 'a2', service: 'gateway.org1.example.com', state: 'running', health: 'starting' },
      { id: 'a3', service: 'prometheus', state: 'running', health: undefined },
      { id: 'a4', service: 'volume-owner', state: 'exited', health: undefined },
    ]);
  });
});
