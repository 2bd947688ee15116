import { type OrgId, parseOrgId } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import { Directory } from './directory.js';
import type { Profile } from './profile.js';

const CNIC = orgId('00001');
const CNNIC = orgId('00002');

/** A ledger on which organizations are confirmed one after the other. */
class Confirmations {
  readonly #confirmed: object[] = [];
  reads = 0;

  confirm(id: OrgId, name: string, mspID: string): void {
    this.#confirmed.push({ orgID: id, name, mspID, confirmed: true });
  }

  evaluate = (): Promise<string> => {
    this.reads += 1;
    return Promise.resolve(JSON.stringify({ result: this.#confirmed }));
  };
}

function directoryOf(ledger: Confirmations): Directory {
  const profile = { mspId: 'Org1MSP', channels: [{ name: 'channel12', orgs: ['Org1MSP', 'Org2MSP'] }] };
  return new Directory({ client: ledger, profile: profile as unknown as Profile, orgId: CNIC });
}

describe('directory', () => {
  it('finds an organization that was confirmed a moment after the ledger was read', async () => {
    const ledger = new Confirmations();
    ledger.confirm(CNIC, 'CNIC', 'Org1MSP');
    const directory = directoryOf(ledger);
    await directory.memberships();
    ledger.confirm(CNNIC, 'CNNIC', 'Org2MSP');
    expect((await directory.pairWith(CNNIC, 'consumerId')).counterparty.name).toBe('CNNIC');
  });

  it('asks the ledger once for many unknown ids', async () => {
    const ledger = new Confirmations();
    ledger.confirm(CNIC, 'CNIC', 'Org1MSP');
    const directory = directoryOf(ledger);
    await directory.memberships();
    const asked = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) => directory.pairWith(orgId(String(10_000 + at)), 'consumerId')),
    );
    expect(asked.every(({ status }) => status === 'rejected')).toBe(true);
    expect(ledger.reads).toBe(2);
  });

  it('refuses itself and a deal of others', async () => {
    const directory = directoryOf(new Confirmations());
    await expect(directory.pairWith(CNIC, 'consumerId')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(directory.deal(CNNIC, orgId('00003'), 'consumerId')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

function orgId(text: string): OrgId {
  return parseOrgId(text, 'orgId');
}
