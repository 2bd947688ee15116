import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';

import { UsageError } from './exit-codes.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which gateway, as whom: from flags, else the environment, else a federation that runs here. */
export interface TargetOptions {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly org?: string | undefined;
  readonly role?: string | undefined;
}

export interface Target {
  readonly url: string;
  readonly token: string;
}

interface FederationFile {
  readonly orgs: readonly {
    readonly orgId: string;
    readonly name: string;
    readonly gatewayUrl: string;
    readonly tokens: Readonly<Record<string, string>>;
  }[];
}

const DEFAULT_ROLE = 'operator';

/** @throws UsageError that says what is missing */
export function resolveTarget(options: TargetOptions, environment: Environment): Target {
  const url = options.url ?? given(environment['CLOUDFED_URL']);
  const token = options.token ?? tokenOf(environment);
  if (url !== undefined && token !== undefined) return { url: requireUrl(url), token };
  if (url !== undefined) throw new UsageError('there is no token: --token, CLOUDFED_TOKEN or CLOUDFED_TOKEN_FILE');
  const found = fromFederation(options, environment);
  return { url: requireUrl(found.url), token: token ?? found.token };
}

/** Whether whoever is on the way can read the token. */
export function isExposed(target: Target): boolean {
  const { protocol, hostname } = new URL(target.url);
  const isLoopback =
    hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
  return protocol === 'http:' && !isLoopback;
}

function requireUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol)) return url;
  throw new UsageError(`${url} is no URL of a gateway`);
}

function tokenOf(environment: Environment): string | undefined {
  const file = given(environment['CLOUDFED_TOKEN_FILE']);
  const token = given(environment['CLOUDFED_TOKEN']);
  if (token !== undefined || file === undefined) return token;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new UsageError(`CLOUDFED_TOKEN_FILE names a file that cannot be read: ${file}`);
  }
}

function fromFederation(options: TargetOptions, environment: Environment): Target {
  const file = join(given(environment['CLOUDFED_HOME']) ?? '.cloudfed', 'federation.json');
  const { orgs } = readFederation(file);
  const wanted = options.org ?? given(environment['CLOUDFED_ORG']);
  const org = wanted === undefined ? orgs[0] : orgs.find(({ orgId, name }) => orgId === wanted || name === wanted);
  if (org === undefined) {
    throw new UsageError(
      `${file} has no organization ${String(wanted)}, but ${orgs.map(({ orgId }) => orgId).join(', ')}`,
    );
  }
  const role = options.role ?? given(environment['CLOUDFED_ROLE']) ?? DEFAULT_ROLE;
  const token = org.tokens[role];
  if (token === undefined) {
    throw new UsageError(`${file} has no token of role ${role}, but of ${Object.keys(org.tokens).join(', ')}`);
  }
  return { url: org.gatewayUrl, token };
}

function readFederation(file: string): FederationFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`no gateway is named (--url and --token) and no federation runs here (${file} is not there)`);
  }
  try {
    return JSON.parse(text) as FederationFile;
  } catch {
    throw new UsageError(`${file} is no JSON`);
  }
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}
