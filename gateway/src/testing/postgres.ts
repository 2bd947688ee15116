import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

/** A PostgreSQL server of this machine, in a folder and on a port of its own. */
export interface PostgresServer {
  /** `postgres://…`, of its empty database. */
  readonly url: string;
  /** Makes one more empty database. */
  newDatabase(name: string): Promise<string>;
  /** SIGKILL to all of its processes; its folder stays. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const DEBIAN_ROOT = '/usr/lib/postgresql';
const HOST = '127.0.0.1';
const USER = 'cloudfed';
const ATTEMPTS = 800;
const PAUSE_MS = 50;

/** The folder of `initdb` and `postgres`, where they are installed: on PATH or where Debian puts them. */
export function findPostgres(): string | undefined {
  const debian = existsSync(DEBIAN_ROOT)
    ? readdirSync(DEBIAN_ROOT)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(DEBIAN_ROOT, version, 'bin'))
    : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/**
 * @param binaries from {@link findPostgres}
 * @param fsync whether it survives the machine's end too, not only its own
 */
export async function startPostgres(binaries: string, fsync = false): Promise<PostgresServer> {
  const server = new LocalServer(binaries, await freePort(), fsync);
  try {
    await server.restart();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

class LocalServer implements PostgresServer {
  readonly #binaries: string;
  readonly #port: number;
  readonly #fsync: boolean;
  readonly #root: string;
  readonly #data: string;
  readonly #owner: Owner | undefined;
  #process: ChildProcess | undefined;

  constructor(binaries: string, port: number, fsync: boolean) {
    this.#binaries = binaries;
    this.#port = port;
    this.#fsync = fsync;
    this.#owner = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
    this.#root = mkdtempSync(join(tmpdir(), 'cloudfed-postgres-'));
    this.#data = join(this.#root, 'data');
    mkdirSync(this.#data, { mode: 0o700 });
    if (this.#owner !== undefined) {
      chownSync(this.#root, this.#owner.uid, this.#owner.gid);
      chownSync(this.#data, this.#owner.uid, this.#owner.gid);
    }
    const made = spawnSync(
      join(binaries, 'initdb'),
      ['-D', this.#data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions', '--no-sync'],
      { ...this.#owner, cwd: this.#root, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  }

  get url(): string {
    return this.#urlOf('postgres');
  }

  async newDatabase(name: string): Promise<string> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } finally {
      await client.end();
    }
    return this.#urlOf(name);
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    this.#process = undefined;
    const ended = endOf(child);
    // The server's processes have one group, which is theirs alone.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  async restart(): Promise<void> {
    const settings = {
      listen_addresses: HOST,
      port: this.#port,
      unix_socket_directories: '',
      max_connections: 60,
      fsync: this.#fsync ? 'on' : 'off',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#process = spawn(join(this.#binaries, 'postgres'), ['-D', this.#data, ...options], {
      ...this.#owner,
      cwd: this.#root,
      stdio: 'ignore',
      detached: true,
    });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await this.#answers()) return;
      if (this.#process.exitCode !== null) break;
      await delay(PAUSE_MS);
    }
    throw new Error('PostgreSQL did not start');
  }

  /** There is nothing worth a proper shutdown. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #urlOf(database: string): string {
    return `postgres://${USER}@${HOST}:${this.#port}/${database}`;
  }

  async #answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 1_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  });
}

/** PostgreSQL does not run as root. */
function unprivilegedUser(): Owner {
  const id = (option: string): number => {
    const { stdout } = spawnSync('id', [option, 'nobody'], { encoding: 'utf8' });
    return Number(stdout.trim());
  };
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
