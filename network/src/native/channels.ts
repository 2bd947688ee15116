import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { FabricCommands, PeerCommands } from './fabric-command.js';
import { channelLeaders } from './metrics.js';
import { OperatorError } from './operator-error.js';
import {
  type LedgerChannel,
  type NativeLayout,
  ordererAdmin,
  type OrdererNode,
  type PeerNode,
  type PeerOrg,
  type Topology,
} from './topology.js';

const LEADER_WITHIN_MS = 60_000;
const POLL_MS = 200;

/** Makes the first block of every ledger channel that has none, and has every orderer and peer join. */
export async function ensureChannels(
  layout: NativeLayout,
  topology: Topology,
  commands: FabricCommands,
): Promise<void> {
  await Promise.all(topology.channels.map((channel) => ensureGenesisBlock(layout, channel, commands)));
  await Promise.all(topology.orderers.map((orderer) => joinOrderer(layout, topology, orderer, commands)));
  await Promise.all(
    topology.orgs.flatMap((org) => org.peers.map((peer) => joinPeer(layout, topology, org, peer, commands))),
  );
  await untilLeaders(topology);
}

/** Where a channel's first block is kept. */
export function genesisBlock(layout: Pick<NativeLayout, 'artifacts'>, channel: LedgerChannel): string {
  return join(layout.artifacts, `${channel.name}.block`);
}

async function ensureGenesisBlock(
  layout: NativeLayout,
  channel: LedgerChannel,
  commands: FabricCommands,
): Promise<void> {
  const block = genesisBlock(layout, channel);
  if (await exists(block)) return;
  // A block of another run is another channel, so a half-written one must never get this name.
  const unfinished = `${block}.tmp`;
  await commands.run('configtxgen', [
    ...['-configPath', layout.config, '-profile', channel.profile, '-channelID', channel.name],
    ...['-outputBlock', unfinished],
  ]);
  await rename(unfinished, block);
}

async function joinOrderer(
  layout: NativeLayout,
  topology: Topology,
  orderer: OrdererNode,
  commands: FabricCommands,
): Promise<void> {
  const flags = adminFlags(layout, orderer);
  const joined = await ordererChannels(layout, orderer, commands);
  for (const channel of topology.channels.filter(({ name }) => !joined.includes(name))) {
    const block = genesisBlock(layout, channel);
    await osnadmin(commands, ['channel', 'join', '--channelID', channel.name, '--config-block', block, ...flags]);
  }
}

/** Names of the channels an orderer has joined. */
export async function ordererChannels(
  layout: NativeLayout,
  orderer: OrdererNode,
  commands: FabricCommands,
): Promise<readonly string[]> {
  const text = await osnadmin(commands, ['channel', 'list', ...adminFlags(layout, orderer)]);
  const { channels } = JSON.parse(text) as { channels: { name: string }[] | null };
  return (channels ?? []).map(({ name }) => name);
}

function adminFlags(layout: NativeLayout, orderer: OrdererNode): string[] {
  const { tls } = ordererAdmin(layout.identities);
  return [
    ...['--orderer-address', `${orderer.host}:${orderer.adminPort}`, '--ca-file', orderer.paths.tls.rootCert],
    ...['--client-cert', tls.cert, '--client-key', tls.key, '--no-status'],
  ];
}

/** It exits with 0 also where the orderer refuses; the answer says so. */
async function osnadmin(commands: FabricCommands, args: string[]): Promise<string> {
  const answer = await commands.run('osnadmin', args);
  const { error } = JSON.parse(answer) as { error?: string };
  if (error !== undefined) throw new OperatorError(`osnadmin ${args.slice(0, 4).join(' ')} failed: ${error}`);
  return answer;
}

/** Has a peer join those of its org's channels that it has not joined. */
export async function joinPeer(
  layout: Pick<NativeLayout, 'artifacts'>,
  topology: Topology,
  org: PeerOrg,
  peer: PeerNode,
  commands: PeerCommands,
): Promise<void> {
  const joined = await peerChannels(org, peer, commands);
  const wanted = topology.channels.filter(({ name, members }) => members.includes(org) && !joined.includes(name));
  for (const channel of wanted) {
    await commands.peer(org, ['channel', 'join', '-b', genesisBlock(layout, channel)], peer);
  }
}

/** Names of the channels a peer has joined. */
export async function peerChannels(org: PeerOrg, peer: PeerNode, commands: PeerCommands): Promise<readonly string[]> {
  const lines = (await commands.peer(org, ['channel', 'list'], peer)).split('\n').map((line) => line.trim());
  const heading = lines.findIndex((line) => line.startsWith('Channels peers has joined'));
  return lines.slice(heading + 1).filter((line) => line !== '');
}

/** Until every channel has a leader its orderers refuse transactions. */
export async function untilLeaders(topology: Topology): Promise<void> {
  const deadline = Date.now() + LEADER_WITHIN_MS;
  while (Date.now() < deadline) {
    const leaders = await channelLeaders(topology);
    if (topology.channels.every(({ name }) => leaders.has(name))) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new OperatorError(`the orderers have not chosen leaders within ${LEADER_WITHIN_MS / 1000} s: read their logs`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
