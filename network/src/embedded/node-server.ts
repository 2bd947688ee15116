import { createServer } from 'node:net';
import * as grpc from '@grpc/grpc-js';
import type { SigningNode } from './signing-node.js';

const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** A gRPC server over TLS, with the certificate of the node it serves. */
export function createNodeServer(): grpc.Server {
  return new grpc.Server({
    'grpc.max_receive_message_length': MAX_REQUEST_BYTES,
    'grpc.max_send_message_length': MAX_REQUEST_BYTES,
  });
}

/** Begins to listen. @throws Error when the port is taken */
export async function listen(server: grpc.Server, node: SigningNode, host: string, port: number): Promise<void> {
  const pair = { private_key: node.tls.key, cert_chain: node.tls.cert };
  const credentials = grpc.ServerCredentials.createSsl(null, [pair], false);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error) => {
      if (error === null) resolve();
      else reject(new Error(`cannot listen on ${host}:${port}`, { cause: error }));
    });
  });
}

/** A port nobody listens on now, for port 0: addresses must be known before anything listens. */
export async function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
