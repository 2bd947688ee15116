import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { PolicyRole } from './policy.js';

/** Which organizational unit stands for a role, and which authority must have issued its certificates. */
export interface NodeUnit {
  readonly role: PolicyRole;
  readonly unit: string;
  /** PEM; undefined where any authority of the MSP may. */
  readonly authority: string | undefined;
}

/** What an MSP is made from. */
export interface MspParts {
  /** PEM, as all certificates here. */
  readonly roots: readonly string[];
  readonly intermediates: readonly string[];
  readonly admins: readonly string[];
  /** Certificate revocation lists, PEM or DER. */
  readonly crls: readonly Buffer[];
  /** Undefined where the MSP does not tell roles by units. */
  readonly nodeUnits: readonly NodeUnit[] | undefined;
}

/**
 * Reads an MSP folder in the layout Fabric's tools make: `cacerts`, `intermediatecerts`, `admincerts`, `crls` and
 * `config.yaml`, of which only `NodeOUs` is known.
 *
 * @throws Error naming what cannot be understood
 */
export function readMspFolder(folder: string): MspParts {
  const configFile = join(folder, 'config.yaml');
  return {
    roots: filesOf(folder, 'cacerts').map(String),
    intermediates: filesOf(folder, 'intermediatecerts').map(String),
    admins: filesOf(folder, 'admincerts').map(String),
    crls: filesOf(folder, 'crls'),
    nodeUnits: existsSync(configFile) ? nodeUnitsOf(readFileSync(configFile, 'utf8'), folder) : undefined,
  };
}

function filesOf(folder: string, name: string): readonly Buffer[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readFileSync(join(path, file)));
}

const ROLE_OF_SECTION: Readonly<Record<string, PolicyRole>> = {
  ClientOUIdentifier: 'client',
  PeerOUIdentifier: 'peer',
  AdminOUIdentifier: 'admin',
  OrdererOUIdentifier: 'orderer',
};
const LINE = /^( *)([A-Za-z]+):(?: +(?:"([^"]*)"|'([^']*)'|([^"'\s#][^#]*?)))? *(?:#.*)?$/u;

/** What has been read of `NodeOUs` so far. */
interface NodeUnitsDraft {
  enabled: boolean;
  readonly units: Map<PolicyRole, { unit?: string; authority?: string }>;
  /** The unit whose lines come now. */
  current: { unit?: string; authority?: string } | undefined;
}

/**
 * The units `NodeOUs` names. This reads the one shape that file has and no other YAML: what it does not know it
 * refuses, since a rule that is passed over would let somebody in.
 */
function nodeUnitsOf(text: string, folder: string): readonly NodeUnit[] | undefined {
  const draft: NodeUnitsDraft = { enabled: false, units: new Map(), current: undefined };
  for (const line of text.split(/\r?\n/u)) {
    if (/^\s*(?:#.*|---)?$/u.test(line)) continue;
    const [, indent, name = '', double, single, bare] = LINE.exec(line) ?? [];
    const value = double ?? single ?? bare;
    const understood =
      indent === '' ? name === 'NodeOUs' && value === undefined : takeLine(draft, name, { value, folder });
    if (!understood) throw new Error(`${join(folder, 'config.yaml')}: "${line.trim()}" is not understood`);
  }
  const units = [...draft.units].flatMap(([role, { unit, authority }]) =>
    unit === undefined ? [] : [{ role, unit, authority }],
  );
  return draft.enabled && units.length > 0 ? units : undefined;
}

/** False where the line means nothing here. */
function takeLine(
  draft: NodeUnitsDraft,
  name: string,
  { value, folder }: Readonly<{ value: string | undefined; folder: string }>,
): boolean {
  if (name === 'Enable') {
    draft.enabled = value === 'true';
    return value === 'true' || value === 'false';
  }
  const role = Object.hasOwn(ROLE_OF_SECTION, name) ? ROLE_OF_SECTION[name] : undefined;
  if (role !== undefined) {
    draft.current = {};
    draft.units.set(role, draft.current);
    return value === undefined;
  }
  if (draft.current === undefined || value === undefined || value === '') return false;
  if (name === 'OrganizationalUnitIdentifier') draft.current.unit = value;
  else if (name === 'Certificate') draft.current.authority = readFileSync(join(folder, value), 'utf8');
  else return false;
  return true;
}
