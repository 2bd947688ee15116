import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { BackgroundProcesses } from './background-process.js';
import { listens, requireFreePorts } from './ports.js';

let server: Server;
let port: number;

beforeEach(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});

afterEach(() => {
  server.close();
});

it('a busy port is told with whose it would be', async () => {
  const processes = new BackgroundProcesses(join(tmpdir(), 'cloudfed-no-such-folder'));
  expect(await listens(port)).toBe(true);
  await expect(requireFreePorts(processes, [{ port, owner: 'orderer1' }])).rejects.toThrow(
    `port ${port} (orderer1) is in use: stop what listens there, or set another in network/env/federation.env`,
  );
  await new Promise((resolve) => server.close(resolve));
  await requireFreePorts(processes, [{ port, owner: 'orderer1' }]);
});
