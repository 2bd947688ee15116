import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { generateIdentities } from '../identities/index.js';
import { adaptConfigtx } from '../native/configuration.js';
import { readEnvFile } from '../native/env-file.js';
import { projectPaths } from '../native/project.js';
import { identitiesSpec, readTopology } from '../native/topology.js';
import { makeChannelBlock } from './channel-block.js';
import { describeBlock } from './testing/described-block.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** What `configtxgen` 3.1 made of the same profile, certificates by the names of their files. */
const REFERENCE = new URL('../../src/compose/testing/channel12.json', import.meta.url);

describe('the first block of a ledger channel', () => {
  let identities: string;
  let configtx: string;

  beforeAll(async () => {
    identities = mkdtempSync(join(tmpdir(), 'cloudfed-identities-'));
    await generateIdentities(identitiesSpec(), identities);
    const project = projectPaths(ROOT);
    const topology = readTopology(await readEnvFile(project.federationEnv), identities, 'own-names');
    configtx = adaptConfigtx(readFileSync(project.configtx, 'utf8'), ROOT, {
      identities,
      orderers: topology.orderers,
      anchors: topology.orgs.map((org) => org.peers[0]),
      fabric: '3.1',
    });
  });

  afterAll(() => {
    rmSync(identities, { recursive: true, force: true });
  });

  it('is what configtxgen makes of the same profile', () => {
    const block = describeBlock(makeChannelBlock(configtx, 'Channel12', 'channel12'));
    expect(withNamedCertificates(block)).toEqual(JSON.parse(readFileSync(REFERENCE, 'utf8')));
  });

  it.each([
    ['ThreeOrgsChannel', 2, 3],
    ['Channel13', 2, 2],
  ])('of %s asks %i of %i organizations to endorse', (profile, n, organizations) => {
    const rulesList = Array.from({ length: organizations }, (_, signedBy) => ({ signedBy }));
    expect(describeBlock(makeChannelBlock(configtx, profile, 'c'))).toMatchObject({
      group: {
        groups: { Application: { policies: { Endorsement: { signature: { rule: { nOutOf: { n, rulesList } } } } } } },
      },
    });
  });

  it.each([
    ['a profile that is not there', (text: string) => text, 'Nowhere', 'has no profile Nowhere'],
    [
      'a field nobody knows',
      add('Orderer', 'Addresses: [localhost:7050]'),
      'Channel12',
      'Orderer.Addresses: is not understood',
    ],
    ['an access list', add('Application', 'ACLs: {}'), 'Channel12', 'Application.ACLs: is not understood'],
    ['another kind of ordering', swap('etcdraft', 'BFT'), 'Channel12', 'OrdererType "BFT" is not understood'],
    [
      'a rule that is none',
      swap('ANY Readers', 'SOME Readers'),
      'Channel12',
      'policy rule "SOME Readers" is not understood',
    ],
    ['a principal that is none', swap("'Org1MSP.peer'", "'Org1MSP.king'"), 'Channel12', 'is no principal'],
    [
      'a number that is text',
      swap('MaxMessageCount: 500', 'MaxMessageCount: many'),
      'Channel12',
      'MaxMessageCount: must be a whole number',
    ],
  ])('is not made of %s', (_case, change, profile, message) => {
    expect(() => makeChannelBlock(change(configtx), profile, 'c')).toThrow(message);
  });

  /** The description with each certificate replaced by the first file that holds it. */
  function withNamedCertificates(description: unknown): unknown {
    const names = new Map<string, string>();
    for (const file of certificateFiles(identities)) {
      const content = readFileSync(file).toString('base64');
      if (!names.has(content)) names.set(content, `<${relative(identities, file)}>`);
    }
    return JSON.parse(JSON.stringify(description), (_key, value: unknown) =>
      typeof value === 'string' ? (names.get(value) ?? value) : value,
    );
  }
});

function add(section: string, line: string): (text: string) => string {
  return (text) => text.replaceAll(`    ${section}:\n`, `    ${section}:\n      ${line}\n`);
}

function swap(from: string, to: string): (text: string) => string {
  return (text) => text.replaceAll(from, to);
}

function certificateFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:pem|crt)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
