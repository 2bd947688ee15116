import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { printLogs } from './logs.js';

const request = { names: [], lines: 1, follow: false };

it('logs of what is not known, or has written nothing, are errors in one line', async () => {
  await expect(printLogs(tmpdir(), ['orderer1'], { ...request, names: ['peer9'] })).rejects.toThrow(
    'there is no peer9: it may be orderer1',
  );
  await expect(printLogs(join(tmpdir(), 'cloudfed-none'), ['orderer1'], request)).rejects.toThrow(
    'nothing has been written yet',
  );
});
