import { connect, createServer } from 'node:net';

import type { BackgroundProcesses } from './background-process.js';
import { OperatorError } from './operator-error.js';
import { LISTEN_HOST, type OwnedPort } from './topology.js';

/**
 * Checks that the ports of what is still to be started are free.
 * @throws OperatorError naming the first that is not, and who wants it.
 */
export async function requireFreePorts(
  processes: Pick<BackgroundProcesses, 'pid'>,
  ports: readonly OwnedPort[],
): Promise<void> {
  const running = new Map<string, boolean>();
  for (const { port, owner } of ports) {
    if (!running.has(owner)) running.set(owner, (await processes.pid(owner)) !== undefined);
    if (running.get(owner) === true || (await isFree(port))) continue;
    throw new OperatorError(
      `port ${port} (${owner}) is in use: stop what listens there, or set another in network/env/federation.env`,
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES') reject(new OperatorError(`port ${port} may not be used by this user`));
      else reject(error);
    });
    server.listen({ host: LISTEN_HOST, port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Whether something listens on the port of this host. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: LISTEN_HOST, port, timeout: 2_000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
    socket.once('timeout', end(false));
  });
}
