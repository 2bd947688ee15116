import { execFile, spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

import { stripColours } from '../native/background-process.js';
import type { Environment } from '../native/env-file.js';
import { CommandError, OperatorError } from '../native/operator-error.js';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Images are pulled and built in this time too. */
const TIMEOUT_MS = 45 * 60_000;
const QUESTION_TIMEOUT_MS = 30_000;
const PROJECT_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/u;
/** All that `docker-compose.yaml` puts under a profile. */
const ALL_PROFILES = ['product', 'postgres', 'metrics', 'admin'];

/** A container of the project. */
export interface Container {
  readonly id: string;
  readonly service: string;
  /** `running`, `exited`, `restarting`, … */
  readonly state: string;
  /** `starting`, `healthy`, `unhealthy`; undefined where nobody asks after it. */
  readonly health: string | undefined;
}

export interface DockerOptions {
  /** Folder of `docker-compose.yaml`. */
  readonly root: string;
  /** Variables for it; need not exist. */
  readonly envFile: string;
  readonly environment: Environment;
}

/** Docker and its compose command, acting on this project. */
export class Docker {
  readonly project: string;
  readonly #options: DockerOptions;
  readonly #compose: readonly [string, ...string[]];
  readonly #env: Record<string, string>;

  private constructor(options: DockerOptions, compose: readonly [string, ...string[]], project: string) {
    this.#options = options;
    this.#compose = compose;
    this.project = project;
    this.#env = ownEnvironment(options.environment);
  }

  /**
   * Finds `docker compose`, or the older `docker-compose`.
   * @throws OperatorError where there is none, or no engine answers.
   */
  static async find(options: DockerOptions): Promise<Docker> {
    const project = options.environment['COMPOSE_PROJECT_NAME'] ?? 'cloudfed';
    if (!PROJECT_NAME.test(project)) {
      throw new OperatorError(`COMPOSE_PROJECT_NAME must be lower-case letters, digits, - and _, is ${project}`);
    }
    const env = ownEnvironment(options.environment);
    const ask = (command: string, ...args: string[]): Promise<string> =>
      run(command, args, { env, cwd: options.root, timeout: QUESTION_TIMEOUT_MS });
    try {
      await ask('docker', 'version', '--format', '{{.Server.Version}}');
    } catch (error) {
      throw new OperatorError(`no Docker engine answers: start one, or use --mode native (${messageOf(error)})`);
    }
    for (const compose of [['docker', 'compose'] as const, ['docker-compose'] as const]) {
      const [command, ...args] = compose;
      const isThere = await ask(command, ...args, 'version').then(
        () => true,
        () => false,
      );
      if (isThere) return new Docker(options, compose, project);
    }
    throw new OperatorError('neither "docker compose" nor "docker-compose" is there: install one of them');
  }

  /** `docker …` @returns What it wrote to standard output. */
  docker(...args: readonly string[]): Promise<string> {
    return run('docker', args, { env: this.#env, cwd: this.#options.root, timeout: TIMEOUT_MS });
  }

  /** `docker compose …` @param profiles Of which parts, besides those that are always there. */
  async compose(args: readonly string[], profiles: readonly string[] = []): Promise<string> {
    const [command, ...given] = await this.#command(profiles);
    return run(command, [...given, ...args], { env: this.#env, cwd: this.#options.root, timeout: TIMEOUT_MS });
  }

  /** The same of every part there is. */
  composeAll(...args: readonly string[]): Promise<string> {
    return this.compose(args, ALL_PROFILES);
  }

  /** The same, written to this process's own output as it comes. */
  async show(...args: readonly string[]): Promise<void> {
    const [command, ...given] = await this.#command(ALL_PROFILES);
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command, [...given, ...args], {
        env: this.#env,
        cwd: this.#options.root,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.once('error', (error) => {
        reject(new OperatorError(`${command} cannot be run: ${error.message}`));
      });
      child.once('exit', () => {
        resolve();
      });
    });
  }

  /** Containers of the project, also those that have ended. */
  async containers(): Promise<readonly Container[]> {
    const text = await this.docker(
      ...['ps', '--all', '--no-trunc', '--filter', `label=com.docker.compose.project=${this.project}`],
      ...['--format', '{{.ID}}\t{{.Label "com.docker.compose.service"}}\t{{.State}}\t{{.Status}}'],
    );
    return readContainers(text);
  }

  async #command(profiles: readonly string[]): Promise<readonly [string, ...string[]]> {
    const { root, envFile } = this.#options;
    const [command, ...rest] = this.#compose;
    return [
      command,
      ...rest,
      ...['--project-directory', root, '--file', join(root, 'docker-compose.yaml'), '--project-name', this.project],
      ...((await isThere(envFile)) ? ['--env-file', envFile] : []),
      ...profiles.flatMap((profile) => ['--profile', profile]),
    ];
  }
}

/** Lines of `id, service, state, status`, tabs between. */
export function readContainers(text: string): readonly Container[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', service = '', state = '', status = ''] = line.split('\t');
      const [, health] = /\((?:health: )?(starting|healthy|unhealthy)\)/u.exec(status) ?? [];
      return { id, service, state, health };
    });
}

/** Ours and compose's own variables come from the file alone, or a network would change with who types the command. */
function ownEnvironment(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(?:CLOUDFED|COMPOSE)_/u.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1' };
}

interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeout: number;
}

function run(command: string, args: readonly string[], { env, cwd, timeout }: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env, cwd, timeout, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
        return;
      }
      const output = stripColours(`${stdout}\n${stderr}`).trim();
      const why = error.killed === true ? `no end within ${timeout / 1000} s` : lastWords(output, error.message);
      reject(new CommandError(`${command} failed: ${why}`, output));
    });
  });
}

function lastWords(output: string, otherwise: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.findLast((line) => /error|denied|cannot|not found|invalid/iu.test(line)) ??
    lines.at(-1) ??
    otherwise
  ).trim();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
