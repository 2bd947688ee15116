import type { ChaincodePackage } from './chaincode-package.js';
import { endorserFlags, type PeerCommands, ordererFlags } from './fabric-command.js';
import { CommandError, OperatorError } from './operator-error.js';
import type { LedgerChannel, OrdererNode, PeerNode, PeerOrg, Topology } from './topology.js';

/** A chaincode definition as a ledger channel has it. */
export interface CommittedDefinition {
  readonly sequence: number;
  readonly version: string;
}

/** What a ledger channel should have. */
export interface WantedDefinition {
  readonly name: string;
  readonly version: string;
  readonly packageId: string;
}

/** Puts the package on a peer that does not have it. */
export async function installPackage(
  commands: PeerCommands,
  org: PeerOrg,
  peer: PeerNode,
  chaincode: ChaincodePackage,
  packageFile: string,
): Promise<void> {
  const text = await commands.peer(org, ['lifecycle', 'chaincode', 'queryinstalled', '-O', 'json'], peer);
  const { installed_chaincodes: installed } = JSON.parse(text) as { installed_chaincodes?: { package_id: string }[] };
  if (installed?.some(({ package_id: id }) => id === chaincode.packageId) === true) return;
  await commands.peer(org, ['lifecycle', 'chaincode', 'install', packageFile], peer);
}

/** The definition on a ledger channel; undefined where there is none. */
export async function committedDefinition(
  commands: PeerCommands,
  channel: LedgerChannel,
  name: string,
): Promise<CommittedDefinition | undefined> {
  const [org] = membersOf(channel);
  try {
    const text = await commands.peer(org, [...query('querycommitted', channel, name), '-O', 'json']);
    const { sequence, version } = JSON.parse(text) as CommittedDefinition;
    return { sequence, version };
  } catch (error) {
    if (error instanceof CommandError && /namespace \S+ is not defined/u.test(error.output)) return undefined;
    throw error;
  }
}

/** The sequence a channel's definition is still to get; undefined where it already is as wanted for every member. */
export async function pendingSequence(
  commands: PeerCommands,
  channel: LedgerChannel,
  wanted: WantedDefinition,
): Promise<number | undefined> {
  const committed = await committedDefinition(commands, channel, wanted.name);
  if (committed === undefined) return 1;
  if (committed.version !== wanted.version) return committed.sequence + 1;
  const approved = await Promise.all(
    channel.members.map((org) => approvedPackage(commands, org, channel, wanted.name, committed.sequence)),
  );
  return approved.every((packageId) => packageId === wanted.packageId) ? undefined : committed.sequence + 1;
}

/** Has every member approve the definition that has not. */
export async function approveDefinition(
  commands: PeerCommands,
  topology: Topology,
  channel: LedgerChannel,
  wanted: WantedDefinition,
  sequence: number,
): Promise<void> {
  const orderer = firstOrderer(topology);
  await Promise.all(
    channel.members.map(async (org) => {
      if ((await approvedPackage(commands, org, channel, wanted.name, sequence)) === wanted.packageId) return;
      await commands.peer(org, [
        ...query('approveformyorg', channel, wanted.name),
        ...['--version', wanted.version, '--sequence', String(sequence), '--package-id', wanted.packageId],
        ...ordererFlags(orderer),
      ]);
    }),
  );
}

/**
 * Commits what all members have approved.
 * @throws OperatorError naming who has not.
 */
export async function commitDefinition(
  commands: PeerCommands,
  topology: Topology,
  channel: LedgerChannel,
  wanted: WantedDefinition,
  sequence: number,
): Promise<void> {
  const [org] = membersOf(channel);
  const definition = ['--version', wanted.version, '--sequence', String(sequence)];
  const readiness = await commands.peer(org, [
    ...query('checkcommitreadiness', channel, wanted.name),
    ...[...definition, '-O', 'json'],
  ]);
  const { approvals } = JSON.parse(readiness) as { approvals: Record<string, boolean> };
  const missing = channel.members.filter(({ mspId }) => approvals[mspId] !== true).map(({ mspId }) => mspId);
  if (missing.length > 0) {
    throw new OperatorError(
      `${channel.name}: ${missing.join(' and ')} did not approve ${wanted.name} ${wanted.version}`,
    );
  }
  await commands.peer(org, [
    ...query('commit', channel, wanted.name),
    ...definition,
    ...ordererFlags(firstOrderer(topology)),
    ...endorserFlags(channel.members),
  ]);
}

/** The package an org has approved for a sequence; undefined where it has approved none. */
async function approvedPackage(
  commands: PeerCommands,
  org: PeerOrg,
  channel: LedgerChannel,
  name: string,
  sequence: number,
): Promise<string | undefined> {
  try {
    const text = await commands.peer(org, [
      ...query('queryapproved', channel, name),
      ...['--sequence', String(sequence), '-O', 'json'],
    ]);
    const { source } = JSON.parse(text) as {
      source?: { Type?: { LocalPackage?: { package_id?: string } } };
    };
    return source?.Type?.LocalPackage?.package_id;
  } catch (error) {
    if (error instanceof CommandError && /could not fetch approved chaincode definition/u.test(error.output)) {
      return undefined;
    }
    throw error;
  }
}

function query(command: string, channel: LedgerChannel, name: string): string[] {
  return ['lifecycle', 'chaincode', command, '--channelID', channel.name, '--name', name];
}

function membersOf(channel: LedgerChannel): readonly [PeerOrg, ...PeerOrg[]] {
  const [first, ...others] = channel.members;
  if (first === undefined) throw new Error(`${channel.name} has no members`);
  return [first, ...others];
}

function firstOrderer(topology: Topology): OrdererNode {
  const [first] = topology.orderers;
  if (first === undefined) throw new Error('there is no orderer');
  return first;
}
