import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { generateIdentities } from '../identities/index.js';
import { parseEnvFile } from '../native/env-file.js';
import { ordererProcess, peerProcess } from '../native/nodes.js';
import { identitiesSpec, nativeLayout, readTopology } from '../native/topology.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const envOf = (name: string) => parseEnvFile(read(`network/env/${name}.env`), name);

interface Service {
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly [key: string]: unknown;
}

const RELEASE = { binaries: { peer: '', orderer: '', configtxgen: '', osnadmin: '' }, config: '', ccaasBuilder: '' };
/** A native node finds configuration and programs in folders of this host; an image brings its own. */
const OF_IMAGE = ['FABRIC_CFG_PATH', 'PATH', 'CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'];

const text = read('docker-compose.yaml');
const file = parse(text, { merge: true, maxAliasCount: 1_000 }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(file.services);
const lasting = services.filter(([name]) => name !== 'volume-owner' && name !== 'admin');
const service = (name: string): Service => file.services[name] ?? {};

describe('docker-compose.yaml', () => {
  it('has the ports and ids of network/env/federation.env for defaults', () => {
    const defaults = new Map<string, string>();
    for (const [, name = '', value = ''] of text.matchAll(/\$\{(CLOUDFED_OR[A-Z]*\d_\w+):-([^}]*)\}/gu)) {
      expect(defaults.get(name) ?? value).toBe(value);
      defaults.set(name, value);
    }
    const settings = Object.entries(envOf('federation')).filter(([name]) => /_(?:PORT|ID)$/u.test(name));
    for (const [name, value] of settings) expect([name, defaults.get(name)]).toEqual([name, value]);
    const others = [...defaults.keys()].filter((name) => !settings.some(([known]) => known === name));
    expect(others).toEqual([1, 2, 3].map((org) => `CLOUDFED_ORG${org}_GATEWAY_PORT`));
  });

  it('sets for every node what a native one is given', async () => {
    const home = mkdtempSync(join(tmpdir(), 'cloudfed-compose-'));
    try {
      const layout = nativeLayout(home);
      await generateIdentities(identitiesSpec(), layout.identities);
      const { orderers, orgs } = readTopology(envOf('federation'), layout.identities, 'own-names');
      for (const orderer of orderers) {
        expectSame(orderer.host, 'orderer', ordererProcess(layout, RELEASE, orderer, envOf('orderer')).env);
      }
      for (const org of orgs) {
        for (const peer of org.peers) {
          expectSame(peer.host, 'peer', (await peerProcess(layout, RELEASE, org, peer, envOf('peer'))).env);
          expect(service(peer.host).environment).toMatchObject({ CORE_PEER_LOCALMSPID: org.mspId });
        }
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  function expectSame(name: string, common: string, native: object): void {
    const here = Object.keys({ ...envOf(common), ...service(name).environment });
    const there = Object.keys(native).filter((key) => !OF_IMAGE.includes(key));
    expect(here.sort()).toEqual(there.sort());
  }

  it.each(services)('%s may do no more than it must', (name, definition) => {
    expect(definition).toMatchObject({
      cap_drop: ['ALL'],
      read_only: true,
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.any(String) as string,
      pids_limit: expect.any(Number) as number,
    });
    expect(definition['privileged']).toBeUndefined();
    if (name !== 'volume-owner') expect(definition['user']).toBe('${CLOUDFED_UID:-1000}:${CLOUDFED_GID:-1000}');
    for (const port of definition.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/u);
  });

  it.each(lasting)('%s is asked whether it is well', (_name, definition) => {
    expect(definition['healthcheck']).toMatchObject({ test: expect.any(Array) as unknown[] });
    expect(definition['restart']).toBe('unless-stopped');
  });

  it('gives every volume to the user of the services', () => {
    const owned = (service('volume-owner').volumes ?? []).map((mount) => mount.split(':')[0]);
    expect(owned).toEqual(Object.keys(file.volumes));
    const mounted = lasting.flatMap(([, { volumes = [] }]) => volumes.filter((mount) => /^[a-z0-9-]+:/u.test(mount)));
    expect(mounted.map((mount) => mount.split(':')[0])).toEqual(owned);
    for (const mount of mounted) expect(mount).toMatch(/:nocopy$/u);
  });

  it('lets an organization’s gateway and chaincode see that organization’s files alone', () => {
    for (const org of ['org1', 'org2', 'org3']) {
      for (const name of [`gateway.${org}.example.com`, `cloudfed.${org}.example.com`]) {
        const mounts = service(name).volumes ?? [];
        expect(mounts.length).toBeGreaterThan(0);
        for (const mount of mounts) expect(mount).toContain(org);
      }
    }
  });
});

describe('the dashboards', () => {
  const folder = 'network/compose/grafana/dashboards/';
  interface Panel {
    readonly id: number;
    readonly gridPos: Readonly<{ x: number; y: number; w: number; h: number }>;
    readonly targets: readonly Readonly<{ expr: string; datasource: Readonly<{ uid: string }> }>[];
  }
  const { datasources } = parse(read('network/compose/grafana/provisioning/datasources/prometheus.yaml')) as {
    datasources: { uid: string }[];
  };

  it.each(readdirSync(`${ROOT}${folder}`))('%s asks the one source, in panels beside each other', (name) => {
    const dashboard = JSON.parse(read(folder + name)) as { uid: string; panels: Panel[] };
    const cells = new Set<string>();
    for (const { gridPos, targets } of dashboard.panels) {
      expect(targets.length).toBeGreaterThan(0);
      for (const target of targets) expect(target.datasource.uid).toBe(datasources[0]?.uid);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(cells.has(`${x},${y}`)).toBe(false);
          cells.add(`${x},${y}`);
        }
      }
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});
