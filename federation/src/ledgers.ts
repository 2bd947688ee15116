import type { ConnectionProfile } from '@cloudfed/network';

import { KeptProcess, type ProcessEvents } from './child-process.js';
import { DEMO_ORGS, type DemoOrg, type HomeLayout } from './layout.js';
import type { FederationPorts } from './ports.js';
import { registerOrganizations } from './registration.js';
import { chaincodeProcess, networkProcess, prepareNetwork } from './services.js';

/** The network under the gateways, whichever way it comes up. */
export interface Ledgers {
  /** Who is on them, in the order of the profiles. */
  readonly orgs: readonly DemoOrg[];
  /** Writes what clients read; after it gateways may start. */
  prepare(): Promise<readonly ConnectionProfile[]>;
  /**
   * Resolves when the chaincode answers and the organizations are bound on every ledger channel.
   * @param keep Starts a process and keeps it running until the federation stops.
   */
  start(keep: (process: KeptProcess) => Promise<void>): Promise<void>;
  /** Ends what is not a kept process, after all that are. */
  stop(): Promise<void>;
}

export interface EmbeddedLedgersOptions {
  readonly layout: HomeLayout;
  readonly ports: FederationPorts;
  readonly events: ProcessEvents;
  readonly onProgress: (message: string) => void;
}

/** The embedded network and a chaincode service an org, as child processes. */
export function newEmbeddedLedgers({ layout, ports, events, onProgress }: EmbeddedLedgersOptions): Ledgers {
  let profiles: readonly ConnectionProfile[] = [];
  return {
    orgs: DEMO_ORGS,
    async prepare() {
      onProgress('identities');
      profiles = await prepareNetwork(layout, ports);
      return profiles;
    },
    async start(keep) {
      const services = DEMO_ORGS.map((org, at) => chaincodeProcess(layout, org, ports.chaincodes[at] ?? 0));
      await Promise.all([networkProcess(layout), ...services].map((spec) => keep(new KeptProcess(spec, events))));
      onProgress('organizations on the ledgers');
      await registerOrganizations(
        DEMO_ORGS.map((org, index) => ({ org, profile: profiles[index] as ConnectionProfile })),
      );
    },
    stop: () => Promise.resolve(),
  };
}
