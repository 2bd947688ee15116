import { readProfile } from '@cloudfed/network';
import { join } from 'node:path';

import { inFlight } from './in-flight.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { beginOfPast, CONSUMER, pastArguments, pastInstance, PROVIDER } from './metered-past.js';
import { type NativeFederation, withNativeFederation } from './native-federation.js';
import { operatorOf } from './own-federation.js';
import { connectPlainClient, untilDone } from './plain-client.js';

const RUNS = 5;
const WRITES_A_RUN = 1_000;
const IN_FLIGHT = 200;
const CHANNEL = 'channel12';
const OPENING_SECONDS = 8;
const OPENING_RUNS = 3;
const NETWORK = 'real Fabric, native, 3 orderers and 6 peers';

/** What the gateway costs: writes that share nothing, a transaction each. */
export const GATEWAY_WRITE_SINGLE: Measure = {
  id: 'gateway.write.single',
  what: 'independent writes per second over HTTP, a transaction each, against the bare client library',
  goal: { of: 'ratio', kind: 'at least', bound: 0.9 },
  run: () => withNativeFederation(measureSingle, { CLOUDFED_MAX_GROUP: '1' }),
};

/** What grouping gains where writes share a record. */
export const GATEWAY_WRITE_GROUPED: Measure = {
  id: 'gateway.write.grouped',
  what: 'instances opened per second on one quota, grouping on against off',
  goal: { of: 'ratio', kind: 'at least', bound: 10 },
  run: measureGrouped,
};

async function measureSingle({ federation, home }: NativeFederation): Promise<Figure> {
  const profile = await readProfile(join(home, 'native', 'profiles', 'org1.json'));
  const plain = await connectPlainClient(profile, CHANNEL, profile.chaincode);
  const { client } = operatorOf(federation, PROVIDER);
  const begin = beginOfPast();
  try {
    const bare = async (id: string): Promise<void> => {
      await plain.contract.submitTransaction('importECSResource', ...pastArguments(`bare-${id}`, begin));
    };
    const ours = async (id: string): Promise<void> => {
      await client.post('/v1/ecs-imports', pastInstance(`ours-${id}`, begin));
    };
    await untilDone(() => bare('first'));
    const [own, peers]: [number[], number[]] = [[], []];
    for (let round = 0; round <= RUNS; round += 1) {
      const ids = Array.from({ length: WRITES_A_RUN }, (_, at) => `${String(round)}-${String(at)}`);
      const [peer, value] = [await inFlight(IN_FLIGHT, ids, bare), await inFlight(IN_FLIGHT, ids, ours)];
      if (round === 0) continue;
      own.push(value);
      peers.push(peer);
    }
    const [value, peerValue] = [Math.round(median(own)), Math.round(median(peers))];
    return {
      id: 'gateway.write.single',
      value,
      unit: 'writes/s',
      peer: 'fabric-gateway client with native signing, the same function, writes/s',
      peerValue,
      ratio: Math.round((100 * value) / peerValue) / 100,
      setup:
        `${NETWORK}; proposals of imports, which share no record, grouping off; median of ${String(RUNS)} rounds of ` +
        `${String(WRITES_A_RUN)} each, in turns, ${String(IN_FLIGHT)} in flight; ours with tokens, checks, stored ` +
        `envelopes and audit log; ${machine()}`,
    };
  } finally {
    plain.close();
  }
}

async function measureGrouped(): Promise<Figure> {
  const on = await withNativeFederation((native) => measureOpens(native));
  const off = await withNativeFederation((native) => measureOpens(native), { CLOUDFED_MAX_GROUP: '1' });
  return {
    id: 'gateway.write.grouped',
    value: Math.round(on),
    unit: 'instances/s',
    peer: 'the same gateway with grouping off, instances/s',
    peerValue: Math.round(off * 10) / 10,
    ratio: Math.round((10 * on) / off) / 10,
    setup:
      `${NETWORK}; opens on one quota over HTTP for ${String(OPENING_SECONDS)} s, ${String(IN_FLIGHT)} in flight, those ` +
      `answered 503 sent again; median of ${String(OPENING_RUNS)} after a warm-up, one network for each; ${machine()}`,
  };
}

async function measureOpens({ federation }: NativeFederation): Promise<number> {
  const provider = operatorOf(federation, PROVIDER).client;
  const consumer = operatorOf(federation, CONSUMER).client;
  const price = {
    cpu: '10',
    ram: '4',
    ecsDisk: '1',
    ossDisk: '1',
    request: '1',
    publicNetwork: '2',
    privateNetwork: '0',
  };
  await provider.post('/v1/prices', { providerId: PROVIDER, ...price });
  const plenty = '1000000';
  await provider.post('/v1/quotas', {
    ...{ quotaId: 'bench', consumerId: CONSUMER, holdingDays: '365', cpu: plenty, ramGb: plenty, ecsDiskGb: plenty },
    ...{ ossDiskGb: '0', bandwidthMbps: plenty, publicIps: plenty, privateIps: '0' },
  });
  const shape = { cloudService: 'ECS', networkType: 'public', bandwidthMbps: '2', cpu: '2', ramGb: '4', diskGb: '8' };
  const who = { providerId: PROVIDER, userId: `${CONSUMER}001`, commitmentDays: '365' };
  const rates: number[] = [];
  for (let round = 0; round <= OPENING_RUNS; round += 1) {
    const until = performance.now() + OPENING_SECONDS * 1_000;
    let [next, opened] = [0, 0];
    const worker = async (): Promise<void> => {
      while (performance.now() < until) {
        const instanceId = `open-${String(round)}-${String((next += 1))}`;
        // One that does not come through in time has not been opened in time.
        await consumer.post('/v1/ecs-resources', { instanceId, ...shape, ...who }).then(
          () => (opened += Number(performance.now() < until)),
          () => undefined,
        );
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    if (round > 0) rates.push(opened / OPENING_SECONDS);
  }
  return median(rates);
}
