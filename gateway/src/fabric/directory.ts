import { CloudfedError } from '@cloudfed/core';

import type { LedgerClient } from './connection.js';
import { callerError } from './failure.js';
import type { Profile } from './profile.js';

/** An organization as it is bound on a ledger channel. */
export interface Organization {
  readonly orgId: string;
  readonly name: string;
  readonly mspId: string;
}

/** A pairwise ledger channel, seen from this org. */
export interface PairChannel {
  readonly channel: string;
  readonly own: Organization;
  readonly counterparty: Organization;
}

interface OrganizationRecord {
  readonly orgID: string;
  readonly name: string;
  readonly mspID: string;
  readonly confirmed: boolean;
}

const PAIR = 2;
/** An unknown org may have been confirmed since: the ledger is asked again, but not for every bad id. */
const REFRESH_AFTER_MS = 1_000;

/** Which organization is met on which ledger channel: read from the ledgers, where bindings never change. */
export class Directory {
  readonly #client: LedgerClient;
  readonly #profile: Profile;
  readonly #orgId: string;
  #pairs: readonly PairChannel[] = [];
  #complete = false;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<void> | undefined;

  constructor(options: { readonly client: LedgerClient; readonly profile: Profile; readonly orgId: string }) {
    this.#client = options.client;
    this.#profile = options.profile;
    this.#orgId = options.orgId;
  }

  /** Every ledger channel of this org, pairwise or not. */
  get channels(): readonly string[] {
    return this.#profile.channels.map(({ name }) => name);
  }

  /** The ledger channels with more than two members, where prices are published too. */
  get wideChannels(): readonly string[] {
    return this.#profile.channels.filter(({ orgs }) => orgs.length > PAIR).map(({ name }) => name);
  }

  /** The pairwise ledger channels on which both organizations are confirmed. @throws CloudfedError UNAVAILABLE */
  async pairs(): Promise<readonly PairChannel[]> {
    if (!this.#complete) await this.#refresh();
    return this.#pairs;
  }

  /**
   * The ledger channel shared with an organization.
   *
   * @throws CloudfedError NOT_CONFIRMED where there is none, INVALID_ARGUMENT for this org itself
   */
  async pairWith(orgId: string, field: string): Promise<PairChannel> {
    if (orgId === this.#orgId) {
      throw new CloudfedError('INVALID_ARGUMENT', `${field}: must be another organization than ${orgId} itself`, field);
    }
    const find = (): PairChannel | undefined => this.#pairs.find(({ counterparty }) => counterparty.orgId === orgId);
    if (!find()) await this.#refresh();
    const pair = find();
    if (!pair)
      throw new CloudfedError(
        'NOT_CONFIRMED',
        `${field}: ${orgId} is not an organization confirmed with this one`,
        field,
      );
    return pair;
  }

  /** This organization as it is bound. @throws CloudfedError NOT_CONFIRMED */
  async own(): Promise<Organization> {
    const [first] = await this.pairs();
    if (!first) throw new CloudfedError('NOT_CONFIRMED', `${this.#orgId} is not confirmed on any ledger channel`);
    return first.own;
  }

  async #refresh(): Promise<void> {
    if (this.#refreshing) return this.#refreshing;
    if (performance.now() - this.#refreshedAt < REFRESH_AFTER_MS) return;
    this.#refreshing = this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #read(): Promise<void> {
    const pairwise = this.#profile.channels.filter(({ orgs }) => orgs.length === PAIR);
    const found = await Promise.all(pairwise.map(({ name }) => this.#readPair(name)));
    this.#pairs = found.filter((pair) => pair !== undefined);
    this.#complete = this.#pairs.length === pairwise.length;
    this.#refreshedAt = performance.now();
  }

  async #readPair(channel: string): Promise<PairChannel | undefined> {
    let text: string;
    try {
      text = await this.#client.evaluate(channel, 'listOrganizations', []);
    } catch (error) {
      throw callerError(error);
    }
    const { result } = JSON.parse(text) as { result: readonly OrganizationRecord[] };
    const confirmed = result
      .filter((record) => record.confirmed)
      .map((record) => ({ orgId: record.orgID, name: record.name, mspId: record.mspID }));
    const own = confirmed.find((org) => org.orgId === this.#orgId && org.mspId === this.#profile.mspId);
    const counterparty = confirmed.find((org) => org.mspId !== this.#profile.mspId);
    return own && counterparty ? { channel, own, counterparty } : undefined;
  }
}
