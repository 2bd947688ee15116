import { endorserFlags, type PeerCommands, ordererFlags } from './fabric-command.js';
import { CommandError, OperatorError } from './operator-error.js';
import { CHAINCODE, type LedgerChannel, type PeerOrg, type Topology } from './topology.js';

/** Binds org id, name and MSP of every member on every ledger channel: each claims, the others confirm. Done once. */
export async function registerOrganizations(commands: PeerCommands, topology: Topology): Promise<void> {
  await Promise.all(topology.channels.map((channel) => registerMembers(commands, topology, channel)));
}

async function registerMembers(commands: PeerCommands, topology: Topology, channel: LedgerChannel): Promise<void> {
  const bound = await Promise.all(channel.members.map((org) => isBound(commands, channel, org)));
  const claimants = channel.members.filter((_org, index) => bound[index] !== true);
  await Promise.all(
    claimants.map((org) => invoke(commands, topology, channel, org, ['registerOrganization', org.orgId, org.orgName])),
  );
  // One after the other: each confirmation reads all claims.
  for (const claimant of claimants) {
    for (const confirmer of channel.members.filter((org) => org !== claimant)) {
      await invoke(commands, topology, channel, confirmer, ['confirmOrganization', claimant.orgId, claimant.mspId]);
    }
  }
}

/**
 * Agrees, for each organization by its admin, on what they settle by, on the ledger channel that all are on. Terms that were
 * agreed before hold.
 */
export async function agreeOnTerms(commands: PeerCommands, topology: Topology): Promise<void> {
  const { settlement, orgs } = topology;
  const channel = topology.channels.find(({ members }) => members.length === orgs.length);
  const [first] = orgs;
  if (settlement === undefined || channel === undefined || first === undefined) return;
  const text = await query(commands, channel, first, ['settlement:readTerms']);
  if ((JSON.parse(text) as { agreed?: unknown }).agreed !== undefined) return;
  const { network, windowSeconds } = settlement;
  // One after the other: each vote reads those before it.
  for (const org of channel.members) {
    await invoke(commands, topology, channel, org, ['settlement:agreeTerms', network, CHAINCODE, windowSeconds]);
  }
}

/** @throws OperatorError where the org id is bound to another. */
async function isBound(commands: PeerCommands, channel: LedgerChannel, org: PeerOrg): Promise<boolean> {
  let text: string;
  try {
    text = await query(commands, channel, org, ['readOrganization', org.orgId]);
  } catch (error) {
    if (error instanceof CommandError && error.output.includes('NOT_FOUND')) return false;
    throw error;
  }
  const bound = JSON.parse(text) as { confirmed: boolean; mspID: string; name: string };
  if (!bound.confirmed) return false;
  if (bound.mspID === org.mspId && bound.name === org.orgName) return true;
  throw new OperatorError(`${channel.name}: ${org.orgId} is already bound to ${bound.mspID}, ${bound.name}`);
}

function query(commands: PeerCommands, channel: LedgerChannel, org: PeerOrg, args: readonly string[]): Promise<string> {
  return commands.peer(org, ['chaincode', 'query', '-C', channel.name, '-n', CHAINCODE, '-c', call(args)]);
}

async function invoke(
  commands: PeerCommands,
  topology: Topology,
  channel: LedgerChannel,
  org: PeerOrg,
  args: readonly string[],
): Promise<void> {
  const [orderer] = topology.orderers;
  if (orderer === undefined) throw new Error('there is no orderer');
  await commands.peer(org, [
    ...['chaincode', 'invoke', '-C', channel.name, '-n', CHAINCODE, ...ordererFlags(orderer)],
    ...[...endorserFlags(channel.members), '--waitForEvent', '-c', call(args)],
  ]);
}

function call(args: readonly string[]): string {
  return JSON.stringify({ Args: args });
}
