import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type createServer, type Server } from 'node:https';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';

import type { Logger } from 'pino';

export interface TlsFiles {
  /** PEM: the server's certificate, and those between it and its root. */
  readonly certFile: string;
  readonly keyFile: string;
  /** PEM: clients need a certificate of one of these. Without it they need none. */
  readonly clientCaFile?: string | undefined;
}

/** A file of TLS cannot be read, or does not hold what it should. */
export class TlsFilesError extends Error {
  override readonly name = 'TlsFilesError';
}

type TlsOptions = Parameters<typeof createServer>[0];

const HANDSHAKE_MS = 15_000;
const LOOK_AGAIN_MS = 60_000;

/** @throws TlsFilesError */
export function readTls({ certFile, keyFile, clientCaFile }: TlsFiles): TlsOptions {
  const options = {
    minVersion: 'TLSv1.2' as const,
    handshakeTimeout: HANDSHAKE_MS,
    cert: read(certFile),
    key: read(keyFile),
    ...(clientCaFile === undefined ? {} : { ca: read(clientCaFile), requestCert: true, rejectUnauthorized: true }),
  };
  try {
    createSecureContext(options);
  } catch (cause) {
    throw new TlsFilesError(`${certFile} and ${keyFile} are no certificate and its key`, { cause });
  }
  return options;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new TlsFilesError(`${file} cannot be read`, { cause });
  }
}

/** Takes renewed certificates without a restart; while files are being changed it goes on with what it has. */
export function keepTlsFresh(server: Server, files: TlsFiles, logger: Logger, everyMs = LOOK_AGAIN_MS): void {
  let before = digestOf(files);
  const timer = setInterval(() => {
    try {
      const now = digestOf(files);
      if (now === before) return;
      server.setSecureContext(readTls(files));
      before = now;
      logger.info('the TLS certificate was renewed');
    } catch (err) {
      logger.warn({ err }, 'the renewed TLS certificate cannot be taken; the one before is');
    }
  }, everyMs);
  timer.unref();
  server.once('close', () => {
    clearInterval(timer);
  });
}

function digestOf({ certFile, keyFile, clientCaFile }: TlsFiles): string {
  const hash = createHash('sha256');
  for (const file of [certFile, keyFile, clientCaFile]) if (file !== undefined) hash.update(read(file));
  return hash.digest('hex');
}

/** SHA-256 of the certificate that the caller has proved to hold, as tokens name it (RFC 8705); undefined without one. */
export function callerCertificate(socket: Socket): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  return certificate && createHash('sha256').update(certificate.raw).digest('base64url');
}
