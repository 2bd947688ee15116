import { readFileSync } from 'node:fs';

/** How the service is told what to do: by these flags, or by the environment where a flag is not given. */
export const SERVICE_FLAGS = {
  'chaincode-address': { type: 'string' },
  'chaincode-id': { type: 'string' },
  'chaincode-tls-key-file': { type: 'string' },
  'chaincode-tls-cert-file': { type: 'string' },
  'chaincode-tls-client-cacert-file': { type: 'string' },
} as const;

type Flag = keyof typeof SERVICE_FLAGS;

/** A flag's name in the environment, as the Fabric samples have it where they do. */
const ENVIRONMENT: Readonly<Record<Flag, string>> = {
  'chaincode-address': 'CHAINCODE_SERVER_ADDRESS',
  'chaincode-id': 'CHAINCODE_ID',
  'chaincode-tls-key-file': 'CHAINCODE_TLS_KEY',
  'chaincode-tls-cert-file': 'CHAINCODE_TLS_CERT',
  'chaincode-tls-client-cacert-file': 'CHAINCODE_TLS_CLIENT_CA',
};
const TLS_OFF = 'CHAINCODE_TLS_DISABLED';

export interface ServiceOptions {
  /** `host:port` to listen on. */
  readonly address: string;
  /** The package id, as the peer knows it. */
  readonly chaincodeId: string;
  /** PEM; undefined only where TLS was switched off by name. */
  readonly tls: { readonly key: Buffer; readonly cert: Buffer; readonly clientCACerts?: Buffer } | undefined;
  /** The MSP of the organization whose peer dials. */
  readonly mspId: string;
}

/** @throws Error saying which option is missing or bad */
export function readServiceOptions(
  flags: Readonly<Partial<Record<Flag, string>>>,
  environment: Readonly<Record<string, string | undefined>>,
): ServiceOptions {
  const given = (flag: Flag): string | undefined => {
    const value = flags[flag] ?? environment[ENVIRONMENT[flag]];
    return value === '' ? undefined : value;
  };
  const required = (flag: Flag): string => {
    const value = given(flag);
    if (value === undefined) throw new Error(`--${flag} or ${ENVIRONMENT[flag]} is required`);
    return value;
  };
  const mspId = environment.CORE_PEER_LOCALMSPID;
  if (mspId === undefined || mspId === '') throw new Error('CORE_PEER_LOCALMSPID is required');
  return {
    address: parseAddress(required('chaincode-address')),
    chaincodeId: required('chaincode-id'),
    tls: readTls(given, environment[TLS_OFF] === 'true'),
    mspId,
  };
}

function readTls(given: (flag: Flag) => string | undefined, off: boolean): ServiceOptions['tls'] {
  const key = given('chaincode-tls-key-file');
  const cert = given('chaincode-tls-cert-file');
  const clientCa = given('chaincode-tls-client-cacert-file');
  if (key !== undefined && cert !== undefined) {
    return {
      key: readFileSync(key),
      cert: readFileSync(cert),
      ...(clientCa !== undefined && { clientCACerts: readFileSync(clientCa) }),
    };
  }
  if (key !== undefined || cert !== undefined || clientCa !== undefined) {
    throw new Error('TLS takes both a key and a certificate');
  }
  if (!off) throw new Error(`TLS needs a key and a certificate; ${TLS_OFF}=true goes without`);
  return undefined;
}

function parseAddress(text: string): string {
  const port = Number(
    /^[^\s:/]+:([1-9][0-9]{0,4})$/u.exec(text)?.[1] ?? /^\[[0-9a-fA-F:]+\]:([1-9][0-9]{0,4})$/u.exec(text)?.[1],
  );
  if (!(port <= 65_535)) throw new Error('the chaincode address must be host:port');
  return text;
}
