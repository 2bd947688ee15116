import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BATCH, OptionsError, checkOptions } from './options.js';

const good = {
  rootDir: '/identities',
  dataDir: '/data',
  orgs: [{ mspId: 'Org1MSP', domain: 'org1.example.com', peers: [{ port: 7051 }] }],
  orderer: { domain: 'example.com', port: 7050 },
  channels: [{ name: 'channel1', orgs: ['Org1MSP'], chaincodes: [{ name: 'cc', policy: "OR('Org1MSP.peer')" }] }],
  chaincodes: { Org1MSP: { cc: { address: '127.0.0.1:7052' } } },
};

type Change = (options: typeof good) => unknown;

describe('the options of a network', () => {
  it('are taken when they are right', () => {
    expect(checkOptions(good)).toBe(good);
  });

  it('are taken as docs/embedded.md shows them, its batch being the default', () => {
    const page = readFileSync(new URL('../../../docs/embedded.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n([^`]*)```/u.exec(page) ?? [];
    const options = checkOptions(JSON.parse(example));
    expect(options.channels[0]?.batch).toEqual(DEFAULT_BATCH);
  });

  it.each([
    ['nothing', () => null, 'configuration'],
    ['no identities', (options) => ({ ...options, rootDir: '' }), 'rootDir'],
    ['no orgs', (options) => ({ ...options, orgs: [] }), 'orgs'],
    ['an org twice', (options) => ({ ...options, orgs: [...options.orgs, ...options.orgs] }), 'orgs'],
    ['a path for a domain', (options) => ({ ...options, orgs: [{ ...options.orgs[0], domain: '../x' }] }), 'domain'],
    ['a port too large', (options) => ({ ...options, orderer: { ...options.orderer, port: 70_000 } }), 'orderer.port'],
    [
      'a port that is text',
      (options) => ({ ...options, orderer: { ...options.orderer, port: '7050' } }),
      'orderer.port',
    ],
    [
      'a channel of a stranger',
      (options) => ({ ...options, channels: [{ ...options.channels[0], orgs: ['OrgX'] }] }),
      'channels[0].orgs',
    ],
    [
      'a path for a channel',
      (options) => ({ ...options, channels: [{ ...options.channels[0], name: '../channel' }] }),
      'channels[0].name',
    ],
    [
      'batches no client could receive',
      (options) => ({ ...options, channels: [{ ...options.channels[0], batch: { maxBytes: 5_000_000 } }] }),
      'batch.maxBytes',
    ],
    [
      'a chaincode without an address',
      (options) => ({ ...options, chaincodes: { Org1MSP: { cc: {} } } }),
      'chaincodes.Org1MSP.cc.address',
    ],
    [
      'half a client certificate',
      (options) => ({ ...options, chaincodes: { Org1MSP: { cc: { address: 'a:1', clientCert: 'x' } } } }),
      'clientKey',
    ],
  ] as [string, Change, string][])('are refused with %s', (_name, change, field) => {
    expect(() => checkOptions(change(structuredClone(good)))).toThrow(OptionsError);
    expect(() => checkOptions(change(structuredClone(good)))).toThrow(field);
  });
});
