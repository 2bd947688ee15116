import { join } from 'node:path';

import { GatewayClient } from '@cloudfed/federation';
import { readProfile } from '@cloudfed/network';

import { inFlight } from './in-flight.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { type NativeFederation, withNativeFederation } from './native-federation.js';
import { withOneRecord } from './one-record-chaincode.js';
import { connectPlainClient, untilDone } from './plain-client.js';

const RUNS = 5;
const WRITES_A_RUN = 2_000;
const IN_FLIGHT = 200;
const CHANNEL = 'channel12';

/** Instances opened over HTTP under one quota, against a plain chaincode that writes one record a transaction. */
export const LEDGER_SINGLE: Measure = {
  id: 'ledger.single',
  what: 'instances opened per second over HTTP on real Fabric, against one plain record a transaction',
  goal: { of: 'ratio', kind: 'at least', bound: 1 },
  run: () =>
    withNativeFederation((native) => withOneRecord(native, CHANNEL, (chaincode) => measure(native, chaincode))),
};

async function measure(
  native: NativeFederation,
  chaincode: { readonly name: string; readonly what: string },
): Promise<Figure> {
  const profile = await readProfile(join(native.home, 'native', 'profiles', 'org2.json'));
  const client = await connectPlainClient(profile, CHANNEL, chaincode.name);
  try {
    const open = await prepareOpens(native);
    const store = async (id: string): Promise<void> => {
      await client.contract.submitTransaction('open', id, recordOf(id));
    };
    let attempt = 0;
    await untilDone(() => store(`first-${String((attempt += 1))}`));
    const ours: number[] = [];
    const peers: number[] = [];
    // The first round is the warm-up of both.
    for (let round = 0; round <= RUNS; round += 1) {
      const ids = Array.from({ length: WRITES_A_RUN }, (_, at) => `single-${String(round)}-${String(at)}`);
      const peer = await inFlight(IN_FLIGHT, ids, store);
      const own = await inFlight(IN_FLIGHT, ids, open);
      if (round === 0) continue;
      ours.push(own);
      peers.push(peer);
    }
    const value = Math.round(median(ours));
    const peerValue = Math.round(median(peers));
    return {
      id: 'ledger.single',
      value,
      unit: 'instances/s',
      peer: `${chaincode.what}, records/s`,
      peerValue,
      ratio: Math.round((100 * value) / peerValue) / 100,
      setup:
        `real Fabric, native, 3 orderers and 6 peers; median of ${String(RUNS)} rounds of ${String(WRITES_A_RUN)} each, ` +
        `in turns, ${String(IN_FLIGHT)} in flight; ours over HTTP with all checks and one quota, grouped; the peer by ` +
        `the fabric-gateway client with native signing, without TLS to its chaincode; ${machine()}`,
    };
  } finally {
    client.close();
  }
}

async function prepareOpens({ federation }: NativeFederation): Promise<(id: string) => Promise<void>> {
  const [providerOrg, consumerOrg] = federation.file.orgs;
  if (!providerOrg || !consumerOrg) throw new Error('the federation has fewer than two orgs');
  const provider = new GatewayClient(providerOrg.gatewayUrl, providerOrg.tokens.operator);
  const consumer = new GatewayClient(consumerOrg.gatewayUrl, consumerOrg.tokens.operator);
  const price = {
    cpu: '10',
    ram: '4',
    ecsDisk: '1',
    ossDisk: '1',
    request: '1',
    publicNetwork: '2',
    privateNetwork: '0',
  };
  await provider.post('/v1/prices', { providerId: providerOrg.orgId, ...price });
  const plenty = { cpu: '1000000', ramGb: '1000000', ecsDiskGb: '1000000', ossDiskGb: '0', bandwidthMbps: '1000000' };
  const addresses = { publicIps: '1000000', privateIps: '0' };
  const terms = { quotaId: 'bench', consumerId: consumerOrg.orgId, holdingDays: '365' };
  await provider.post('/v1/quotas', { ...terms, ...plenty, ...addresses });
  return async (instanceId) => {
    await consumer.post('/v1/ecs-resources', {
      instanceId,
      providerId: providerOrg.orgId,
      userId: `${consumerOrg.orgId}001`,
      cloudService: 'ECS',
      networkType: 'public',
      bandwidthMbps: '2',
      cpu: '2',
      ramGb: '4',
      diskGb: '8',
      commitmentDays: '365',
    });
  };
}

/** A record with the fields of an instance. */
function recordOf(instanceID: string): string {
  return JSON.stringify({
    objectType: 'ECSResource',
    instanceID,
    resourceProvider: 'CNIC',
    providerID: '00001',
    resourceUser: 'CNNIC',
    userID: '00002001',
    cloudService: 'ECS',
    networkType: 'public',
    networkBandwidth: 2,
    CPU: 2,
    RAM: 4,
    hardDisk: 8,
    commitment_servicetime: 365,
    beginTime: { seconds: 1_700_000_000, nanos: 0 },
  });
}
