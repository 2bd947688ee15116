import {
  argumentError,
  netIdOf,
  type NettingRound,
  type OrgId,
  paymentOf,
  type PostedNet,
  postOf,
  statusOfRound,
} from '@cloudfed/core';

import { ifThere } from '../fabric/lookup.js';
import type { Net, NetPort } from '../fabric/net-port.js';
import { nettingRounds } from '../fabric/settlement-calls.js';
import type { SettlementPort } from '../fabric/settlement-port.js';

type Nets = Pick<NetPort, 'readNet'>;

/**
 * A net that is posted is paid by its round: nobody is to pay it twice.
 *
 * @throws CloudfedError CONFLICT (`paymentReference`) for any other payment of it
 */
export async function requireUnposted(
  ledger: Pick<SettlementPort, 'readSettlement'>,
  ownId: OrgId,
  { netId, period, debtorId, creditorId }: Net,
  reference: string,
): Promise<void> {
  if (debtorId !== ownId || creditorId === undefined || paymentOf(reference).kind === 'netting') return;
  const round = await orNone(ledger.readSettlement(nettingRounds.read(period)));
  if (round === undefined || postOf(round, ownId, creditorId) === undefined) return;
  const problem =
    statusOfRound(round) === 'open'
      ? `${netId} is posted to be netted by all: withdraw it there first`
      : `${netId} is netted by all: it is paid by netting:${period}`;
  throw argumentError('paymentReference', problem, 'CONFLICT');
}

/**
 * The net with another organization as it is posted where all see it: its figures and hash are those of the ledger of the
 * two, never a caller's.
 *
 * @throws CloudfedError NOT_FOUND (`counterpartyId`) where the two have none, CONFLICT where it is not accepted yet, or settled
 *   already
 */
export async function netToPost(ledger: Nets, ownId: OrgId, counterpartyId: OrgId, period: string): Promise<Net> {
  const net = await findNet(ledger, ownId, counterpartyId, period);
  const problem = problemOf(net, counterpartyId);
  if (net === undefined) throw argumentError('counterpartyId', problem ?? '', 'NOT_FOUND');
  if (problem !== undefined) throw argumentError('counterpartyId', problem, 'CONFLICT');
  return net;
}

/**
 * Looks after what this organization is about to sign: what is posted of its own nets must be what stands on the ledgers
 * of the pairs, and be unpaid.
 *
 * @throws CloudfedError CONFLICT (`termsHash`)
 */
export async function requireOwnNets(ledger: Nets, ownId: OrgId, round: NettingRound): Promise<void> {
  if (statusOfRound(round) !== 'open' || round.signatures.includes(ownId)) return;
  for (const counterpartyId of round.members.filter((orgId) => orgId !== ownId)) {
    const net = await findNet(ledger, ownId, counterpartyId, round.period);
    const post = postOf(round, ownId, counterpartyId);
    const problem = problemOf(net, counterpartyId);
    if (problem !== undefined) throw argumentError('termsHash', problem, 'CONFLICT');
    // The ledger says what is missing where nothing is posted.
    if (net === undefined || post === undefined || isPosted(net, post)) continue;
    throw argumentError('termsHash', `what is posted of the net with ${counterpartyId} is not that net`, 'CONFLICT');
  }
}

/** Whether a post is of a net, figure for figure. */
export function isPosted(net: Net, { debtor, amount, statementsHash }: PostedNet): boolean {
  return (
    (net.debtorId ?? '') === debtor && net.amountDue === amount && (net.statementsHash as string) === statementsHash
  );
}

/** Undefined for one that can be set off with others. */
function problemOf(net: Net | undefined, counterpartyId: OrgId): string | undefined {
  if (net === undefined) return `there is no net with ${counterpartyId} for the month: propose one to it`;
  if (net.status === 'accepted' || (net.status === 'confirmed' && net.debtorId === undefined)) return undefined;
  return net.status === 'proposed' ? `${net.netId} is not accepted yet` : `${net.netId} is ${net.status} already`;
}

function findNet(ledger: Nets, ownId: OrgId, other: OrgId, period: string): Promise<Net | undefined> {
  return orNone(ledger.readNet(netIdOf(ownId, other, period)));
}

/** Nor is anything posted where there is no ledger channel of all. */
function orNone<T>(reading: Promise<T>): Promise<T | undefined> {
  return ifThere(reading, ['NOT_FOUND', 'NOT_CONFIRMED']);
}
