import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ChaincodeCommand } from './chaincode-services.js';
import { type Environment, readEnvFile } from './env-file.js';

/** Where things are in the repository that this command is part of. */
export interface ProjectPaths {
  readonly root: string;
  readonly configtx: string;
  /** Ports and members; what native and compose share. */
  readonly federationEnv: string;
  readonly envFolder: string;
  /** Runs the chaincode as a service. */
  readonly chaincode: ChaincodeCommand;
  /** Holds the chaincode's `package.json`. */
  readonly chaincodeFolder: string;
  /** All that a chaincode service runs of this repository, in the order of the digest. */
  readonly codeFolders: readonly string[];
  /** Runs the embedded network with its chaincode services in the folder `CLOUDFED_HOME`. */
  readonly embeddedScript: string;
}

export function projectPaths(root: string): ProjectPaths {
  const chaincodeFolder = join(root, 'chaincode');
  return {
    root,
    configtx: join(root, 'configtx.yaml'),
    federationEnv: join(root, 'network', 'env', 'federation.env'),
    envFolder: join(root, 'network', 'env'),
    chaincode: {
      command: process.execPath,
      args: [join(chaincodeFolder, 'dist', 'serve.js')],
      folder: chaincodeFolder,
    },
    chaincodeFolder,
    codeFolders: [join(chaincodeFolder, 'dist'), join(root, 'core', 'dist')],
    embeddedScript: join(root, 'federation', 'dist', 'embedded.js'),
  };
}

/** The repository that this file is part of. */
export const PROJECT: ProjectPaths = projectPaths(resolve(fileURLToPath(import.meta.url), '..', '..', '..', '..'));

/**
 * Ports and members: the variables of `network/env/federation.env`, or of the file that `CLOUDFED_ENV_FILE` names, and over
 * them those of this process.
 * @throws OperatorError where the file cannot be read.
 */
export async function readFederationEnvironment(): Promise<Environment> {
  return { ...(await readEnvFile(process.env['CLOUDFED_ENV_FILE'] ?? PROJECT.federationEnv)), ...process.env };
}
