import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { SEED, startOwnFederation } from './support/federation.js';

const COMMAND = fileURLToPath(new URL('../cli/bin/cloudfed.js', import.meta.url));

interface End {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('the cloudfed command on a whole federation', () => {
  let federation: RunningFederation;
  let folder: string;

  const cloudfed = (...args: readonly string[]): Promise<End> =>
    new Promise((resolve, reject) => {
      const env = { PATH: process.env['PATH'], CLOUDFED_HOME: federation.layout.home };
      const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      let out = '';
      let err = '';
      let isEnded = false;
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        // Events go on until they are ended.
        if (isEnded || args[0] !== 'events' || !out.includes('bill.issued')) return;
        isEnded = true;
        child.kill('SIGINT');
      });
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, out, err });
      });
    });
  /** The one JSON document that it answers. */
  const ask = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
    const { code, out, err } = await cloudfed(...args, '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    return JSON.parse(out) as Record<string, unknown>;
  };
  const flags = (values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).flatMap(([name, value]) => [
      `--${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    ]);

  beforeAll(async () => {
    federation = await startOwnFederation();
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-cli-'));
  });

  afterAll(async () => {
    await federation.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('does what the first prototype was made for, from a price to a bill', async () => {
    await ask('price', 'publish', ...flags(SEED.price));
    await ask(
      'quota',
      'create',
      ...flags({ ...SEED.quota, privateIps: '200', cpu: '200', ramGb: '200', ecsDiskGb: '1000' }),
    );
    const opened = await ask('ecs', 'open', ...flags(SEED.instance), '--org', '00002', '--role', 'user');
    expect(opened).toMatchObject({ instanceId: SEED.instance.instanceId, status: 'open' });
    const bill = await ask('ecs', 'release', SEED.instance.instanceId, '--org', 'CNNIC');
    expect(await ask('bill', 'show', 'ECSBill', SEED.instance.instanceId)).toEqual(bill);
    expect(await ask('total', '--provider-id', '00001')).toMatchObject({ totalCost: bill['totalCost'] });
    const list = await cloudfed('bill', 'list');
    expect(list.out).toContain(SEED.instance.instanceId);
  });

  it('refuses as the gateway does', async () => {
    const refused = await cloudfed('quota', 'show', 'nothing');
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toMatch(/^NOT_FOUND: /u);
    expect((await cloudfed('quota', 'create', '--org', '00002', '--role', 'user', ...flags(SEED.quota))).code).toBe(4);
    expect((await cloudfed('prices')).code).toBe(64);
  });

  it('opens and releases a file’s instances, and the same file again changes nothing', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `bulk-${String(at)}`);
    const file = join(folder, 'instances.ndjson');
    const instance = { ...SEED.instance, networkType: 'private', bandwidthMbps: '0' };
    writeFileSync(file, ids.map((instanceId) => JSON.stringify({ ...instance, instanceId })).join('\n'));
    const open = (): Promise<End> => cloudfed('ecs', 'open', '--each', file, '--org', '00002');
    expect(await open()).toMatchObject({ code: 0, out: '40 done, 0 failed\n' });
    expect(await open()).toMatchObject({ code: 0, out: '40 done, 0 failed\n' });
    const releases = join(folder, 'releases.ndjson');
    writeFileSync(releases, ids.map((instanceId) => JSON.stringify({ instanceId })).join('\n'));
    const release = (): Promise<End> => cloudfed('ecs', 'release', '--each', releases, '--org', '00002', '--json');
    const [first, again] = [await release(), await release()];
    expect(first.code).toBe(0);
    const sorted = ({ out }: End): string[] => out.trimEnd().split('\n').sort();
    expect(sorted(again)).toEqual(sorted(first));
    const all = await cloudfed('bill', 'list', '--all', '--json');
    expect(all.out.trimEnd().split('\n')).toHaveLength(41);
  });

  it('makes, rotates and revokes API keys, which it can be called with', async () => {
    const made = await ask('api-key', 'create', '--name', 'reports', '--roles', 'auditor', '--role', 'admin');
    const keyId = String(made['keyId']);
    const list = ['bill', 'list', '--token', String(made['apiKey'])];
    expect((await cloudfed(...list)).code).toBe(0);
    await ask('api-key', 'rotate', keyId, '--overlap-hours', '0', '--role', 'admin');
    expect((await cloudfed(...list)).code).toBe(4);
    expect(await ask('api-key', 'revoke', keyId, '--role', 'admin')).toMatchObject({ keyId });
    const log = await cloudfed('audit-log', '--role', 'auditor', '--json', '--all');
    expect(log.out).toContain('"operation":"revokeApiKey"');
  });

  it('tells events until it is ended', async () => {
    const { code, out } = await cloudfed('events', '--after', 'genesis');
    expect(out).toMatch(/00002 {2}quota\.created {2}000001/u);
    expect(out).toContain(`bill.issued  ${SEED.instance.instanceId}`);
    expect(code).toBe(0);
  });
});
