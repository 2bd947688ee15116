import { describe, expect, it } from 'vitest';

import type { Environment } from './env-file.js';
import { readEnvFile } from './env-file.js';
import { PROJECT } from './project.js';
import { allPorts, readTopology } from './topology.js';

const defaults: Environment = await readEnvFile(PROJECT.federationEnv);
const read = (change: Environment = {}, naming: 'loopback' | 'own-names' = 'loopback') =>
  readTopology({ ...defaults, ...change }, '/ids', naming);

describe('the shape of the network', () => {
  it('is three orgs of two peers, three orderers, and a ledger channel for all and for each pair', () => {
    const { orderers, orgs, channels } = read();
    expect(orderers.map(({ name, host, port }) => [name, host, port])).toEqual([
      ['orderer1', 'localhost', 7050],
      ['orderer2', 'localhost', 8050],
      ['orderer3', 'localhost', 9050],
    ]);
    expect(orgs.map(({ orgId, orgName, mspId, peers }) => [orgId, orgName, mspId, peers.length])).toEqual([
      ['00001', 'CNIC', 'Org1MSP', 2],
      ['00002', 'CNNIC', 'Org2MSP', 2],
      ['00003', 'CSTNET', 'Org3MSP', 2],
    ]);
    expect(channels.map(({ name, members }) => [name, members.map(({ mspId }) => mspId).join()])).toEqual([
      ['channelall', 'Org1MSP,Org2MSP,Org3MSP'],
      ['channel12', 'Org1MSP,Org2MSP'],
      ['channel13', 'Org1MSP,Org3MSP'],
      ['channel23', 'Org2MSP,Org3MSP'],
    ]);
  });

  it('keeps the defaults below the ports of outgoing connections, each once', () => {
    const ports = allPorts(read()).map(({ port }) => port);
    expect(ports).toHaveLength(24);
    expect(new Set(ports).size).toBe(24);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('knows each node by its own name where it is not on one host', () => {
    const { orderers, orgs } = read({}, 'own-names');
    expect(orderers[0]?.host).toBe('orderer1.example.com');
    expect(orgs[2]?.peers[1].host).toBe('peer1.org3.example.com');
    expect(orgs[2]?.chaincode.host).toBe('cloudfed.org3.example.com');
  });

  it.each([
    [{ CLOUDFED_ORDERER2_PORT: undefined }, 'CLOUDFED_ORDERER2_PORT is not set'],
    [{ CLOUDFED_ORDERER2_PORT: '70500' }, 'CLOUDFED_ORDERER2_PORT: must be a port, is 70500'],
    [{ CLOUDFED_ORDERER2_PORT: '0' }, 'CLOUDFED_ORDERER2_PORT: must be a port'],
    [{ CLOUDFED_ORDERER2_PORT: '1e3' }, 'CLOUDFED_ORDERER2_PORT: must be a port, is "1e3"'],
    [{ CLOUDFED_ORG1_PEER0_PORT: '7050' }, 'CLOUDFED_ORG1_PEER0_PORT and CLOUDFED_ORDERER1_PORT are both port 7050'],
    [{ CLOUDFED_ORG3_ID: '3' }, 'CLOUDFED_ORG3_ID: must be five digits, is "3"'],
    [{ CLOUDFED_ORG3_NAME: 'a\nb' }, 'CLOUDFED_ORG3_NAME: must be 1 to 64 characters'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(message);
  });
});
