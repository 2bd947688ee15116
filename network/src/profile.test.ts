import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type ConnectionProfile, parseProfile, readProfile, writeProfile } from './profile.js';

const endpoint = { address: '127.0.0.1:7051', serverName: 'peer0.org1.example.com', tlsRootCert: '/x/ca.crt' };
const files = { certPath: '/x/cert.pem', keyPath: '/x/key.pem' };
const profile: ConnectionProfile = {
  mspId: 'Org1MSP',
  orgDomain: 'org1.example.com',
  gatewayPeer: endpoint,
  identity: files,
  admin: files,
  channels: [{ name: 'channel12', orgs: ['Org1MSP', 'Org2MSP'] }],
  chaincode: 'cloudfed',
  orderers: [{ ...endpoint, address: '127.0.0.1:7050' }],
  peers: [{ ...endpoint, mspId: 'Org1MSP' }],
};

describe('connection profile', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'profile-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('is read as it was written', async () => {
    const path = join(folder, 'profiles', 'org1.json');
    await writeProfile(path, profile);
    expect(await readProfile(path)).toEqual(profile);
  });

  it('says when the file is missing or is not JSON', async () => {
    await expect(readProfile(join(folder, 'none.json'))).rejects.toThrow(/is not there/u);
    await writeFile(join(folder, 'bad.json'), '{');
    await expect(readProfile(join(folder, 'bad.json'))).rejects.toThrow(/is not JSON/u);
  });

  it.each([
    ['no object', [], /must be an object/u],
    ['a missing field', { ...profile, admin: undefined }, /profile.admin: must be an object/u],
    ['an unknown field', { ...profile, extra: 1 }, /does not know the field "extra"/u],
    [
      'a relative path',
      { ...profile, identity: { ...files, keyPath: 'key.pem' } },
      /identity.keyPath: must be an absolute path/u,
    ],
    [
      'an address without a port',
      { ...profile, gatewayPeer: { ...endpoint, address: 'host' } },
      /address: must be host:port/u,
    ],
    ['port 0', { ...profile, gatewayPeer: { ...endpoint, address: 'host:0' } }, /address: must be host:port/u],
    ['port 65536', { ...profile, gatewayPeer: { ...endpoint, address: 'host:65536' } }, /address: must be host:port/u],
    ['no channel', { ...profile, channels: [] }, /channels: must be a list/u],
    [
      'a channel of others',
      { ...profile, channels: [{ name: 'channel23', orgs: ['Org2MSP'] }] },
      /not a member of channel23/u,
    ],
    ['a channel twice', { ...profile, channels: [...profile.channels, ...profile.channels] }, /named twice/u],
    ['a number for text', { ...profile, chaincode: 5 }, /chaincode: must be text/u],
    ['a name with a slash', { ...profile, orgDomain: '../x' }, /orgDomain/u],
  ])('refuses %s', (_what, value, message) => {
    expect(() => parseProfile(value)).toThrow(message);
  });
});
