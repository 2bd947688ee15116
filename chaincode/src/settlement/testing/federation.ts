import { type EscrowKind, domainOf, parseId, type DocumentDomain, type SettlementTerms } from '@cloudfed/core';
import { expect } from 'vitest';

import type { CallOptions, FakeLedger, Identity } from '../../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, ORG3, type TestOrg } from '../../ledger/testing/identities.js';
import { emptyLedger } from '../../metering/testing/seed.js';
import { Signer } from './signer.js';

export const WIDE = 'channelall';
export const DAY = 86_400;
export const TERMS: SettlementTerms = {
  network: parseId('cloudfed-unit', 'network'),
  chaincode: parseId('cloudfed', 'chaincode'),
  windowSeconds: DAY,
};
const ORGS = [ORG1, ORG2, ORG3] as const;
const START = 10_000n;

/** Of each organization, of a user of the first and one of the second. */
type Signers = Readonly<Record<'one' | 'two' | 'three' | 'user' | 'other', Signer>>;

const newSigners = (): Signers => ({
  one: new Signer('00001'),
  two: new Signer('00002'),
  three: new Signer('00003'),
  user: new Signer('00001007'),
  other: new Signer('00002009'),
});

/** The same keys, which a test may rotate for itself. */
const signersAgain = ({ one, two, three, user, other }: Signers): Signers => ({
  one: one.again(),
  two: two.again(),
  three: three.again(),
  user: user.again(),
  other: other.again(),
});

/** Made once in a process: each test goes on from a copy. */
let prepared: Promise<SettlementFederation> | undefined;

/** A ledger channel of three organizations that settle on it; after every transaction its money is counted. */
export class SettlementFederation {
  readonly ledger: FakeLedger;
  readonly signers: Signers;

  private constructor(ledger: FakeLedger, signers: Signers = newSigners()) {
    this.ledger = ledger;
    this.signers = signers;
  }

  /** Organizations bound, nothing agreed yet. */
  static async bound(channelId = WIDE): Promise<SettlementFederation> {
    const federation = new SettlementFederation(emptyLedger(channelId));
    const orgs = channelId === WIDE ? ORGS : ORGS.slice(0, 2);
    for (const claimant of orgs) {
      const register = ['registerOrganization', claimant.orgId, claimant.name];
      await federation.ledger.submit(claimant.admin, register);
      for (const confirmer of orgs.filter((org) => org !== claimant)) {
        await federation.ledger.submit(confirmer.admin, ['confirmOrganization', claimant.orgId]);
      }
    }
    return federation;
  }

  /** Terms agreed, a key of each organization and of a user of each, and 10,000 fen each. */
  static async ready(): Promise<SettlementFederation> {
    prepared ??= SettlementFederation.#prepare();
    const { ledger, signers } = await prepared;
    return new SettlementFederation(ledger.copy(), signersAgain(signers));
  }

  static async #prepare(): Promise<SettlementFederation> {
    const federation = await SettlementFederation.bound();
    await federation.agree();
    const { one, two, three, user, other } = federation.signers;
    for (const [org, ...signers] of [
      [ORG1, one, user],
      [ORG2, two, other],
      [ORG3, three],
    ] as const) {
      for (const signer of signers) await federation.register(org, signer);
      await federation.give(org, START);
    }
    return federation;
  }

  async agree(terms: SettlementTerms = TERMS): Promise<void> {
    for (const { admin } of ORGS) {
      await this.submit(admin, 'agreeTerms', terms.network, terms.chaincode, terms.windowSeconds.toString());
    }
  }

  async register(org: TestOrg, signer: Signer): Promise<string> {
    const proof = signer.proof(TERMS, WIDE, signer.key);
    return this.submit(org.admin, 'registerKey', signer.party, signer.key.publicKey, proof);
  }

  /** Money from outside. */
  async give(org: TestOrg, amount: bigint): Promise<void> {
    const args = [`in-${org.orgId}-${this.ledger.dump().length.toString()}`, org.orgId, amount.toString()];
    await this.submit(ORG1.admin, 'issueFunds', ...args);
    await this.submit(ORG2.admin, 'issueFunds', ...args);
  }

  /** Commits alone, then counts all the money. @throws Error `CODE: sentence` */
  async submit(identity: Identity, name: string, ...args: readonly string[]): Promise<string> {
    const answer = await this.ledger.submit(identity, [`settlement:${name}`, ...args]);
    await this.audit();
    return answer;
  }

  async at(seconds: number, identity: Identity, name: string, ...args: readonly string[]): Promise<string> {
    const options: CallOptions = { seconds };
    const answer = await this.ledger.submit(identity, [`settlement:${name}`, ...args], options);
    await this.audit();
    return answer;
  }

  /** What a refused call says; it must not have changed anything. */
  async refused(identity: Identity, name: string, ...args: readonly string[]): Promise<string> {
    const before = this.ledger.dump();
    const { ok, text } = await this.ledger.simulate(identity, [`settlement:${name}`, ...args]);
    expect(ok, `${name} ${text}`).toBe(false);
    expect(this.ledger.dump()).toEqual(before);
    return text;
  }

  async read(name: string, ...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    const text = await this.ledger.evaluate(ORG3.client, [`settlement:${name}`, ...args]);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }

  async balance(org: TestOrg): Promise<number> {
    return (await this.read('readFunds', org.orgId))['balance'] as number;
  }

  async balances(): Promise<number[]> {
    return Promise.all(ORGS.map((org) => this.balance(org)));
  }

  domain(kind: EscrowKind, id: string): DocumentDomain {
    return domainOf(TERMS, WIDE, kind, parseId(id, 'id'));
  }

  async audit(): Promise<void> {
    const audit = await this.read('auditFunds');
    expect(audit, JSON.stringify(audit)).toMatchObject({ conserved: true });
  }
}
