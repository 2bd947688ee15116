import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { generateIdentities } from '../identities/index.js';
import { readEnvFile } from '../native/env-file.js';
import { type OrdererNode, readTopology, type Topology } from '../native/topology.js';
import { type ComposeLayout, composeLayout } from './layout.js';
import { composeIdentities, NAMING, writeMountedFiles } from './mounted-files.js';
import { ChannelParticipation } from './participation.js';

const FEDERATION_ENV = fileURLToPath(new URL('../../env/federation.env', import.meta.url));

let layout: ComposeLayout;
let topology: Topology;

beforeAll(async () => {
  layout = composeLayout(mkdtempSync(join(tmpdir(), 'cloudfed-mounts-')));
  topology = readTopology(await readEnvFile(FEDERATION_ENV), layout.identities, NAMING);
  await generateIdentities(composeIdentities(), layout.identities);
  await writeMountedFiles(layout, topology);
});

afterAll(() => {
  rmSync(layout.home, { recursive: true, force: true });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describe('what containers are given', () => {
  it('of a gateway is its user’s key and the certificates of those it calls', () => {
    const folder = join(layout.gateways, 'org1');
    expect(filesBelow(folder)).toEqual([
      'database-url',
      'metrics-token',
      'profile.json',
      'tls/org1.crt',
      'tls/org2.crt',
      'tls/org3.crt',
      'user.crt',
      'user.key',
    ]);
    const profile = JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8')) as Record<string, unknown>;
    expect(profile).toMatchObject({
      mspId: 'Org1MSP',
      gatewayPeer: { address: 'peer0.org1.example.com:7051', serverName: 'peer0.org1.example.com' },
      identity: { certPath: '/etc/cloudfed/user.crt', keyPath: '/etc/cloudfed/user.key' },
      chaincode: 'cloudfed',
    });
    expect((profile['channels'] as { name: string }[]).map(({ name }) => name)).toEqual([
      'channelall',
      'channel12',
      'channel13',
    ]);
  });

  it('that is secret is readable for its owner alone', () => {
    const secret = /(?:key|token|url|priv_sk|secrets\/.*|builders\/.*)$/u;
    const paths = filesBelow(layout.folder).filter((path) => secret.test(path));
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths) expect([path, statSync(join(layout.folder, path)).mode & 0o777]).toEqual([path, 0o600]);
  });

  it('stays the same when it is written again', async () => {
    const before = filesBelow(layout.folder).map((path) => readFileSync(join(layout.folder, path), 'utf8'));
    await generateIdentities(composeIdentities(), layout.identities);
    await writeMountedFiles(layout, topology);
    expect(filesBelow(layout.folder).map((path) => readFileSync(join(layout.folder, path), 'utf8'))).toEqual(before);
  });
});

describe('an orderer’s admin endpoint', () => {
  let server: Server;
  let orderer: OrdererNode;
  const seen: { method: string | undefined; body: string }[] = [];
  let answer = { status: 200, body: '{"systemChannel":null,"channels":null}' };

  beforeAll(async () => {
    const [first] = topology.orderers;
    if (first === undefined) throw new Error('an orderer expected');
    const { tls } = first.paths;
    const files = { cert: readFileSync(tls.cert), key: readFileSync(tls.key), ca: readFileSync(tls.rootCert) };
    server = createServer({ ...files, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ method: request.method, body: Buffer.concat(chunks).toString('latin1') });
        response.writeHead(answer.status).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    orderer = { ...first, adminPort: (server.address() as AddressInfo).port };
  });

  afterAll(() => {
    server.close();
  });

  const participation = (): ChannelParticipation => new ChannelParticipation(orderer, layout.identities);

  it('tells the administrator which channels it has joined', async () => {
    expect(await participation().joined()).toEqual([]);
    answer = { status: 200, body: '{"channels":[{"name":"channel12","url":"…"}]}' };
    expect(await participation().joined()).toEqual(['channel12']);
  });

  it('is sent a block as the one file of a form', async () => {
    answer = { status: 201, body: '{"name":"channel12"}' };
    await participation().join(Buffer.from([0, 1, 2, 255]));
    const { method, body } = seen.at(-1) ?? {};
    expect(method).toBe('POST');
    expect(body).toMatch(
      /name="config-block"; filename="config.block"\r\n[^\r]*\r\n\r\n\u0000\u0001\u0002\u00ff\r\n--/u,
    );
  });

  it('is heard when it refuses', async () => {
    answer = { status: 405, body: '{"error":"cannot join: channel already exists"}' };
    await expect(participation().join(Buffer.from('x'))).rejects.toThrow(
      'orderer1 refused (405): {"error":"cannot join: channel already exists"}',
    );
  });

  it('that does not answer is named', async () => {
    const gone = new ChannelParticipation({ ...orderer, adminPort: 1 }, layout.identities);
    await expect(gone.joined()).rejects.toThrow(/^orderer1 does not answer its administrator: /u);
  });
});
