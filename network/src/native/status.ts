import type { NetworkStatus, PartStatus } from '../network-mode.js';
import type { BackgroundProcesses } from './background-process.js';
import { ledChannels, ledgerHeights } from './metrics.js';
import { isHealthy } from './nodes.js';
import { listens } from './ports.js';
import { type ChaincodeService, allPeers, type OrdererNode, type PeerNode, type Topology } from './topology.js';

/** What of a network runs, asked of the nodes themselves. */
export async function partsOf(
  topology: Topology,
  processes: BackgroundProcesses,
  deployed: boolean,
): Promise<NetworkStatus['parts']> {
  const node = async (part: OrdererNode | PeerNode, notes: () => Promise<string>): Promise<PartStatus> => {
    const healthy = await isHealthy(part).catch(() => false);
    return statusOf(part, await processes.pid(part.name), healthy, healthy ? await notes() : '');
  };
  const service = async (part: ChaincodeService): Promise<PartStatus> => {
    const packageId = await processes.purpose(part.name);
    return {
      ...statusOf(part, await processes.pid(part.name), await listens(part.port), packageId ?? ''),
      ...(deployed ? {} : { state: 'not deployed' }),
    };
  };
  return Promise.all([
    ...topology.orderers.map((orderer) => node(orderer, async () => leading(await ledChannels(orderer)))),
    ...allPeers(topology).map((peer) => node(peer, async () => heights(await ledgerHeights(peer)))),
    ...topology.orgs.map(({ chaincode }) => service(chaincode)),
  ]);
}

function statusOf(
  { name, port }: Readonly<{ name: string; port: number }>,
  pid: number | undefined,
  healthy: boolean,
  notes: string,
): PartStatus {
  if (pid === undefined) return { name, port, state: 'stopped', healthy: false, notes: '' };
  return { name, port, pid, healthy, state: healthy ? 'running' : 'not healthy', notes };
}

function leading(channels: readonly string[]): string {
  return channels.length === 0 ? 'follows' : `leads ${[...channels].sort().join(', ')}`;
}

function heights(blocks: ReadonlyMap<string, number>): string {
  return [...blocks]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([channel, height]) => `${channel} ${height}`)
    .join(', ');
}
