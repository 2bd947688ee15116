import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { adaptConfigtx, adaptCore, writeConfiguration } from './configuration.js';
import { readEnvFile } from './env-file.js';
import { PROJECT } from './project.js';
import { nativeLayout, readTopology } from './topology.js';

const committed = readFileSync(PROJECT.configtx, 'utf8');
const places = {
  identities: '/data/ids',
  orderers: [1, 2, 3].map((number) => ({ host: `orderer${number}`, port: 100 + number })),
  anchors: [1, 2, 3].map((number) => ({ host: `peer0.org${number}`, port: 200 + number })),
};

interface Profile {
  readonly Capabilities: Readonly<Record<string, boolean>>;
  readonly Orderer: {
    readonly EtcdRaft: { readonly Consenters: readonly { Host: string; Port: number; ClientTLSCert: string }[] };
    readonly Organizations: readonly { OrdererEndpoints: readonly string[] }[];
  };
  readonly Application: {
    readonly Organizations: readonly { ID: string; MSPDir: string; AnchorPeers: readonly object[] }[];
    readonly Policies: Readonly<Record<string, { Rule: string }>>;
  };
}

function profiles(fabric: '2.5' | '3.1'): Readonly<Record<string, Profile>> {
  const text = adaptConfigtx(committed, '/repository', { ...places, fabric });
  return (parse(text, { merge: true, maxAliasCount: 10_000 }) as { Profiles: Record<string, Profile> }).Profiles;
}

describe('configtx.yaml', () => {
  it('has a profile a ledger channel, with its members, anchor peers and who must endorse', () => {
    const all = profiles('3.1');
    const told = Object.entries(all).map(
      ([
        name,
        {
          Application: { Organizations, Policies },
        },
      ]) => [
        name,
        Organizations.map(({ ID, AnchorPeers }) => `${ID} ${JSON.stringify(AnchorPeers)}`),
        Policies['Endorsement']?.Rule,
      ],
    );
    const anchor = (number: number) => `Org${number}MSP [{"Host":"peer0.org${number}","Port":20${number}}]`;
    expect(told).toEqual([
      [
        'ThreeOrgsChannel',
        [anchor(1), anchor(2), anchor(3)],
        "OutOf(2, 'Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')",
      ],
      ['Channel12', [anchor(1), anchor(2)], "AND('Org1MSP.peer', 'Org2MSP.peer')"],
      ['Channel13', [anchor(1), anchor(3)], "AND('Org1MSP.peer', 'Org3MSP.peer')"],
      ['Channel23', [anchor(2), anchor(3)], "AND('Org2MSP.peer', 'Org3MSP.peer')"],
    ]);
  });

  it('gets the configured places and folders', () => {
    const { Orderer, Application } = profiles('3.1')['Channel12'] as Profile;
    expect(Orderer.Organizations[0]?.OrdererEndpoints).toEqual(['orderer1:101', 'orderer2:102', 'orderer3:103']);
    expect(Orderer.EtcdRaft.Consenters.map(({ Host, Port }) => `${Host}:${Port}`)).toEqual([
      'orderer1:101',
      'orderer2:102',
      'orderer3:103',
    ]);
    expect(Orderer.EtcdRaft.Consenters[0]?.ClientTLSCert).toBe(
      '/data/ids/ordererOrganizations/example.com/orderers/orderer1.example.com/tls/server.crt',
    );
    expect(Application.Organizations[1]?.MSPDir).toBe('/data/ids/peerOrganizations/org2.example.com/msp');
  });

  it('is lowered for Fabric 2.5 in the channel capability alone', () => {
    const [newer, older] = [profiles('3.1'), profiles('2.5')];
    for (const [name, profile] of Object.entries(newer)) {
      expect(profile.Capabilities).toEqual({ V3_0: true });
      expect(older[name]).toEqual({ ...profile, Capabilities: { V2_0: true } });
    }
  });

  it('with an address of its own is refused', () => {
    const moved = committed.replace('Port: 7051', 'Port: 7061');
    expect(() => adaptConfigtx(moved, '/repository', { ...places, fabric: '3.1' })).toThrow(
      'configtx.yaml names port 7061',
    );
  });
});

describe('core.yaml', () => {
  it('loses Docker and gets the builder for services', () => {
    const core = parse(adaptCore('vm:\n  endpoint: unix:///var/run/docker.sock\nchaincode:\n  mode: net\n', '/b')) as {
      vm: object;
      chaincode: object;
    };
    expect(core.vm).toEqual({ endpoint: '' });
    expect(core.chaincode).toEqual({
      mode: 'net',
      externalBuilders: [
        { name: 'ccaas', path: '/b', propagateEnvironment: ['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'] },
      ],
    });
  });
});

it('the configuration folder is made of the release’s files, and left alone where it is named as their source', async () => {
  const home = mkdtempSync(join(tmpdir(), 'cloudfed-configuration-'));
  try {
    const layout = nativeLayout(home);
    const sample = join(home, 'sample');
    mkdirSync(sample);
    writeFileSync(join(sample, 'core.yaml'), 'vm:\n  endpoint: unix\n');
    writeFileSync(join(sample, 'orderer.yaml'), 'General: {}\n');
    const topology = readTopology(await readEnvFile(PROJECT.federationEnv), layout.identities, 'loopback');
    const options = { configtxFile: PROJECT.configtx, fabric: '3.1' as const };
    const binaries = { peer: '', orderer: '', configtxgen: '', osnadmin: '' };
    const write = (config: string) =>
      writeConfiguration(layout, { binaries, config, ccaasBuilder: '/b' }, topology, options);
    const read = () =>
      ['configtx.yaml', 'core.yaml', 'orderer.yaml'].map((file) => readFileSync(join(layout.config, file), 'utf8'));
    await write(sample);
    const first = read();
    expect(first[1]).toContain('path: /b');
    expect(first[2]).toBe('General: {}\n');
    await write(layout.config);
    expect(read()).toEqual(first);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
