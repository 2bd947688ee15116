import { readFile } from 'node:fs/promises';

import { PUBLIC_MODE, readIfThere, writeDurably } from '../identities/durable-file.js';
import { genesisBlock, joinPeer, untilLeaders } from '../native/channels.js';
import type { PeerCommands } from '../native/fabric-command.js';
import type { OrdererNode, Topology } from '../native/topology.js';
import { makeChannelBlock } from './channel-block.js';
import type { ComposeLayout } from './layout.js';
import { ChannelParticipation } from './participation.js';

export interface ChannelsToEnsure {
  readonly layout: ComposeLayout;
  /** The network as its own nodes know it. */
  readonly inside: Topology;
  /** The same as it is published on this host. */
  readonly outside: Topology;
  /** `configtx.yaml`, with the nodes' own names and absolute paths. */
  readonly configtx: string;
  readonly commands: PeerCommands;
}

/** Makes first blocks that are not there: one of another run would be another channel. */
export async function ensureChannelBlocks({
  layout,
  inside,
  configtx,
}: Omit<ChannelsToEnsure, 'commands'>): Promise<void> {
  for (const channel of inside.channels) {
    const path = genesisBlock(layout, channel);
    if ((await readIfThere(path)) !== undefined) continue;
    await writeDurably(path, makeChannelBlock(configtx, channel.profile, channel.name), PUBLIC_MODE);
  }
}

/** Has every orderer and peer join the channels that it has not joined, and waits until all have leaders. */
export async function ensureJoined(wanted: ChannelsToEnsure): Promise<void> {
  const { layout, inside, outside, commands } = wanted;
  await Promise.all(outside.orderers.map((orderer) => joinOrderer(wanted, orderer)));
  await Promise.all(
    inside.orgs.flatMap((org) => org.peers.map((peer) => joinPeer(layout, inside, org, peer, commands))),
  );
  await untilLeaders(outside);
}

async function joinOrderer({ layout, outside }: ChannelsToEnsure, orderer: OrdererNode): Promise<void> {
  const participation = new ChannelParticipation(orderer, layout.identities);
  const joined = await participation.joined();
  for (const channel of outside.channels.filter(({ name }) => !joined.includes(name))) {
    await participation.join(await readFile(genesisBlock(layout, channel)));
  }
}
