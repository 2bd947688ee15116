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
const PAIR = 2;
/** What organizations settle by: the name that is in every document, and how long others have to challenge. */
export interface DemoTerms {
  readonly network: string;
  /** A day at least, but on a network whose name begins with `test-`. */
  readonly windowSeconds: number;
}

/** Documents of the demo count nowhere else. */
const DEMO_TERMS: DemoTerms = { network: 'cloudfed-demo', windowSeconds: 86_400 };
const UTF8 = new TextDecoder();

interface Member {
  readonly org: DemoOrg;
  readonly profile: ConnectionProfile;
}

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
export async function registerOrganizations(members: readonly Member[]): Promise<void> {
  await inSessions(members, async (sessions) => {
    const channels = [...new Set(sessions.flatMap((session) => session.channels))];
    await Promise.all(channels.map((channel) => registerOnChannel(channel, sessions)));
  });
}

/**
 * Agrees, for each org by its admin, on what the orgs settle by, on each ledger channel that more than two are on. Terms that
 * were agreed before hold.
 */
export async function agreeOnTerms(members: readonly Member[], terms: DemoTerms = DEMO_TERMS): Promise<void> {
  await inSessions(members, async (sessions) => {
    const channels = [...new Set(sessions.flatMap((session) => session.channels))];
    await Promise.all(channels.map((channel) => agreeOnChannel(channel, sessions, terms)));
  });
}

async function inSessions(
  members: readonly Member[],
  work: (sessions: readonly AdminSession[]) => Promise<void>,
): Promise<void> {
  const sessions = await Promise.all(members.map(({ org, profile }) => openSession(org, profile)));
  try {
    await work(sessions);
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

async function agreeOnChannel(
  channel: string,
  sessions: readonly AdminSession[],
  { network, windowSeconds }: DemoTerms,
): Promise<void> {
  const members = sessions.filter((session) => session.channels.includes(channel));
  const [first] = members;
  if (first === undefined || members.length <= PAIR || (await areAgreed(first.contract(channel)))) return;
  for (const member of members) {
    const args = [network, CHAINCODE_NAME, windowSeconds.toString()];
    await submit(member.contract(channel), 'settlement:agreeTerms', ...args);
  }
}

async function areAgreed(contract: Contract): Promise<boolean> {
  const text = UTF8.decode(await retried('readTerms', () => contract.evaluateTransaction('settlement:readTerms')));
  return (JSON.parse(text) as { agreed?: unknown }).agreed !== undefined;
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
  await retried(`${name}(${args.join(', ')})`, () => contract.submitTransaction(name, ...args));
}

async function retried<T>(what: string, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isUnavailable(error) ? performance.now() > deadline : attempt >= ATTEMPTS)
        throw new Error(`${what} failed: ${describe(error)}`, { cause: error });
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
