import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import type { FabricVersion } from './configuration.js';
import type { Environment } from './env-file.js';
import { OperatorError } from './operator-error.js';

const run = promisify(execFile);
const VERSION_WITHIN_MS = 10_000;
const BINARIES = ['peer', 'orderer', 'configtxgen', 'osnadmin'] as const;
export type FabricBinary = (typeof BINARIES)[number];

/** An operator's own unpacked Fabric release. */
export interface FabricRelease {
  readonly binaries: Readonly<Record<FabricBinary, string>>;
  /** Folder of the sample `core.yaml` and `orderer.yaml`. */
  readonly config: string;
  /** Folder of the builder for chaincode as a service: `bin/detect`, `bin/build`, `bin/release`. */
  readonly ccaasBuilder: string;
}

/**
 * Finds the release by `FABRIC_BIN`, else on `PATH`; its `config` and `builders/ccaas` folders beside its `bin`, or where
 * `FABRIC_CFG_PATH` and `FABRIC_CCAAS_BUILDER` say.
 * @throws OperatorError saying what is missing and what to do.
 */
export async function findFabricRelease(environment: Environment): Promise<FabricRelease> {
  const found = await Promise.all(BINARIES.map(async (name) => [name, await findBinary(name, environment)] as const));
  const binaries = Object.fromEntries(found) as Record<FabricBinary, string>;
  const release = dirname(dirname(binaries.peer));
  const config = await findFolder(
    [environment['FABRIC_CFG_PATH'], join(release, 'config')],
    ['core.yaml', 'orderer.yaml'],
    "set FABRIC_CFG_PATH to the config folder of Fabric's release",
  );
  const ccaasBuilder = await findFolder(
    [environment['FABRIC_CCAAS_BUILDER'], join(release, 'builders', 'ccaas')],
    ['bin/detect', 'bin/build', 'bin/release'],
    "set FABRIC_CCAAS_BUILDER to the builders/ccaas folder of Fabric's release",
  );
  return { binaries, config, ccaasBuilder };
}

async function findBinary(name: FabricBinary, environment: Environment): Promise<string> {
  const own = environment['FABRIC_BIN'];
  const folders = own === undefined || own === '' ? (environment['PATH'] ?? '').split(delimiter) : [own];
  for (const folder of folders.filter((one) => one !== '')) {
    const path = resolve(folder, name);
    if (await isExecutable(path)) return path;
  }
  const where = own === undefined || own === '' ? 'on PATH' : `in FABRIC_BIN (${own})`;
  throw new OperatorError(
    `${name} is not ${where}: unpack a Hyperledger Fabric 3.1 release and set FABRIC_BIN to its bin folder, or use --mode embedded`,
  );
}

async function findFolder(folders: (string | undefined)[], files: string[], remedy: string): Promise<string> {
  const candidates = folders.filter((folder): folder is string => folder !== undefined && folder !== '');
  for (const folder of candidates) {
    const all = await Promise.all(files.map((file) => isFile(join(folder, file))));
    if (all.every(Boolean)) return resolve(folder);
  }
  throw new OperatorError(`${files.join(', ')} not found in ${candidates.join(' or ')}: ${remedy}`);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return await isFile(path);
  } catch {
    return false;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** What the `peer` command says its version is; undefined where there is none or it does not say. */
export async function fabricVersion(environment: Environment): Promise<string | undefined> {
  try {
    const { stdout } = await run(await findBinary('peer', environment), ['version'], { timeout: VERSION_WITHIN_MS });
    return /^\s*Version: v?(\d\S*)$/mu.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Refuses to bring up ledger channels that the binaries are too old for. Newer ones serve an older kind as well, and who
 * built them without a version knows what they are.
 * @throws OperatorError saying what to do.
 */
export async function requireVersion(environment: Environment, fabric: FabricVersion): Promise<void> {
  const version = await fabricVersion(environment);
  if (fabric !== '3.1' || version === undefined || Number(version.split('.')[0]) >= 3) return;
  throw new OperatorError(`the binaries are of Fabric ${version}: add --fabric 2.5, or set FABRIC_BIN to those of 3.1`);
}
