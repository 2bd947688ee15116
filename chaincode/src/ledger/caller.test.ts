import { expect, it } from 'vitest';

import { callerOf, CLEARING_ATTRIBUTE } from './caller.js';
import { FORGED_ADMIN, ORG1 } from './testing/identities.js';
import type { Identity } from './testing/fake-ledger.js';

const caller = (identity: Identity, clearing: string | null = null) =>
  callerOf({
    getMSPID: () => identity.mspId,
    getIDBytes: () => Buffer.from(identity.certificate),
    getAttributeValue: (name) => (name === CLEARING_ATTRIBUTE ? clearing : null),
  });

it("takes the organization from the signer's MSP", () => {
  expect(caller(ORG1.client).mspId).toBe('Org1MSP');
});

it('knows an admin by the organizational unit of its certificate', () => {
  expect(caller(ORG1.admin).isAdmin()).toBe(true);
  expect(caller(ORG1.client).isAdmin()).toBe(false);
});

it('is not taken in by a common name that reads like an organizational unit', () => {
  expect(caller(FORGED_ADMIN).isAdmin()).toBe(false);
});

it('knows clearing by an attribute of the certificate, and every admin', () => {
  expect(caller(ORG1.admin).isClearing()).toBe(true);
  expect(caller(ORG1.client, 'true').isClearing()).toBe(true);
  for (const value of [null, '', 'false', 'TRUE']) expect(caller(ORG1.client, value).isClearing()).toBe(false);
});
