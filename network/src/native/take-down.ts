import { rm, rmdir } from 'node:fs/promises';

import { BackgroundProcesses } from './background-process.js';
import type { NativeLayout } from './topology.js';

/**
 * Ends all that was started in the folder, and removes all that was written there unless it is to be kept.
 * It needs neither Fabric's release nor a complete network, nor settings that can be read.
 */
export async function takeDown(layout: NativeLayout, options: Readonly<{ keep: boolean }>): Promise<void> {
  const processes = new BackgroundProcesses(layout.pids);
  const names = await processes.names();
  const isNode = (name: string) => name.startsWith('orderer') || name.startsWith('peer');
  for (const kind of [
    names.filter((name) => !isNode(name)),
    names.filter((name) => name.startsWith('peer')),
    names.filter((name) => name.startsWith('orderer')),
  ]) {
    await Promise.all(kind.map((name) => processes.stop(name)));
  }
  if (options.keep) return;
  await rm(layout.folder, { recursive: true, force: true });
  await rmdir(layout.home).catch(() => undefined);
}
