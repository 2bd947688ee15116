import {
  CloudfedError,
  domainOf,
  type DocumentDomain,
  type EscrowKind,
  type OrgId,
  parseId,
  parseOrgId,
} from '@cloudfed/core';

import { attributesAfter, encodeKey, type KeyPath } from '../../ledger/keys.js';
import type { Page, Row } from '../../ledger/store.js';
import type { Act, Call, SettlementLedger } from '../call.js';
import { auditFunds } from '../funds.js';
import { registerKey } from '../keys.js';
import * as funds from '../funds.js';
import { agreeTerms } from '../terms.js';
import { TERMS, WIDE } from './federation.js';
import type { Signer } from './signer.js';

/** A ledger in memory: the adjudicator over it is the whole of settlement, without Fabric. */
export class MemoryLedger implements SettlementLedger {
  readonly #rows: Map<string, string>;

  constructor(rows: ReadonlyMap<string, string> = new Map()) {
    this.#rows = new Map(rows);
  }

  copy(): MemoryLedger {
    return new MemoryLedger(this.#rows);
  }

  get(path: KeyPath): Promise<string | undefined> {
    return Promise.resolve(this.#rows.get(encodeKey(path)));
  }

  put(path: KeyPath, value: string | Uint8Array): void {
    this.#rows.set(encodeKey(path), typeof value === 'string' ? value : Buffer.from(value).toString());
  }

  scan(prefix: KeyPath): Promise<Row[]> {
    const rows = [...this.#rows].sort(([one], [other]) => (one < other ? -1 : 1));
    return Promise.resolve(
      rows.flatMap(([key, text]) => {
        const attributes = attributesAfter(prefix, key);
        return attributes === undefined ? [] : [{ attributes, text }];
      }),
    );
  }

  async page(prefix: KeyPath, size: number, bookmark: readonly string[]): Promise<Page> {
    const from = encodeKey([...prefix, ...bookmark]);
    const rows = (await this.scan(prefix)).filter(({ attributes }) => encodeKey([...prefix, ...attributes]) >= from);
    return { rows: rows.slice(0, size), bookmark: rows[size]?.attributes ?? [] };
  }
}

const ORGS: readonly OrgId[] = ['00001', '00002', '00003'].map((org) => parseOrgId(org, 'org'));

/** Three organizations and their money on a ledger in memory; after every call the money is counted. */
export class MemoryFederation {
  now = 1_770_000_000;
  #ledger = new MemoryLedger();

  /** Terms agreed, keys registered, and so much money each. */
  static async ready(signers: readonly Signer[], fen: number): Promise<MemoryFederation> {
    const federation = new MemoryFederation();
    for (const org of ORGS) {
      await federation.call(org, agreeTerms, TERMS.network, TERMS.chaincode, TERMS.windowSeconds.toString());
    }
    for (const signer of signers) {
      const proof = signer.proof(TERMS, WIDE, signer.key);
      await federation.call(signer.party.slice(0, 5), registerKey, signer.party, signer.key.publicKey, proof);
    }
    for (const org of ORGS) {
      for (const by of ORGS.slice(0, 2)) await federation.call(by, funds.issueFunds, `in-${org}`, org, fen.toString());
    }
    return federation;
  }

  copy(): MemoryFederation {
    const other = new MemoryFederation();
    other.#ledger = this.#ledger.copy();
    other.now = this.now;
    return other;
  }

  /** Calls as an organization's admin; a refused call changes nothing. @throws CloudfedError */
  async call(org: string, act: Act, ...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    const ledger = this.#ledger.copy();
    const text = await act(this.#callOf(org, ledger), args);
    this.#ledger = ledger;
    const audit = JSON.parse(await auditFunds(this.#callOf(org, ledger), [])) as { conserved: boolean };
    if (!audit.conserved) throw new Error(`money is not conserved: ${JSON.stringify(audit)}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  }

  /** The same of one who tries: a refusal is undefined. Faults go through. */
  async attempt(
    org: string,
    act: Act,
    ...args: readonly string[]
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      return await this.call(org, act, ...args);
    } catch (error) {
      if (error instanceof CloudfedError) return undefined;
      throw error;
    }
  }

  async balance(org: string): Promise<number> {
    return (await this.call(org, funds.readFunds, org))['balance'] as number;
  }

  domain(kind: EscrowKind, id: string): DocumentDomain {
    return domainOf(TERMS, WIDE, kind, parseId(id, 'id'));
  }

  #callOf(org: string, ledger: SettlementLedger): Call {
    return {
      ledger,
      org: parseOrgId(org, 'org'),
      isAdmin: () => true,
      isClearing: () => true,
      members: ORGS,
      ledgerChannel: WIDE,
      now: this.now,
      changed: () => undefined,
    };
  }
}
