import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  freePorts,
  GatewayClient,
  KeptProcess,
  type ProcessSpec,
  type RunningFederation,
  startFederation,
} from '@cloudfed/federation';

import { during } from './ending.js';

/** Runs something on a whole federation on the embedded network, in a folder and on ports of its own. */
export async function withOwnFederation<T>(
  gatewayEnv: Readonly<Record<string, string>>,
  act: (federation: RunningFederation) => Promise<T>,
): Promise<T> {
  return withHome((home) =>
    during(
      {
        start: async () => startFederation({ home, ports: await freePorts(), gatewayEnv }),
        stop: (federation) => federation.stop(),
      },
      act,
    ),
  );
}

/** A folder for as long as something runs in it. */
export function withHome<T>(act: (home: string) => Promise<T>): Promise<T> {
  return during(
    {
      start: () => mkdtemp(join(tmpdir(), 'cloudfed-bench-')),
      stop: (home) => rm(home, { recursive: true, force: true, maxRetries: 5 }),
    },
    act,
  );
}

/** Processes for as long as something is done with them; they stop in the opposite order. */
export function withProcesses<T>(
  specs: readonly ProcessSpec[],
  act: (processes: readonly KeptProcess[]) => Promise<T>,
): Promise<T> {
  const processes = specs.map((spec) => new KeptProcess(spec));
  const stop = async (): Promise<void> => {
    for (const process of processes.toReversed()) await process.stop();
  };
  const start = async (): Promise<readonly KeptProcess[]> => {
    try {
      await Promise.all(processes.map((process) => process.start()));
      return processes;
    } catch (error) {
      await stop();
      throw error;
    }
  };
  return during({ start, stop }, act);
}

/** An organization's gateway, as its operator. */
export function operatorOf(
  { file }: Pick<RunningFederation, 'file'>,
  orgId: string,
): { readonly client: GatewayClient; readonly url: string; readonly token: string } {
  const org = file.orgs.find((member) => member.orgId === orgId);
  if (org === undefined) throw new Error(`the federation has no ${orgId}`);
  const { gatewayUrl: url, tokens } = org;
  return { client: new GatewayClient(url, tokens.operator), url, token: tokens.operator };
}
