import { join } from 'node:path';

import {
  type Environment,
  type FabricVersion,
  holdNativeNetwork,
  keptNativeSettings,
  nativeMembers,
  newNativeMode,
  PROJECT,
  readFederationEnvironment,
  readProfile,
} from '@cloudfed/network';

import type { DemoOrg } from './layout.js';
import type { Ledgers } from './ledgers.js';
import { watchNetwork } from './network-watch.js';

export interface NativeLedgersOptions {
  readonly home: string;
  /** Ports and members; those of `network/env/federation.env` and of this process where none is given. */
  readonly environment?: Environment;
  readonly fabric?: FabricVersion;
  /** Take down what is there first. */
  readonly reset: boolean;
  readonly onProgress: (message: string) => void;
  /** Told what had ended before it is started again. */
  readonly onRestart?: (name: string, reason: string) => void;
}

/**
 * Real Fabric from its release binaries. A network that was up before stays up when the federation stops, as whoever
 * brought it up may want; one that is started here is stopped here, and goes on with its data next time.
 */
export async function newNativeLedgers(options: NativeLedgersOptions): Promise<Ledgers> {
  const { home } = options;
  // A network keeps its ports, whatever the environment says by now, unless somebody says them here.
  const kept = options.environment === undefined && !options.reset ? await keptNativeSettings(home) : undefined;
  const environment = { ...(options.environment ?? (await readFederationEnvironment())), ...kept?.environment };
  const fabric = options.fabric ?? kept?.fabric ?? '3.1';
  const mode = newNativeMode({ project: PROJECT, home, environment, fabric });
  const steps = {
    step: <T>(label: string, work: () => Promise<T>): Promise<T> => {
      options.onProgress(label);
      return work();
    },
  };
  const orgs: readonly DemoOrg[] = nativeMembers(environment);
  let wasUp = false;
  let release: (() => Promise<void>) | undefined;
  let endWatch: (() => Promise<void>) | undefined;
  return {
    orgs,
    async prepare() {
      if (options.reset) await mode.down(steps, { keep: false });
      wasUp = (await mode.status()).parts.some(({ pid }) => pid !== undefined);
      release = await holdNativeNetwork(home);
      await mode.up(steps);
      await mode.deploy(steps);
      const files = orgs.map(({ domain }) =>
        join(home, 'native', 'profiles', `${domain.split('.')[0] ?? domain}.json`),
      );
      return Promise.all(files.map(readProfile));
    },
    start() {
      const onRestart = options.onRestart ?? (() => undefined);
      endWatch = watchNetwork({
        mode,
        onRestart,
        onFailure: (reason) => {
          onRestart('network', reason);
        },
      });
      return Promise.resolve();
    },
    async stop() {
      await endWatch?.();
      await release?.();
      if (!wasUp) await mode.down(steps, { keep: true });
    },
  };
}
