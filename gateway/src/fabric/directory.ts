import { setTimeout as delay } from 'node:timers/promises';

import { argumentError, CloudfedError, type OrgId, parseOrgId } from '@cloudfed/core';

import type { LedgerClient } from './connection.js';
import { callerError } from './failure.js';
import type { Organization } from './ledger-port.js';
import type { Profile } from './profile.js';
import type { OrganizationRecord } from './records.js';

/** A ledger channel on which this org is confirmed. */
export interface Membership {
  readonly channel: string;
  /** Whether more than two organizations share it, so that no metering between two lives there. */
  readonly wide: boolean;
  readonly own: Organization;
  /** The others that are confirmed. */
  readonly others: readonly Organization[];
}

/** A pairwise ledger channel, seen from this org. */
export interface PairChannel {
  readonly channel: string;
  readonly own: Organization;
  readonly counterparty: Organization;
}

/** A deal between two organizations, one of them this one. */
export interface Deal {
  readonly channel: string;
  readonly provider: Organization;
  readonly consumer: Organization;
}

export interface DirectoryOptions {
  readonly client: Pick<LedgerClient, 'evaluate'>;
  readonly profile: Profile;
  readonly orgId: OrgId;
}

const PAIR = 2;
/** An unknown org may have been confirmed since: the ledger is asked again, but once for all bad ids of this time. */
const REFRESH_AFTER_MS = 100;

/** Which organization is met on which ledger channel: read from the ledgers, where bindings never change. */
export class Directory {
  readonly #client: Pick<LedgerClient, 'evaluate'>;
  readonly #profile: Profile;
  readonly #orgId: OrgId;
  #memberships: readonly Membership[] = [];
  #complete = false;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<void> | undefined;

  constructor(options: DirectoryOptions) {
    this.#client = options.client;
    this.#profile = options.profile;
    this.#orgId = options.orgId;
  }

  get ownId(): OrgId {
    return this.#orgId;
  }

  /** Every ledger channel of this org, whoever is confirmed there. */
  get channels(): readonly string[] {
    return this.#profile.channels.map(({ name }) => name);
  }

  /** The ledger channels on which this org is confirmed. @throws CloudfedError NOT_CONFIRMED where there is none */
  async memberships(): Promise<readonly [Membership, ...Membership[]]> {
    if (!this.#complete) await this.#refresh();
    const [first, ...others] = this.#memberships;
    if (first === undefined) {
      throw new CloudfedError('NOT_CONFIRMED', `${this.#orgId} is not confirmed on any ledger channel`);
    }
    return [first, ...others];
  }

  /** The pairwise ledger channels on which both organizations are confirmed. */
  async pairs(): Promise<readonly PairChannel[]> {
    return pairsOf(await this.memberships());
  }

  /**
   * The ledger channel shared with an organization.
   *
   * @throws CloudfedError NOT_CONFIRMED where there is none, INVALID_ARGUMENT for this org itself
   */
  async pairWith(orgId: OrgId, field: string): Promise<PairChannel> {
    if (orgId === this.#orgId) throw argumentError(field, `must be another organization than ${orgId} itself`);
    const find = (): PairChannel | undefined =>
      pairsOf(this.#memberships).find(({ counterparty }) => counterparty.orgId === orgId);
    if (!find()) await this.#refresh();
    const pair = find();
    if (pair) return pair;
    throw argumentError(field, `${orgId} is not an organization confirmed with this one`, 'NOT_CONFIRMED');
  }

  /** @throws CloudfedError FORBIDDEN where this org is neither of the two */
  async deal(providerId: OrgId, consumerId: OrgId, consumerField: string): Promise<Deal> {
    if (providerId === consumerId) throw argumentError(consumerField, 'is of the provider itself');
    if (providerId === this.#orgId) {
      const { channel, own, counterparty } = await this.pairWith(consumerId, consumerField);
      return { channel, provider: own, consumer: counterparty };
    }
    if (consumerId === this.#orgId) {
      const { channel, own, counterparty } = await this.pairWith(providerId, 'providerId');
      return { channel, provider: counterparty, consumer: own };
    }
    throw new CloudfedError('FORBIDDEN', `${this.#orgId} is neither the provider nor the consumer`);
  }

  async #refresh(): Promise<void> {
    if (this.#refreshing) return this.#refreshing;
    this.#refreshing = this.#readAgain().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #readAgain(): Promise<void> {
    // An answer that is younger than this may already be old: who asks waits rather than is refused what is confirmed.
    const wait = this.#refreshedAt + REFRESH_AFTER_MS - performance.now();
    if (wait > 0) await delay(wait);
    await this.#read();
  }

  async #read(): Promise<void> {
    const { channels } = this.#profile;
    const found = await Promise.all(channels.map(({ name, orgs }) => this.#readChannel(name, orgs.length > PAIR)));
    this.#memberships = found.filter((membership) => membership !== undefined);
    this.#complete =
      this.#memberships.length === channels.length &&
      this.#memberships.every(({ others, wide }) => wide || others.length === 1);
    this.#refreshedAt = performance.now();
  }

  async #readChannel(channel: string, wide: boolean): Promise<Membership | undefined> {
    const confirmed = (await this.#confirmedOn(channel)).map((record): Organization => ({
      orgId: parseOrgId(record.orgID, 'orgID'),
      name: record.name,
      mspId: record.mspID,
      own: record.mspID === this.#profile.mspId,
    }));
    const own = confirmed.find((organization) => organization.own);
    if (own === undefined || own.orgId !== this.#orgId) return undefined;
    return { channel, wide, own, others: confirmed.filter((organization) => organization !== own) };
  }

  async #confirmedOn(channel: string): Promise<readonly OrganizationRecord[]> {
    try {
      const text = await this.#client.evaluate(channel, 'listOrganizations', []);
      const { result } = JSON.parse(text) as { readonly result: readonly OrganizationRecord[] };
      return result.filter((record) => record.confirmed);
    } catch (error) {
      throw callerError(error);
    }
  }
}

function pairsOf(memberships: readonly Membership[]): readonly PairChannel[] {
  return memberships.flatMap(({ channel, wide, own, others }) => {
    const [counterparty] = others;
    return wide || counterparty === undefined ? [] : [{ channel, own, counterparty }];
  });
}
