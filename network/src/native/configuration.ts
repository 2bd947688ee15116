import { copyFile, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';

import { parse, parseDocument, stringify } from 'yaml';

import { PUBLIC_MODE, writeIfDifferent } from '../identities/durable-file.js';
import type { FabricRelease } from './fabric-release.js';
import { OperatorError } from './operator-error.js';
import type { NativeLayout, Topology } from './topology.js';

/** `2.5` differs only where it must: it does not know the channel capability of 3.0. */
export type FabricVersion = '2.5' | '3.1';

/** The ports and folder the committed `configtx.yaml` names, and so the ones that are replaced. */
const DEFAULT_IDENTITIES = '.cloudfed/native/identities/';
const DEFAULT_ORDERER_PORTS = [7050, 8050, 9050];
const DEFAULT_ANCHOR_PORTS = [7051, 9051, 11051];

/** Where a node is dialled. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What `configtx.yaml` is adapted to. */
export interface ConfigtxPlaces {
  readonly identities: string;
  readonly orderers: readonly Place[];
  /** The first peer of each org. */
  readonly anchors: readonly Place[];
  readonly fabric: FabricVersion;
}

/** Writes the configuration folder that Fabric's binaries read. */
export async function writeConfiguration(
  layout: NativeLayout,
  release: FabricRelease,
  topology: Topology,
  options: Readonly<{ configtxFile: string; fabric: FabricVersion }>,
): Promise<void> {
  const configtx = adaptConfigtx(await readFile(options.configtxFile, 'utf8'), dirname(options.configtxFile), {
    identities: layout.identities,
    orderers: topology.orderers,
    anchors: topology.orgs.map((org) => org.peers[0]),
    fabric: options.fabric,
  });
  await writeIfDifferent(join(layout.config, 'configtx.yaml'), configtx, PUBLIC_MODE);
  // Whoever works by hand has FABRIC_CFG_PATH point to this very folder.
  if (resolve(release.config) === layout.config) return;
  const core = await readFile(join(release.config, 'core.yaml'), 'utf8');
  await writeIfDifferent(join(layout.config, 'core.yaml'), adaptCore(core, release.ccaasBuilder), PUBLIC_MODE);
  await copyFile(join(release.config, 'orderer.yaml'), join(layout.config, 'orderer.yaml'));
}

/**
 * Puts places and paths into `configtx.yaml`.
 * @param text The file as committed.
 * @param folder Where it is: its relative paths become absolute.
 * @throws OperatorError where the file names an address that is not one of the network's.
 */
export function adaptConfigtx(text: string, folder: string, places: ConfigtxPlaces): string {
  const configtx = parse(text, { merge: true, maxAliasCount: 10_000 }) as Record<string, unknown>;
  const known = new Map<number, Place>();
  DEFAULT_ORDERER_PORTS.forEach((port, index) => {
    setIfThere(known, port, places.orderers[index]);
  });
  DEFAULT_ANCHOR_PORTS.forEach((port, index) => {
    setIfThere(known, port, places.anchors[index]);
  });
  const adapted = adapt(configtx, '', { known, folder, identities: places.identities }) as Record<string, unknown>;
  if (places.fabric === '2.5') lowerChannelCapability(adapted);
  return stringify(adapted, { aliasDuplicateObjects: false, lineWidth: 0 });
}

function setIfThere(known: Map<number, Place>, port: number, place: Place | undefined): void {
  if (place !== undefined) known.set(port, place);
}

interface Adaptation {
  readonly known: ReadonlyMap<number, Place>;
  readonly folder: string;
  readonly identities: string;
}

const PATH_KEYS = ['MSPDir', 'ClientTLSCert', 'ServerTLSCert'];

function adapt(value: unknown, key: string, adaptation: Adaptation): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => adapt(entry, key, adaptation));
  if (typeof value === 'string') {
    if (PATH_KEYS.includes(key)) return adaptPath(value, adaptation);
    return key === 'OrdererEndpoints' ? adaptEndpoint(value, adaptation) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => [name, adapt(entry, name, adaptation)]);
  const adapted = Object.fromEntries(entries) as Record<string, unknown>;
  if (typeof adapted['Host'] !== 'string' || typeof adapted['Port'] !== 'number') return adapted;
  const { host, port } = placeOf(adapted['Port'], adaptation);
  return { ...adapted, Host: host, Port: port };
}

function adaptPath(path: string, { folder, identities }: Adaptation): string {
  if (path.startsWith(DEFAULT_IDENTITIES)) return join(identities, path.slice(DEFAULT_IDENTITIES.length));
  return isAbsolute(path) ? path : resolve(folder, path);
}

function adaptEndpoint(endpoint: string, adaptation: Adaptation): string {
  const { host, port } = placeOf(Number(endpoint.split(':').at(-1)), adaptation);
  return `${host}:${port}`;
}

function placeOf(port: number, { known }: Adaptation): Place {
  const place = known.get(port);
  if (place === undefined) {
    throw new OperatorError(`configtx.yaml names port ${port}: it must keep its own ports, network/env/ changes them`);
  }
  return place;
}

function lowerChannelCapability(configtx: Record<string, unknown>): void {
  for (const profile of Object.values(configtx['Profiles'] as Record<string, Record<string, unknown>>)) {
    profile['Capabilities'] = { V2_0: true };
  }
}

/** Takes Docker out of the release's `core.yaml` and the builder for chaincode as a service in. */
export function adaptCore(text: string, ccaasBuilder: string): string {
  const core = parseDocument(text);
  core.setIn(['vm', 'endpoint'], '');
  core.setIn(
    ['chaincode', 'externalBuilders'],
    core.createNode([
      { name: 'ccaas', path: ccaasBuilder, propagateEnvironment: ['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'] },
    ]),
  );
  return core.toString({ lineWidth: 0 });
}
