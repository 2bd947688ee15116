import { join } from 'node:path';

import type { BackgroundProcesses, ProcessSpec } from './background-process.js';
import { OperatorError } from './operator-error.js';
import { listens } from './ports.js';
import { LISTEN_HOST, type NativeLayout, type PeerOrg } from './topology.js';

/** How a chaincode is run as a service: a command that takes the shim's environment variables. */
export interface ChaincodeCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
}

const LISTENS_WITHIN_MS = 30_000;
const POLL_MS = 100;

/** What to run for an org's chaincode service. Only who has a certificate of the org's own TLS authority may dial it. */
export function chaincodeProcess(
  layout: NativeLayout,
  org: PeerOrg,
  packageId: string,
  command: ChaincodeCommand,
): ProcessSpec {
  const { tls, port, name } = org.chaincode;
  return {
    ...command,
    name,
    logFile: join(layout.logs, `${name}.log`),
    env: {
      PATH: process.env['PATH'] ?? '',
      CHAINCODE_SERVER_ADDRESS: `${LISTEN_HOST}:${port}`,
      CHAINCODE_ID: packageId,
      CHAINCODE_TLS_KEY: tls.key,
      CHAINCODE_TLS_CERT: tls.cert,
      CHAINCODE_TLS_CLIENT_CA: tls.rootCert,
      CORE_PEER_LOCALMSPID: org.mspId,
    },
  };
}

/** Starts an org's service, or starts it again where it serves another package, and waits until it listens. */
export async function ensureService(
  processes: BackgroundProcesses,
  spec: ProcessSpec,
  org: PeerOrg,
  packageId: string,
): Promise<void> {
  await processes.ensure(spec, packageId);
  const deadline = Date.now() + LISTENS_WITHIN_MS;
  while (Date.now() < deadline) {
    // Who answers on the port need not be the service: it must be there as well.
    const answered = await listens(org.chaincode.port);
    const pid = await processes.pid(spec.name);
    if (answered && pid !== undefined) return;
    if (pid === undefined) {
      throw new OperatorError(await processes.diagnosis(spec.name, spec.logFile));
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new OperatorError(`${spec.name} does not listen after ${LISTENS_WITHIN_MS / 1000} s: read ${spec.logFile}`);
}
