import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { compareUsage, encodeUsageBatch, type Meter, parseId, parseQuantity, type UsageRecord } from '@cloudfed/core';
import { type ConnectionProfile, readProfile } from '@cloudfed/network';
import type { Contract } from '@hyperledger/fabric-gateway';

import { inFlight } from './in-flight.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { beginOfPast, METERED, pastArguments } from './metered-past.js';
import { type NativeFederation, withNativeFederation } from './native-federation.js';
import { withOneRecord } from './one-record-chaincode.js';
import { connectPlainClient, type PlainClient, untilDone } from './plain-client.js';

const RUNS = 5;
const INSTANCES = 1_024;
const RECORDS_A_BATCH = 5_000;
const BATCHES_A_LANE_AND_RUN = 2;
const PEER_RECORDS_A_RUN = 1_500;
const OUR_WIDTHS = [4, 8, 16];
const PEER_WIDTHS = [100, 200, 400];
const IMPORTS_TOGETHER = 64;
const HOUR_SECONDS = 3_600;
const CHANNEL = 'channel12';

/** Metered records on the ledger, against a plain chaincode that writes one record a transaction. */
export const LEDGER_USAGE: Measure = {
  id: 'ledger.usage',
  what: 'metered records committed per second on real Fabric, against one plain record a transaction',
  goal: { of: 'ratio', kind: 'at least', bound: 250 },
  run: () => withNativeFederation(measure),
};

/** A lane's instances and where its next batch begins. */
interface Lane {
  readonly name: string;
  readonly instances: string[];
  sequence: number;
  from: number;
}

async function measure(native: NativeFederation): Promise<Figure> {
  const profiles = await Promise.all(
    ['org1', 'org2'].map((org) => readProfile(join(native.home, 'native', 'profiles', `${org}.json`))),
  );
  const [own, other] = profiles;
  if (own === undefined || other === undefined) throw new Error('two profiles expected');
  return withOneRecord(native, CHANNEL, (chaincode) => measureAgainst(chaincode, own, other));
}

async function measureAgainst(
  chaincode: { readonly name: string; readonly what: string },
  own: ConnectionProfile,
  other: ConnectionProfile,
): Promise<Figure> {
  const clients: PlainClient[] = [];
  const connect = async (profile: ConnectionProfile, name: string): Promise<Contract> => {
    const client = await connectPlainClient(profile, CHANNEL, name);
    clients.push(client);
    return client.contract;
  };
  try {
    const provider = await connect(own, own.chaincode);
    const lanes = await bringIn(provider, await connect(other, other.chaincode));
    const plain = await connect(own, chaincode.name);
    return await compare(lanes, provider, plain, chaincode.what);
  } finally {
    for (const client of clients) client.close();
  }
}

async function compare(lanes: readonly Lane[], provider: Contract, plain: Contract, peer: string): Promise<Figure> {
  const store = async (id: string): Promise<void> => {
    await plain.submitTransaction('open', id, plainRecord(id));
  };
  await untilDone(() => store(`first-${String(Date.now())}`));
  const ours = (width: number): Promise<number> => recordAll(lanes, provider, width);
  let named = 0;
  const peers = (width: number): Promise<number> => {
    const ids = Array.from({ length: PEER_RECORDS_A_RUN }, () => `record-${String((named += 1))}`);
    return inFlight(width, ids, store);
  };
  // In flight tuned for each side; these runs are the warm-up, too.
  const [width, peerWidth] = [await bestOf(OUR_WIDTHS, ours), await bestOf(PEER_WIDTHS, peers)];
  const [values, peerValues]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    peerValues.push(await peers(peerWidth));
    values.push(await ours(width));
  }
  const [value, peerValue] = [Math.round(median(values)), Math.round(median(peerValues))];
  return {
    id: 'ledger.usage',
    value,
    unit: 'records/s',
    peer: `${peer}, records/s`,
    peerValue,
    ratio: Math.round(value / peerValue),
    setup:
      `real Fabric, native, 3 orderers and 6 peers, one network and its block settings for both; ${String(INSTANCES)} metered ` +
      `instances in ${String(lanes.length)} lanes, batches of up to ${String(RECORDS_A_BATCH)} records packed before, ` +
      `${String(width)} in flight; the peer without checks, ${String(peerWidth)} in flight; median of ${String(RUNS)} runs in ` +
      `turns; ${machine()}`,
  };
}

async function bestOf(widths: readonly number[], run: (width: number) => Promise<number>): Promise<number> {
  let best = { width: 1, rate: 0 };
  for (const width of widths) {
    const rate = await run(width);
    if (rate > best.rate) best = { width, rate };
  }
  return best.width;
}

/** Brings in the instances of the past: the provider proposes, the consumer accepts. */
async function bringIn(provider: Contract, consumer: Contract): Promise<readonly Lane[]> {
  const begin = beginOfPast();
  const ids = Array.from({ length: INSTANCES }, (_, at) => `i${String(at).padStart(4, '0')}`);
  const groups = Array.from({ length: INSTANCES / IMPORTS_TOGETHER }, (_, at) =>
    ids.slice(at * IMPORTS_TOGETHER, (at + 1) * IMPORTS_TOGETHER),
  );
  const lanes = new Map<string, Lane>();
  for (const who of [provider, consumer]) {
    for (const group of groups) {
      const items = group.map((id) => ({ fn: 'importECSResource', args: pastArguments(id, begin) }));
      await untilDone(async () => {
        const answer = await who.submitTransaction('group', JSON.stringify({ items }));
        const { results } = JSON.parse(Buffer.from(answer).toString()) as {
          results: { ok?: { instanceID: string; lane?: string } }[];
        };
        for (const { ok } of results) {
          if (ok === undefined) throw new Error('an import was refused');
          if (ok.lane === undefined) continue;
          const lane = lanes.get(ok.lane) ?? { name: ok.lane, instances: [], sequence: 0, from: begin };
          lanes.set(ok.lane, lane);
          if (!lane.instances.includes(ok.instanceID)) lane.instances.push(ok.instanceID);
        }
      });
    }
  }
  const all = [...lanes.values()];
  if (all.reduce((sum, { instances }) => sum + instances.length, 0) !== INSTANCES)
    throw new Error('instances are missing');
  return all;
}

/** Sends the next batches of all lanes, so many lanes at once. @returns how many records a second were charged */
async function recordAll(lanes: readonly Lane[], provider: Contract, width: number): Promise<number> {
  const packed = lanes.map((lane) => Array.from({ length: BATCHES_A_LANE_AND_RUN }, () => nextBatch(lane)));
  let charged = 0;
  const startedAt = performance.now();
  await inFlight(width, packed, async (batches) => {
    for (const { argument, records } of batches) {
      const answer = Buffer.from(await provider.submitTransaction('recordUsage', argument)).toString();
      const { accepted } = JSON.parse(answer) as { accepted: number };
      if (accepted !== records) throw new Error('a record was refused');
      charged += accepted;
    }
  });
  return charged / ((performance.now() - startedAt) / 1_000);
}

function nextBatch(lane: Lane): { readonly argument: string; readonly records: number } {
  const meters = Object.entries(METERED) as [Meter, string][];
  const hours = Math.floor(RECORDS_A_BATCH / (lane.instances.length * meters.length));
  const windowFrom = lane.from;
  const windowTo = windowFrom + hours * HOUR_SECONDS;
  lane.sequence += 1;
  lane.from = windowTo;
  const records: UsageRecord[] = [];
  for (const id of lane.instances) {
    for (const [meter, quantity] of meters) {
      for (let from = windowFrom; from < windowTo; from += HOUR_SECONDS) {
        records.push({
          id: parseId(`${id}.${meter}.${String(from)}`, 'id'),
          instanceId: parseId(id, 'instanceId'),
          meter,
          from,
          to: from + HOUR_SECONDS,
          quantity: parseQuantity(quantity, 'quantity'),
        });
      }
    }
  }
  records.sort(compareUsage);
  const { name, sequence } = lane;
  const compact = encodeUsageBatch({ lane: name, sequence, windowFrom, windowTo, records });
  return { argument: deflateRawSync(compact).toString('base64'), records: records.length };
}

/** What a plain chaincode would keep of one record. */
function plainRecord(id: string): string {
  return JSON.stringify({
    ...{ objectType: 'UsageRecord', id, instanceID: 'i0001', providerID: '00001', userID: '00002001', meter: 'cpu' },
    ...{ from: 1_700_000_000, to: 1_700_003_600, quantity: '2' },
  });
}
