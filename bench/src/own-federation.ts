import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts, GatewayClient, type RunningFederation, startFederation } from '@cloudfed/federation';

/** Runs something on a whole federation on the embedded network, in a folder and on ports of its own. */
export async function withOwnFederation<T>(
  gatewayEnv: Readonly<Record<string, string>>,
  act: (federation: RunningFederation) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'cloudfed-bench-'));
  try {
    const federation = await startFederation({ home, ports: await freePorts(), gatewayEnv });
    try {
      return await act(federation);
    } finally {
      await federation.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
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
