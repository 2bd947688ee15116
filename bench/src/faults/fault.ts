import { setTimeout as delay } from 'node:timers/promises';

import type { Stage } from './stage.js';

/** One thing that is taken away, and given back where nobody of the federation could. */
export interface Fault {
  readonly what: string;
  readonly how: string;
  /** How often it happens, each time under load. */
  readonly times: number;
  /** Why it cannot happen here; undefined where it can. */
  readonly missing?: (stage: Stage) => string | undefined;
  /** The processes that are killed: any other that ends is a fault of the product. */
  readonly kills?: readonly string[];
  /** Resolves when the fault itself is over: what was killed may still be coming back. */
  readonly happen: (stage: Stage) => Promise<void>;
}

const KILLS = 3;
const AWAY_MS = 3_000;
const FULL_MS = 8_000;
const ANSWERS_TO_CUT = 60;
const CUT_EVERY = 4;
const EVERYTHING = ['network', 'chaincode-00001', 'chaincode-00002', 'gateway-00001', 'gateway-00002'];
const NO_POSTGRES = 'PostgreSQL is not installed';
const NO_MOUNT = 'this user may not mount a small disk';

export const FAULTS: readonly Fault[] = [
  killed('the consumer’s gateway', ['gateway-00002']),
  killed('the provider’s gateway', ['gateway-00001']),
  killed('the chaincode of one organization', ['chaincode-00001']),
  killed('all chaincode', ['chaincode-00001', 'chaincode-00002', 'chaincode-00003']),
  killed('the network: every peer and the orderer', ['network']),
  {
    what: 'the database of the provider’s read model',
    how: `kill -9 of all of PostgreSQL; started again after ${String(AWAY_MS / 1_000)} s`,
    times: KILLS,
    missing: ({ postgres }) => (postgres === undefined ? NO_POSTGRES : undefined),
    happen: async ({ postgres }) => {
      await postgres?.kill();
      await delay(AWAY_MS);
      await postgres?.restart();
    },
  },
  {
    what: 'connections between callers and gateways',
    how: `every ${String(CUT_EVERY)}th part of an answer is cut in its middle, ${String(ANSWERS_TO_CUT)} times`,
    times: 1,
    happen: async ({ proxies }) => {
      const cut = (): number => proxies.reduce((sum, proxy) => sum + proxy.cut, 0);
      const enough = cut() + ANSWERS_TO_CUT;
      for (const proxy of proxies) proxy.cutEvery(CUT_EVERY);
      for (let waited = 0; cut() < enough && waited < 600; waited += 1) await delay(100);
      for (const proxy of proxies) proxy.cutEvery(0);
      if (cut() < enough) throw new Error('too few answers were cut');
    },
  },
  {
    what: 'the disk of the consumer’s read model',
    how: `a small file system (tmpfs) filled to its last byte for ${String(FULL_MS / 1_000)} s`,
    times: 2,
    missing: ({ readModelDisk }) => (readModelDisk === undefined ? NO_MOUNT : undefined),
    happen: ({ readModelDisk }) => full(readModelDisk),
  },
  {
    what: 'the disk of all that the consumer’s gateway keeps',
    how: `the same: its envelopes, keys, usage and audit log have no room for ${String(FULL_MS / 1_000)} s`,
    times: 2,
    missing: ({ gatewayDisk }) => (gatewayDisk === undefined ? NO_MOUNT : undefined),
    happen: ({ gatewayDisk }) => full(gatewayDisk),
  },
  {
    ...killed('everything at once', [
      'network',
      'chaincode-00001',
      'chaincode-00002',
      'gateway-00001',
      'gateway-00002',
    ]),
    how: 'kill -9 of the network, two chaincodes, both gateways and PostgreSQL',
    happen: async (stage) => {
      const { postgres } = stage;
      kill(stage, EVERYTHING);
      await postgres?.kill();
      await delay(AWAY_MS);
      await postgres?.restart();
    },
  },
];

function killed(what: string, processes: readonly string[]): Fault {
  return {
    what,
    how: 'kill -9',
    times: KILLS,
    kills: processes,
    happen: (stage) => {
      kill(stage, processes);
      return Promise.resolve();
    },
  };
}

function kill({ federation }: Stage, names: readonly string[]): void {
  for (const name of names) {
    const pid = federation.processes.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, 'SIGKILL');
  }
}

async function full(disk: Stage['gatewayDisk']): Promise<void> {
  // Again and again: what a process gives back on the way is taken too.
  for (let waited = 0; waited < FULL_MS; waited += 500) {
    disk?.fill();
    await delay(500);
  }
  disk?.free();
}
