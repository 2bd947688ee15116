import { join } from 'node:path';

import { PUBLIC_MODE, writeDurably } from '../identities/durable-file.js';
import type { Steps } from '../steps.js';
import { type ChaincodePackage, packageService } from './chaincode-package.js';
import type { PeerCommands } from './fabric-command.js';
import {
  approveDefinition,
  commitDefinition,
  installPackage,
  pendingSequence,
  type WantedDefinition,
} from './lifecycle.js';
import { agreeOnTerms, registerOrganizations } from './registration.js';
import { CHAINCODE, type Topology } from './topology.js';

export interface DeployRequest {
  /** Said in the definition and the package's label: letters, digits and `_.+-`. */
  readonly version: string;
  /** Digest of the code that the services run. */
  readonly codeDigest: string;
}

/** What is on the ledger channels, and so what the services must call themselves. */
export interface DeployedChaincode {
  readonly version: string;
  readonly packageId: string;
}

interface Deployment {
  readonly request: DeployRequest;
  readonly commands: PeerCommands;
  readonly topology: Topology;
  /** Whether the network checks the time of a proposal, without which nothing may be settled on it. */
  readonly settles: boolean;
  /** Where the package is left for who wants to install it by hand. */
  readonly packageFolder: string;
  /** Starts each org's service under the package's id, in place of an earlier one. */
  readonly startServices: (deployed: DeployedChaincode) => Promise<void>;
  readonly steps: Steps;
}

/**
 * Brings the chaincode of this version to every peer and ledger channel: a first definition, or the next sequence where
 * version or package differ. What is done already is left alone, so a failed deployment can be repeated.
 */
export async function deployChaincode(deployment: Deployment): Promise<DeployedChaincode> {
  const { request, commands, topology, steps } = deployment;
  const chaincode = packageService(`${CHAINCODE}_${request.version}`, request.codeDigest);
  const deployed = { version: request.version, packageId: chaincode.packageId };
  const wanted = { name: CHAINCODE, ...deployed };
  await steps.step(`${chaincode.label} installed on 6 peers`, () => installEverywhere(deployment, chaincode));
  const pending = await pendingChannels(deployment, wanted);
  if (pending.length > 0) {
    await steps.step(`approved by the members of ${pending.map(({ channel }) => channel.name).join(', ')}`, () =>
      Promise.all(
        pending.map(({ channel, sequence }) => approveDefinition(commands, topology, channel, wanted, sequence)),
      ),
    );
  }
  // An earlier version's services end here: peers answer again as soon as the definition that names the new ones commits.
  await steps.step('chaincode services of 3 organizations, over TLS', () => deployment.startServices(deployed));
  if (pending.length > 0) {
    const sequences = [...new Set(pending.map(({ sequence }) => sequence))].join(', ');
    await steps.step(`committed as sequence ${sequences}`, () =>
      Promise.all(
        pending.map(({ channel, sequence }) => commitDefinition(commands, topology, channel, wanted, sequence)),
      ),
    );
  }
  await steps.step('organizations bound on the ledgers', () => registerOrganizations(commands, topology));
  if (deployment.settles && topology.settlement !== undefined) {
    await steps.step(`settlement agreed on as ${topology.settlement.network}`, () => agreeOnTerms(commands, topology));
  }
  return deployed;
}

async function installEverywhere({ commands, topology, packageFolder }: Deployment, chaincode: ChaincodePackage) {
  const file = join(packageFolder, `${chaincode.label}.tar.gz`);
  await writeDurably(file, chaincode.content, PUBLIC_MODE);
  await Promise.all(
    topology.orgs.flatMap((org) => org.peers.map((peer) => installPackage(commands, org, peer, chaincode, file))),
  );
}

async function pendingChannels({ commands, topology }: Deployment, wanted: WantedDefinition) {
  const sequences = await Promise.all(
    topology.channels.map(async (channel) => ({ channel, sequence: await pendingSequence(commands, channel, wanted) })),
  );
  return sequences.flatMap(({ channel, sequence }) => (sequence === undefined ? [] : [{ channel, sequence }]));
}
