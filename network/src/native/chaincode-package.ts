import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import { tarGz } from './archive.js';
import { OperatorError } from './operator-error.js';

/** A chaincode package as `peer lifecycle chaincode install` takes it. */
export interface ChaincodePackage {
  readonly label: string;
  /** `label:sha256`, as the peers name it. */
  readonly packageId: string;
  readonly content: Buffer;
}

/**
 * The package of a chaincode that runs as a service. All orgs install the same bytes: each peer's own environment fills
 * in where its service is. It holds the digest of the code, so whoever approves the package approves that code.
 */
export function packageService(label: string, codeDigest: string): ChaincodePackage {
  const connection = {
    address: '{{.address}}',
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: true,
    root_cert: '{{.root_cert}}',
    client_cert: '{{.client_cert}}',
    client_key: '{{.client_key}}',
  };
  const code = tarGz([
    { path: 'connection.json', content: json(connection) },
    { path: 'code.json', content: json({ sha256: codeDigest }) },
  ]);
  const content = tarGz([
    { path: 'metadata.json', content: json({ type: 'ccaas', label }) },
    { path: 'code.tar.gz', content: code },
  ]);
  const digest = createHash('sha256').update(content).digest('hex');
  return { label, packageId: `${label}:${digest}`, content };
}

/**
 * Digest of the JavaScript files below the folders, tests left out: relative path and bytes of each, in byte order.
 * @throws OperatorError where a folder is missing or holds none.
 */
export async function digestCode(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const [index, folder] of folders.entries()) {
    const paths = await codeFiles(folder);
    if (paths.length === 0) throw new OperatorError(`${folder} holds no built code: run npm ci or npm run build first`);
    for (const path of paths) {
      const content = await readFile(join(folder, path));
      hash.update(`${index}/${path.split(sep).join('/')}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

async function codeFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.js') && !entry.name.endsWith('.test.js'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
