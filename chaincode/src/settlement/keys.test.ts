import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { DAY, SettlementFederation, TERMS, WIDE } from './testing/federation.js';
import { newKeyPair, Signer } from './testing/signer.js';

describe('settlement keys', () => {
  let federation: SettlementFederation;
  let one: Signer;

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
    one = federation.signers.one;
  });

  const epochs = async (party: string): Promise<number[]> => {
    const { keys } = await federation.read('readKeys', party);
    return (keys as { epoch: number }[]).map(({ epoch }) => epoch);
  };
  const rotation = (signer: Signer, key = newKeyPair(signer.key.epoch + 1)): [string, string, string] => [
    signer.party,
    key.publicKey,
    signer.proof(TERMS, WIDE, key),
  ];

  it('are of the organization whose admin registers them', async () => {
    const again = await federation.register(ORG1, one);
    expect(JSON.parse(again)).toMatchObject({ objectType: 'SettlementKeys', party: '00001' });
    const other = new Signer('00001');
    const args = [other.party, other.key.publicKey, other.proof(TERMS, WIDE, other.key)];
    expect(await federation.refused(ORG1.admin, 'registerKey', ...args)).toMatch(/^ALREADY_EXISTS: party: /u);
    expect(await federation.refused(ORG1.client, 'registerKey', ...args)).toMatch(/^FORBIDDEN: /u);
    expect(await federation.refused(ORG2.admin, 'registerKey', ...args)).toMatch(/^FORBIDDEN: /u);
  });

  it('are shown to be had: nobody registers another’s', async () => {
    const user = new Signer('00001070');
    const stolen = federation.signers.two.key;
    for (const proof of [
      user.proof(TERMS, WIDE, user.key, stolen),
      user.proof({ ...TERMS, network: TERMS.chaincode }, WIDE, user.key),
      user.proof(TERMS, 'channel12', user.key),
      user.proof(TERMS, WIDE, { ...user.key, epoch: 2 }),
      new Signer('00001008').proof(TERMS, WIDE, user.key),
    ]) {
      const refusal = await federation.refused(ORG1.client, 'registerKey', user.party, user.key.publicKey, proof);
      expect(refusal).toMatch(/^INVALID_ARGUMENT: proof: /u);
    }
    const off = `04${'1'.repeat(128)}`;
    expect(await federation.refused(ORG1.client, 'registerKey', user.party, off, '1'.repeat(128))).toMatch(
      /^INVALID_ARGUMENT: (?:publicKey|proof): /u,
    );
    const proof = user.proof(TERMS, WIDE, user.key);
    expect(await federation.refused(ORG2.client, 'registerKey', user.party, user.key.publicKey, proof)).toMatch(
      /^FORBIDDEN: /u,
    );
    await federation.submit(ORG1.client, 'registerKey', user.party, user.key.publicKey, proof);
  });

  it('are rotated by the organization’s admin; a user’s only with the consent of its present key', async () => {
    const args = rotation(one);
    await federation.submit(ORG1.admin, 'rotateKey', ...args);
    expect(await epochs('00001')).toEqual([1, 2]);
    expect(await federation.refused(ORG1.client, 'rotateKey', ...args)).toMatch(/^FORBIDDEN: /u);

    const user = new Signer('00001070');
    await federation.submit(
      ORG1.client,
      'registerKey',
      user.party,
      user.key.publicKey,
      user.proof(TERMS, WIDE, user.key),
    );
    const next = newKeyPair(2);
    const change = rotation(user, next);
    expect(await federation.refused(ORG1.admin, 'rotateKey', ...change)).toMatch(/^INVALID_ARGUMENT: consent: /u);
    const own = user.proof(TERMS, WIDE, next);
    expect(await federation.refused(ORG1.admin, 'rotateKey', ...change, own)).toMatch(/^INVALID_ARGUMENT: consent: /u);
    const consent = user.proof(TERMS, WIDE, next, user.key);
    await federation.submit(ORG1.client, 'rotateKey', ...change, consent);
    expect(await epochs('00001070')).toEqual([1, 2]);
  });

  it('count on after a rotation until they are retired, with a window, and are dropped at its end', async () => {
    await federation.submit(ORG1.admin, 'rotateKey', ...rotation(one));
    expect(await federation.refused(ORG1.admin, 'retireKey', '00001', '2')).toMatch(/^CONFLICT: /u);
    expect(await federation.refused(ORG1.admin, 'retireKey', '00001', '3')).toMatch(/^NOT_FOUND: /u);
    expect(await federation.refused(ORG2.admin, 'retireKey', '00001', '1')).toMatch(/^FORBIDDEN: /u);
    const { seconds } = federation.ledger;
    await federation.submit(ORG1.admin, 'retireKey', '00001', '1');
    expect(await epochs('00001')).toEqual([1, 2]);
    expect(await federation.refused(ORG1.admin, 'retireKey', '00001', '1')).toMatch(/^CONFLICT: /u);
    await federation.at(seconds + DAY, ORG1.admin, 'retireKey', '00001', '1');
    expect(await epochs('00001')).toEqual([2]);
  });

  it('are not retired by a transaction that was held back from before the rotation', async () => {
    const retire = ['settlement:retireKey', '00001', '1'];
    expect((await federation.ledger.simulate(ORG1.admin, retire)).text).toMatch(/^CONFLICT: /u);
    await federation.submit(ORG1.admin, 'rotateKey', ...rotation(one));
    const held = await federation.ledger.simulate(ORG1.admin, retire);
    await federation.submit(ORG1.admin, 'rotateKey', ...rotation(one, newKeyPair(3)));
    expect(federation.ledger.commit(held)).toEqual(['MVCC_READ_CONFLICT']);
  });

  it('are a bounded number', async () => {
    for (let epoch = 2; epoch <= 16; epoch += 1) {
      const key = newKeyPair(epoch);
      await federation.submit(ORG1.admin, 'rotateKey', '00001', key.publicKey, one.proof(TERMS, WIDE, key));
    }
    expect(await federation.refused(ORG1.admin, 'rotateKey', ...rotation(one, newKeyPair(17)))).toMatch(/^CONFLICT: /u);
  });
});
