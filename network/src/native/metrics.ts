import { ask } from './nodes.js';
import type { OrdererNode, PeerNode, Topology } from './topology.js';

/** The values of one of a node's metrics by ledger channel, as its operations service tells them; empty where it does not. */
async function byChannel(node: OrdererNode | PeerNode, metric: string): Promise<ReadonlyMap<string, number>> {
  const answer = await ask(node, '/metrics').catch(() => undefined);
  return answer?.status === 200 ? readMetric(answer.body, metric) : new Map();
}

/** Lines `metric{channel="name"} value` of a Prometheus page. */
export function readMetric(page: string, metric: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const line of page.split('\n')) {
    if (!line.startsWith(`${metric}{`)) continue;
    const [, channel, value] = /\{channel="([^"]+)"\} (\S+)$/u.exec(line) ?? [];
    if (channel !== undefined) values.set(channel, Number(value));
  }
  return values;
}

/** How many blocks a peer has of each ledger channel it is in. */
export function ledgerHeights(peer: PeerNode): Promise<ReadonlyMap<string, number>> {
  return byChannel(peer, 'ledger_blockchain_height');
}

/** Names of the channels an orderer leads. */
export async function ledChannels(orderer: OrdererNode): Promise<readonly string[]> {
  const leads = await byChannel(orderer, 'consensus_etcdraft_is_leader');
  return [...leads].filter(([, value]) => value === 1).map(([channel]) => channel);
}

/** Channel → name of the orderer that leads it. */
export async function channelLeaders(topology: Topology): Promise<ReadonlyMap<string, string>> {
  const led = await Promise.all(
    topology.orderers.map(async (orderer) => (await ledChannels(orderer)).map((name) => [name, orderer.name] as const)),
  );
  return new Map(led.flat());
}
