import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import {
  EXACT_PER_FEN,
  type ExactAmount,
  type MeteredInstance,
  parseFen,
  parseId,
  parseQuantity,
  parseUserId,
  type UsageRecord,
  UsageTally,
  UsageTimeline,
} from '@cloudfed/core';

import { ending } from './ending.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median, Unavailable } from './measure.js';

const run = promisify(execFile);
const RUNS = 5;
const POINTS = 1_000_000;
/** As many different ones as the peer has; they are rated over and over. */
const FRAME = 10_000;
const WARM_UP = 5;
const HOUR_SECONDS = 3_600;
const BEGIN = 1_767_225_600;
/** Fen a core and day: 1.25 an hour, which is what the peer is told. */
const PRICE = '30';
const PEER_PRICE = '1.25';
const CLOUDKITTY = 'cloudkitty==25.0.0';
const PEER = fileURLToPath(new URL('../peers/cloudkitty/rate.py', import.meta.url));
const INSTALL_WITHIN_MS = 600_000;
const PEER_WITHIN_MS = 300_000;

/** Rating alone, in process, against another rating engine in its own. */
export const RATING: Measure = {
  id: 'rating',
  what: 'points rated per second in process, one meter and price each, against CloudKitty’s hashmap; our error',
  goal: { of: 'ratio', kind: 'at least', bound: 3 },
  run: measure,
};

async function measure(): Promise<Figure> {
  const python = await pythonWithCloudKitty();
  const points = pointsOf();
  const [own, peers]: [number[], number[]] = [[], []];
  let [error, peerError] = [0n, ''];
  rateFrames(points, WARM_UP);
  for (let round = 0; round < RUNS; round += 1) {
    const { stdout } = await run(python, [PEER, String(POINTS), PEER_PRICE], {
      timeout: PEER_WITHIN_MS,
      signal: ending,
    });
    const peer = JSON.parse(stdout) as { readonly rate: number; readonly error: string };
    peers.push(peer.rate);
    peerError = peer.error;
    const startedAt = performance.now();
    const total = rateFrames(points, POINTS / FRAME);
    own.push(POINTS / ((performance.now() - startedAt) / 1_000));
    // 1.25 fen a core and hour, and quantities are tenths: all in whole numbers.
    const exact =
      (points.reduce((sum, { quantity }) => sum + quantity, 0n) * 5n * EXACT_PER_FEN * BigInt(POINTS / FRAME)) /
      (4n * 10n ** 10n);
    error = total - exact;
  }
  const [value, peerValue] = [Math.round(median(own)), Math.round(median(peers))];
  if (error !== 0n) throw new Error(`the total is ${String(error)} from the exact one`);
  return {
    id: 'rating',
    value,
    unit: 'points/s',
    peer: `${CLOUDKITTY.replace('==', ' ')}, hashmap module, points/s`,
    peerValue,
    ratio: Math.round((100 * value) / peerValue) / 100,
    setup:
      `median of ${String(RUNS)} rounds of ${String(POINTS)} points in turns, an hour of some cores each, one thread each; ` +
      `points are there before and rated ones kept; our error against the exact total: ${String(error)}, ` +
      `the peer’s: ${peerError}; ${machine()}`,
  };
}

const INSTANCE: MeteredInstance = {
  instanceId: parseId('i1', 'instanceId'),
  userId: parseUserId('00002001', 'userId'),
  type: 'ECS',
  networkType: 'private',
  begin: BEGIN,
  end: undefined,
  shape: { cpu: parseQuantity('1000', 'cpu') },
};

function pointsOf(): readonly UsageRecord[] {
  return Array.from({ length: FRAME }, (_, at): UsageRecord => {
    const tenths = (at % 97) + 1;
    return {
      id: parseId(`r${String(at)}`, 'id'),
      instanceId: INSTANCE.instanceId,
      meter: 'cpu',
      from: BEGIN,
      to: BEGIN + HOUR_SECONDS,
      quantity: parseQuantity(`${String(Math.floor(tenths / 10))}.${String(tenths % 10)}`, 'quantity'),
    };
  });
}

/** Rates all points so many times, as the ledger does: each alone, added up by period, user and kind. */
function rateFrames(points: readonly UsageRecord[], times: number): ExactAmount {
  const fen = (text: string) => parseFen(text, 'price');
  const zero = fen('0');
  const price = {
    cpu: fen(PRICE),
    ram: zero,
    ecsDisk: zero,
    ossDisk: zero,
    request: zero,
    publicNetwork: zero,
    privateNetwork: zero,
  };
  const timeline = new UsageTimeline([{ version: 1, effectiveFrom: 0, price }], BEGIN, BEGIN + HOUR_SECONDS);
  const tally = new UsageTally();
  for (let time = 0; time < times; time += 1) {
    const rated: ExactAmount[] = [];
    for (const point of points) {
      for (const part of timeline.rate(point, INSTANCE)) {
        rated.push(part.exactAmount);
        tally.add(part, INSTANCE);
      }
    }
    if (rated.length !== points.length) throw new Error('a point was not rated');
  }
  return tally.sums.reduce((sum, { exactAmount }) => (sum + exactAmount) as ExactAmount, 0n as ExactAmount);
}

/** A Python that has the peer: installed once, in a virtual environment among the user's caches. */
async function pythonWithCloudKitty(): Promise<string> {
  const given = process.env['CLOUDFED_BENCH_CLOUDKITTY'];
  if (given !== undefined) return given;
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(caches, 'cloudfed-bench', CLOUDKITTY.replace('==', '-'));
  const python = join(folder, 'bin', 'python');
  const isWhole = join(folder, 'installed');
  if (existsSync(isWhole)) return python;
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await run('python3', ['-m', 'venv', folder], { timeout: INSTALL_WITHIN_MS, signal: ending });
    await run(python, ['-m', 'pip', 'install', '-q', CLOUDKITTY], { timeout: INSTALL_WITHIN_MS, signal: ending });
    await mkdir(isWhole);
    return python;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`${CLOUDKITTY} cannot be installed from PyPI: ${reason}`);
  }
}
