import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError } from '@cloudfed/core';

import type { Logger } from 'pino';

import { PROBLEM_TYPE, problemOf } from './problem.js';
import { keepTlsFresh, readTls, type TlsFiles } from './tls.js';

export interface HttpServer {
  /** `http://host:port`, or `https`. */
  readonly url: string;
  /**
   * Takes no new connection, lets what is under way finish, then closes; what has not finished in time is cut off.
   *
   * @returns whether all of it finished
   */
  stop(timeoutMs: number): Promise<boolean>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Without it the server speaks plain HTTP. */
  readonly tls?: TlsFiles | undefined;
  readonly logger: Logger;
}

const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;
/** Longer than a proxy's, so that the proxy and not this server ends an idle connection. */
const KEEP_ALIVE_MS = 75_000;
const SWEEP_MS = 50;
/** A connection on which no request has come yet is given so long to bring one when the server stops. */
const SILENT_MS = 1_000;

/** Listens. @throws TlsFilesError, Error of the operating system: the port is taken, the address is not this machine's */
export async function listen(app: RequestListener, at: ListenOptions): Promise<HttpServer> {
  const server = newServer(app, at);
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  const silent = silentConnections(server);
  let stopped: Promise<boolean> | undefined;
  return {
    url: `${at.tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    stop: (timeoutMs) => (stopped ??= stop(server, silent, timeoutMs)),
  };
}

function newServer(app: RequestListener, { tls, logger }: ListenOptions): Server {
  const times = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  if (tls === undefined) return createServer(times, app);
  const server = createTlsServer({ ...times, ...readTls(tls) }, app);
  keepTlsFresh(server, tls, logger);
  return server;
}

/** Connections that were made ahead, as browsers and pools do: no request has come on them. */
function silentConnections(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  const add = (socket: Socket): void => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  };
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', add);
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

async function stop(server: Server, silent: ReadonlySet<Socket>, timeoutMs: number): Promise<boolean> {
  const closed = new Promise<true>((resolve) => {
    server.close(() => {
      resolve(true);
    });
  });
  const started = performance.now();
  const deadline = started + timeoutMs;
  while (performance.now() < deadline) {
    // Not idle in the platform's eyes, which awaits their first request.
    if (performance.now() > started + SILENT_MS) for (const socket of silent) socket.destroy();
    // A kept connection is idle only once its answer is out.
    server.closeIdleConnections();
    if (await Promise.race([closed, delay(SWEEP_MS, false)])) return true;
  }
  server.closeAllConnections();
  return false;
}

/** A request that is no HTTP gets a problem too, and its connection closed. */
function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(new CloudfedError('INVALID_ARGUMENT', 'the request is not readable HTTP'), 'unknown');
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}
