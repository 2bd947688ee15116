import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WireWriter } from './protocol/wire.js';
import { type Sign, createNativeSigner } from './signing.js';

/** A peer or an orderer: its identity as others see it, its key, and what its TLS server shows. */
export interface SigningNode {
  readonly mspId: string;
  /** The `SerializedIdentity` in its signatures. */
  readonly serialized: Buffer;
  readonly sign: Sign;
  readonly tls: Readonly<{ cert: Buffer; key: Buffer }>;
}

/** Reads a node's folder: `msp/signcerts`, `msp/keystore`, `tls/server.crt`, `tls/server.key`. */
export function readSigningNode(mspId: string, nodeDir: string): SigningNode {
  const certificate = readFileSync(onlyFileIn(join(nodeDir, 'msp', 'signcerts')));
  const key = readFileSync(onlyFileIn(join(nodeDir, 'msp', 'keystore')));
  return {
    mspId,
    serialized: new WireWriter(certificate.length + 128).string(1, mspId).bytes(2, certificate).finish(),
    sign: createNativeSigner(key),
    tls: {
      cert: readFileSync(join(nodeDir, 'tls', 'server.crt')),
      key: readFileSync(join(nodeDir, 'tls', 'server.key')),
    },
  };
}

function onlyFileIn(folder: string): string {
  const [first, ...others] = readdirSync(folder).filter((name) => !name.startsWith('.'));
  if (first === undefined || others.length > 0) throw new Error(`expected one file in ${folder}`);
  return join(folder, first);
}
