import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts, homeLayout, type RunningFederation, startFederation } from '@cloudfed/federation';
import { findPostgres, type PostgresServer, startPostgres } from '@cloudfed/gateway/testing/postgres';

import { Caller } from './caller.js';
import { type CuttingProxy, newCuttingProxy } from './cutting-proxy.js';
import { Load } from './load.js';
import { mountSmallDisk, type SmallDisk } from './small-disk.js';

export const PROVIDER = '00001';
export const CONSUMER = '00002';
export const QUOTA_ID = 'faults';
/** A second of a core costs 10 fen, of a GB of memory 4, of disk 1: totals say exactly what was counted. */
const PRICE = {
  ...{ cpu: '864000', ram: '345600', ecsDisk: '86400', ossDisk: '1' },
  ...{ request: '1', publicNetwork: '0', privateNetwork: '0' },
};
const MUCH = '1000000';
const QUOTA = {
  ...{ quotaId: QUOTA_ID, consumerId: CONSUMER, holdingDays: '365', cpu: MUCH, ramGb: MUCH, ecsDiskGb: MUCH },
  ...{ ossDiskGb: '0', bandwidthMbps: MUCH, publicIps: '0', privateIps: MUCH },
};
const USAGE = {
  CLOUDFED_USAGE_WINDOW_SECONDS: '10',
  CLOUDFED_USAGE_WAIT_SECONDS: '2',
  CLOUDFED_ANSWER_SECONDS: '10',
};

/** A federation under load, with all that can be taken away from it. */
export interface Stage {
  readonly federation: RunningFederation;
  readonly load: Load;
  /** Between the load and the gateways. */
  readonly proxies: readonly CuttingProxy[];
  /** Of the provider's read model; undefined where PostgreSQL is not installed. */
  readonly postgres: PostgresServer | undefined;
  /** Under the consumer's read model; undefined where this user may not mount one, as the next. */
  readonly readModelDisk: SmallDisk | undefined;
  /** Under all else that the consumer's gateway keeps. */
  readonly gatewayDisk: SmallDisk | undefined;
  /** Names of processes that ended and were started again, since this was last asked. */
  readonly restarted: () => readonly string[];
  /** Asks a gateway itself, not by way of the proxies. */
  readonly callerOf: (orgId: string) => Caller;
  /** Ends and removes all of it. */
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const home = await mkdtemp(join(tmpdir(), 'cloudfed-faults-'));
  const closing: (() => unknown)[] = [() => rm(home, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const act of closing.reverse()) await act();
  };
  try {
    return { ...(await build(home, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(home: string, closing: (() => unknown)[]): Promise<Omit<Stage, 'close'>> {
  const binaries = findPostgres();
  const postgres = binaries === undefined ? undefined : await startPostgres(binaries, true);
  closing.push(() => postgres?.stop());
  const data = join(homeLayout(home).gateway(CONSUMER), 'data');
  const readModel = join(home, 'read-model');
  const gatewayDisk = mountSmallDisk(data);
  const readModelDisk = gatewayDisk === undefined ? undefined : mountSmallDisk(readModel);
  closing.push(() => gatewayDisk?.unmount());
  closing.push(() => readModelDisk?.unmount());
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (readModelDisk !== undefined) await symlink(join(readModel, 'readmodel.db'), join(data, 'readmodel.db'));

  const database = postgres === undefined ? {} : { DATABASE_URL: postgres.url };
  let ended: string[] = [];
  const federation = await startFederation({
    onRestart: (name) => ended.push(name),
    home,
    ports: await freePorts(),
    gatewayEnv: (orgId) => ({ ...USAGE, ...(orgId === PROVIDER ? database : {}) }),
  });
  closing.push(() => federation.stop());
  const orgOf = (orgId: string) => {
    const org = federation.file.orgs.find((member) => member.orgId === orgId);
    if (org === undefined) throw new Error(`no organization ${orgId}`);
    return org;
  };
  const callerOf = (orgId: string): Caller => new Caller(orgOf(orgId).gatewayUrl, orgOf(orgId).tokens.operator);
  const proxyOf = async (orgId: string): Promise<CuttingProxy> => {
    const proxy = await newCuttingProxy(orgOf(orgId).gatewayUrl);
    closing.push(() => proxy.close());
    return proxy;
  };
  const [toProvider, toConsumer] = [await proxyOf(PROVIDER), await proxyOf(CONSUMER)];
  const provider = callerOf(PROVIDER);
  for (const [path, body] of [
    ['/v1/prices', PRICE],
    ['/v1/quotas', QUOTA],
  ] as const) {
    const answer = await provider.post(path, body);
    if (answer?.status !== 201) throw new Error(`POST ${path}: ${JSON.stringify(answer)}`);
  }
  const load = new Load({
    consumer: new Caller(toConsumer.url, orgOf(CONSUMER).tokens.operator),
    provider: new Caller(toProvider.url, orgOf(PROVIDER).tokens.operator),
  });
  const restarted = (): readonly string[] => {
    const names = ended;
    ended = [];
    return names;
  };
  const proxies = [toProvider, toConsumer];
  return { federation, load, proxies, postgres, readModelDisk, gatewayDisk, restarted, callerOf };
}
