import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

import * as grpc from '@grpc/grpc-js';
import {
  connect,
  type Contract,
  EndorseError,
  type Gateway,
  GatewayError,
  hash,
  signers,
} from '@hyperledger/fabric-gateway';
import type { ConnectionProfile } from '@cloudfed/network';

import { CHAINCODE_NAME, type DemoOrg } from './layout.js';

/** For what may pass by itself, as two orgs that write one row. */
const ATTEMPTS = 5;
/** For nodes that have just been started and do not answer yet. */
const PATIENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 1_000;
const UNAVAILABLE: number = grpc.status.UNAVAILABLE;
const UTF8 = new TextDecoder();

interface AdminSession {
  readonly org: DemoOrg;
  readonly channels: readonly string[];
  contract(channel: string): Contract;
  close(): void;
}

/**
 * Binds org id, name and MSP of every org on every ledger channel: each org's admin claims, the others' admins confirm.
 * Harmless when it was done before. It needs the admins' keys of all orgs, which only the demo has in one place; between
 * real operators each org runs its own half.
 */
export async function registerOrganizations(
  members: readonly { readonly org: DemoOrg; readonly profile: ConnectionProfile }[],
): Promise<void> {
  const sessions = await Promise.all(members.map(({ org, profile }) => openSession(org, profile)));
  try {
    const channels = [...new Set(sessions.flatMap((session) => session.channels))];
    await Promise.all(channels.map((channel) => registerOnChannel(channel, sessions)));
  } finally {
    for (const session of sessions) session.close();
  }
}

async function registerOnChannel(channel: string, sessions: readonly AdminSession[]): Promise<void> {
  const members = sessions.filter((session) => session.channels.includes(channel));
  for (const claimant of members) {
    const { orgId, name } = claimant.org;
    if (await isBound(claimant.contract(channel), orgId)) continue;
    await submit(claimant.contract(channel), 'registerOrganization', orgId, name);
    for (const confirmer of members) {
      if (confirmer !== claimant) await submit(confirmer.contract(channel), 'confirmOrganization', orgId);
    }
  }
}

async function isBound(contract: Contract, orgId: string): Promise<boolean> {
  try {
    const text = UTF8.decode(await contract.evaluateTransaction('readOrganization', orgId));
    return (JSON.parse(text) as { confirmed?: boolean }).confirmed === true;
  } catch {
    return false;
  }
}

async function submit(contract: Contract, name: string, ...args: string[]): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await contract.submitTransaction(name, ...args);
      return;
    } catch (error) {
      if (isUnavailable(error) ? performance.now() > deadline : attempt >= ATTEMPTS)
        throw new Error(`${name}(${args.join(', ')}) failed: ${describe(error)}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.min(100 * attempt, LONGEST_PAUSE_MS)));
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof GatewayError && error.code === UNAVAILABLE;
}

function describe(error: unknown): string {
  if (error instanceof EndorseError && error.details.length > 0) {
    return error.details.map((detail) => `${detail.mspId}: ${detail.message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

async function openSession(org: DemoOrg, profile: ConnectionProfile): Promise<AdminSession> {
  const [tlsRootCert, certificate, key] = await Promise.all([
    readFile(profile.gatewayPeer.tlsRootCert),
    readFile(profile.admin.certPath),
    readFile(profile.admin.keyPath),
  ]);
  const client = new grpc.Client(profile.gatewayPeer.address, grpc.credentials.createSsl(tlsRootCert), {
    'grpc.ssl_target_name_override': profile.gatewayPeer.serverName,
    'grpc.default_authority': profile.gatewayPeer.serverName,
  });
  const gateway: Gateway = connect({
    client,
    identity: { mspId: profile.mspId, credentials: certificate },
    signer: signers.newPrivateKeySigner(createPrivateKey(key)),
    hash: hash.sha256,
    endorseOptions: () => ({ deadline: Date.now() + 15_000 }),
    evaluateOptions: () => ({ deadline: Date.now() + 10_000 }),
    commitStatusOptions: () => ({ deadline: Date.now() + 30_000 }),
  });
  return {
    org,
    channels: profile.channels.map((channel) => channel.name),
    contract: (channel) => gateway.getNetwork(channel).getContract(CHAINCODE_NAME),
    close: () => {
      gateway.close();
      client.close();
    },
  };
}
