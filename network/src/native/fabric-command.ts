import { execFile } from 'node:child_process';

import { stripColours } from './background-process.js';
import type { FabricBinary, FabricRelease } from './fabric-release.js';
import { CommandError } from './operator-error.js';
import { ORDERER_DOMAIN, type OrdererNode, type PeerNode, type PeerOrg } from './topology.js';

const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/** More at once only wait for each other: each of these commands is a program that starts, signs and ends. */
const CONCURRENT_COMMANDS = 4;

/** Runs the `peer` command, wherever it is. */
export interface PeerCommands {
  /** As the org's administrator, asking the given peer or the org's first. @returns What it wrote to standard output. */
  peer(org: PeerOrg, args: readonly string[], peer?: PeerNode): Promise<string>;
}

/** Runs Fabric's own commands, each with exactly the environment it needs. */
export class FabricCommands implements PeerCommands {
  readonly #release: FabricRelease;
  readonly #configFolder: string;
  readonly #gate = new Gate(CONCURRENT_COMMANDS);

  constructor(release: FabricRelease, configFolder: string) {
    this.#release = release;
    this.#configFolder = configFolder;
  }

  /** @returns What it wrote to standard output. */
  async run(
    binary: FabricBinary,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    return this.#gate.through(() => this.#run(binary, args, env));
  }

  /** `peer …` as the org's administrator, asking the given peer. */
  async peer(org: PeerOrg, args: readonly string[], peer: PeerNode = org.peers[0]): Promise<string> {
    return this.run('peer', args, peerEnvironment(org, peer));
  }

  #run(binary: FabricBinary, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(
        this.#release.binaries[binary],
        args,
        {
          env: { PATH: process.env['PATH'], FABRIC_CFG_PATH: this.#configFolder, FABRIC_LOGGING_SPEC: 'warn', ...env },
          timeout: TIMEOUT_MS,
          maxBuffer: MAX_OUTPUT_BYTES,
        },
        (error, stdout, stderr) => {
          if (error === null) {
            resolve(stdout);
            return;
          }
          const output = stripColours(`${stdout}\n${stderr}`).trim();
          const what = [binary, ...args.filter((arg) => !arg.startsWith('/')).slice(0, 4)].join(' ');
          const why = error.killed === true ? `no answer within ${TIMEOUT_MS / 1000} s` : lastWords(output);
          reject(new CommandError(`${what} failed: ${why}`, output));
        },
      );
    });
  }
}

/** The environment in which the `peer` command acts for an org's administrator. */
export function peerEnvironment(org: PeerOrg, peer: PeerNode): Record<string, string> {
  return {
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_LOCALMSPID: org.mspId,
    CORE_PEER_MSPCONFIGPATH: org.admin.msp.folder,
    CORE_PEER_ADDRESS: `${peer.host}:${peer.port}`,
    CORE_PEER_TLS_ROOTCERT_FILE: peer.paths.tls.rootCert,
  };
}

/** Flags that send a transaction to an orderer over TLS. */
export function ordererFlags(orderer: OrdererNode): string[] {
  return ['-o', `${orderer.host}:${orderer.port}`, '--tls', '--cafile', orderer.paths.tls.rootCert];
}

/** Flags that ask the first peer of each of the orgs to endorse. */
export function endorserFlags(orgs: readonly PeerOrg[]): string[] {
  return orgs.flatMap(({ peers: [peer] }) => [
    '--peerAddresses',
    `${peer.host}:${peer.port}`,
    '--tlsRootCertFiles',
    peer.paths.tls.rootCert,
  ]);
}

export function ordererHostName(orderer: OrdererNode): string {
  return `${orderer.name}.${ORDERER_DOMAIN}`;
}

function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^usage:|^\s*-/iu.test(line));
  return (lines.findLast((line) => /error|fail|panic/iu.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim();
}

/** Lets so many through at once, the others in the order they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
