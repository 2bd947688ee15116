import { setTimeout as delay } from 'node:timers/promises';

import type { OrgId } from '@cloudfed/core';

import type { Store } from '../store.js';
import { newBillingMethods } from './billing.js';
import { newBillMethods } from './bills.js';
import { newBlockNumbers } from './block-numbers.js';
import type { LateWrite } from './certainty.js';
import { newCommitStreams } from './commit-streams.js';
import { type LedgerClient, newLedgerClient } from './connection.js';
import { Directory } from './directory.js';
import { newEnvelopeStore } from './envelope-store.js';
import { eventHead, ledgerEvents } from './events.js';
import { callerError } from './failure.js';
import { type ChannelEvent, type Follower, newFollower } from './follower.js';
import { newGrouping } from './grouping.js';
import { newInstanceMethods } from './instances.js';
import { Ledger } from './ledger.js';
import type { LedgerObserver, LedgerPort, Organization, Readiness } from './ledger-port.js';
import { newNetMethods } from './nets.js';
import { type ChannelPosition, positionAfter } from './positions.js';
import { newPriceIntents } from './price-intents.js';
import { newPriceMethods } from './prices.js';
import type { Profile } from './profile.js';
import { newPricePublisher, type PricePublisher } from './publication.js';
import { newQuotaMethods } from './quotas.js';
import type { BillRecord, ResourceRecord } from './records.js';
import { newRepeats } from './repeats.js';
import { newReleaseHints, type ReleaseHints } from './release-hints.js';
import { newSettlementMethods } from './settlement.js';
import { newSubmitter, type Submitter } from './submit.js';
import { newTotalsMethods } from './totals.js';
import { newUsageMethods } from './usage.js';

export interface FabricLedgerOptions {
  readonly profile: Profile;
  /** The organization that this gateway is of. */
  readonly orgId: OrgId;
  readonly store: Store;
  readonly observer?: LedgerObserver | undefined;
  /** Told, before they are forgotten, of outcomes that were not known when their callers were answered. */
  readonly settledLate?: ((outcome: LateWrite) => Promise<void>) | undefined;
  /** Transactions on their way at once. Default 300. */
  readonly atOnce?: number;
  /** Writes that may wait: for a place, and for the others of their quota. Default 5,000. */
  readonly mayWait?: number;
  /** Writes in one transaction, at most; 1 turns grouping off. Default 200. */
  readonly maxGroup?: number;
  /** Instead of a connection to the profile's peer, for tests. */
  readonly client?: LedgerClient;
}

const READINESS_MS = 2_000;
const RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
/** Publications of an earlier run wait so long for its transactions to be settled, which may be theirs. */
const RESUME_AFTER_MS = 60_000;

/**
 * The ledger of one organization's gateway. It settles at once, in the background, what an earlier run left: transactions
 * whose outcome was not known, publications of prices that were not complete.
 *
 * @example
 * const ledger = newFabricLedger({ profile: readProfile(file), orgId, store: openStore(folder) });
 */
export function newFabricLedger(options: FabricLedgerOptions): LedgerPort {
  const { profile, orgId, store, observer, settledLate, atOnce, mayWait, maxGroup } = options;
  const client = options.client ?? newLedgerClient(profile);
  const streams = newCommitStreams({ client, observer });
  const directory = new Directory({ client, profile, orgId });
  const follower = newFollower({ client, observer });
  const envelopes = newEnvelopeStore(store);
  const submitter = newSubmitter({
    client,
    streams,
    envelopes,
    observer,
    settledLate,
    ...(atOnce === undefined ? {} : { atOnce }),
    ...(mayWait === undefined ? {} : { mayWait }),
  });
  const hints = newReleaseHints({ client, consumerOf: consumerOn(directory) });
  const grouping = newGrouping({
    submitter,
    hints,
    observer,
    ...(mayWait === undefined ? {} : { mayWait }),
    ...(maxGroup === undefined ? {} : { maxItems: maxGroup }),
  });
  const repeats = newRepeats({ envelopes, submitter });
  const ledger = new Ledger({ client, submitter, grouping, repeats, observer });
  const publisher = newPricePublisher({
    ledger,
    memberships: () => directory.memberships(),
    intents: newPriceIntents(store),
    observer,
    settledLate,
  });
  const blockNumbers = newBlockNumbers(client);
  const closing = new AbortController();

  const recovering = recoverAll(submitter, publisher, closing.signal);
  const following = directory.channels.map((channel) =>
    keepUp({ channel, follower, hints, publisher, observer, signal: closing.signal }),
  );

  const portOf = (of: Ledger): LedgerPort => ({
    ...newQuotaMethods({ ledger: of, directory, blockNumbers }),
    ...newPriceMethods({ ledger: of, directory, blockNumbers, publisher }),
    ...newInstanceMethods({ ledger: of, directory, blockNumbers }),
    ...newBillMethods({ ledger: of, directory, blockNumbers }),
    ...newBillingMethods({ ledger: of, directory, blockNumbers }),
    ...newNetMethods({ ledger: of, directory, blockNumbers }),
    ...newSettlementMethods({ ledger: of, directory, blockNumbers }),
    ...newUsageMethods({ ledger: of, directory }),
    ...newTotalsMethods({ ledger: of, directory }),
    onBehalfOf: (requestKey) => portOf(of.onBehalfOf(requestKey)),
    organizations: () => organizationsOf(directory),
    ownOrganization: async () => (await directory.memberships())[0].own,
    events: (request) => ledgerEvents({ follower, directory }, request),
    eventHead: () => eventHead({ follower, directory }),
    readiness: () => readinessOf({ directory, ledger, store }),
    close: async (graceMs) => {
      await submitter.close(graceMs);
      closing.abort();
      await publisher.close();
      follower.close();
      streams.close();
      client.close();
      await Promise.allSettled([...following, recovering]);
    },
  });
  return portOf(ledger);
}

/** Transactions first: a publication's own may be among them, and need not be made again then. */
async function recoverAll(submitter: Submitter, publisher: PricePublisher, signal: AbortSignal): Promise<void> {
  const late = delay(RESUME_AFTER_MS, undefined, { signal }).catch(() => undefined);
  await Promise.race([submitter.recover(), late]);
  if (!signal.aborted) publisher.resume();
}

interface KeepUpParts {
  readonly channel: string;
  readonly follower: Follower;
  readonly hints: ReleaseHints;
  readonly publisher: PricePublisher;
  readonly observer: LedgerObserver | undefined;
  readonly signal: AbortSignal;
}

/** Follows a ledger channel for what the gateway itself has to know: releases to count back, new members. */
async function keepUp({ channel, follower, signal, ...parts }: KeepUpParts): Promise<void> {
  let position: ChannelPosition | undefined;
  for (let retryMs = RETRY_MS; !signal.aborted; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
    try {
      position ??= await startOf(follower, channel, parts.publisher);
      for await (const event of follower.follow(channel, position, signal)) {
        for (const change of event.changes) noteChange(parts, event, change);
        position = positionAfter(event.blockNumber, event.transactionId);
        retryMs = RETRY_MS;
      }
    } catch (cause) {
      parts.observer?.noticed?.({ level: 'warn', message: `${channel} cannot be followed now`, cause });
    }
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** What was confirmed before is not told any more, so the price is spread as if it had been. */
async function startOf(follower: Follower, channel: string, publisher: PricePublisher): Promise<ChannelPosition> {
  const head = await follower.head(channel);
  publisher.spread();
  return head;
}

function noteChange(
  { hints, publisher }: Pick<KeepUpParts, 'hints' | 'publisher'>,
  { channel, transactionId }: ChannelEvent,
  { kind, record }: ChannelEvent['changes'][number],
): void {
  if (kind === 'ECSBill.issued' || kind === 'OSSBill.issued') {
    const bill = record as BillRecord;
    const { quotaID } = bill.objectType === 'ECSBill' ? bill.ECSResource : bill.OSSResource;
    if (quotaID === undefined) return;
    hints.released(channel, { providerId: bill.providerID, quotaId: quotaID, transactionId });
  } else if (kind === 'OSSResource.stopped' || kind === 'ECSResource.released' || kind === 'OSSResource.released') {
    const { providerID, quotaID } = record as ResourceRecord;
    if (quotaID === undefined) return;
    hints.released(channel, { providerId: providerID, quotaId: quotaID, transactionId });
  } else if (kind === 'Organization.confirmed') {
    publisher.spread();
  }
}

function consumerOn(directory: Directory): (channel: string, providerId: string) => Promise<string | undefined> {
  return async (channel, providerId) => {
    const pair = (await directory.pairs()).find((candidate) => candidate.channel === channel);
    if (pair === undefined) return undefined;
    return pair.own.orgId === providerId ? pair.counterparty.orgId : pair.own.orgId;
  };
}

async function organizationsOf(directory: Directory): Promise<readonly Organization[]> {
  const memberships = await directory.memberships();
  const all = memberships.flatMap(({ own, others }) => [own, ...others]);
  const byId = new Map(all.map((organization) => [organization.orgId, organization]));
  return [...byId.values()].sort((one, other) => (one.orgId < other.orgId ? -1 : 1));
}

async function readinessOf(parts: {
  readonly directory: Directory;
  readonly ledger: Ledger;
  readonly store: Store;
}): Promise<Readiness> {
  const { directory, ledger, store } = parts;
  try {
    // A write that is rolled back: the file can be locked and written.
    store.exec('BEGIN IMMEDIATE; ROLLBACK');
  } catch {
    return { ready: false, reason: 'the store cannot be written' };
  }
  const over = new AbortController();
  const late = delay(READINESS_MS, 'late', { signal: over.signal }).catch(() => 'late');
  try {
    const asked = Promise.all([directory.memberships(), ...directory.channels.map((channel) => ledger.ping(channel))]);
    if ((await Promise.race([asked, late])) !== 'late') return { ready: true };
    asked.catch(() => undefined);
    return { ready: false, reason: 'the ledger network does not answer in time' };
  } catch (error) {
    return { ready: false, reason: callerError(error).message };
  } finally {
    over.abort();
  }
}
