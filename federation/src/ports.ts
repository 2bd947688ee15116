import { createServer } from 'node:net';

import type { Environment } from '@cloudfed/network';

/** Every TCP port a federation listens on, all on loopback. */
export interface FederationPorts {
  /** Per org, in the order of the orgs. */
  readonly gateways: readonly number[];
  readonly peers: readonly (readonly [peer0: number, peer1: number])[];
  readonly chaincodes: readonly number[];
  readonly orderer: number;
}

export const DEFAULT_PORTS: FederationPorts = {
  gateways: [3001, 3002, 3003],
  peers: [
    [7051, 8051],
    [9051, 10051],
    [11051, 12051],
  ],
  chaincodes: [7052, 9052, 11052],
  orderer: 7050,
};

const PORT_COUNT = 13;

/** A port is taken by another program; the message says which and what to do. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/** Ports that are free at this moment, for tests and demos beside a running federation. */
export async function freePorts(): Promise<FederationPorts> {
  const servers = await Promise.all(Array.from({ length: PORT_COUNT }, () => listenOn(0)));
  const ports = servers.map((server) => server.port);
  await Promise.all(servers.map((server) => server.close()));
  const [a1, a2, b1, b2, c1, c2, g1, g2, g3, k1, k2, k3, orderer] = ports as [
    ...[number, number, number, number, number, number],
    ...[number, number, number, number, number, number],
    number,
  ];
  return {
    gateways: [g1, g2, g3],
    peers: [
      [a1, a2],
      [b1, b2],
      [c1, c2],
    ],
    chaincodes: [k1, k2, k3],
    orderer,
  };
}

/**
 * The ports of an embedded network by the names of `network/env/federation.env`: the same as a native network's, of whose
 * orderers it has the first.
 * @throws Error naming the variable that is missing or wrong.
 */
export function embeddedPorts(environment: Environment): FederationPorts {
  const port = (name: string): number => {
    const number = Number(/^\d{1,5}$/.exec(environment[name] ?? '')?.[0]);
    if (number >= 1 && number <= 65_535) return number;
    throw new Error(`${name} must be a port: see network/env/federation.env`);
  };
  const orgs = [1, 2, 3];
  return {
    gateways: [],
    peers: orgs.map((org) => [port(`CLOUDFED_ORG${org}_PEER0_PORT`), port(`CLOUDFED_ORG${org}_PEER1_PORT`)] as const),
    chaincodes: orgs.map((org) => port(`CLOUDFED_ORG${org}_CHAINCODE_PORT`)),
    orderer: port('CLOUDFED_ORDERER1_PORT'),
  };
}

/** All ports but the gateways'. */
export function ledgerPorts({ peers, chaincodes, orderer }: FederationPorts): readonly number[] {
  return [...peers.flat(), ...chaincodes, orderer];
}

/** Fails with {@link PortInUseError} at the first port that something listens on. */
export async function requireFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    try {
      await (await listenOn(port)).close();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      throw new PortInUseError(
        `Port ${String(port)} on 127.0.0.1 is in use. Stop what listens there, or choose other ports (npm start -- --help).`,
      );
    }
  }
}

function listenOn(port: number): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((closed) =>
            server.close(() => {
              closed();
            }),
          ),
      });
    });
  });
}
