import { join, resolve } from 'node:path';

import { PUBLIC_MODE, writeDurably } from '../identities/durable-file.js';
import { digestCode, packageService } from './chaincode-package.js';
import { packageVersion } from './native-network.js';
import type { ProjectPaths } from './project.js';
import { CHAINCODE } from './topology.js';

/** Writes the package that `deploy` would install, and answers its path and id. */
export async function leavePackage(
  project: ProjectPaths,
  folder: string,
  version?: string,
): Promise<Readonly<{ file: string; packageId: string }>> {
  const called = version ?? (await packageVersion(project.chaincodeFolder));
  const { label, packageId, content } = packageService(`${CHAINCODE}_${called}`, await digestCode(project.codeFolders));
  const file = join(resolve(folder), `${label}.tar.gz`);
  await writeDurably(file, content, PUBLIC_MODE);
  return { file, packageId };
}
