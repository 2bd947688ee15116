import { expect, it } from 'vitest';

import { readMetric } from './metrics.js';

it('values by ledger channel are read from a page of metrics', () => {
  const page = `# HELP ledger_blockchain_height Height of the chain in blocks.
# TYPE ledger_blockchain_height gauge
ledger_blockchain_height{channel="channel12"} 8
ledger_blockchain_height{channel="channelall"} 1e+06
ledger_blockchain_height_other{channel="channel13"} 3
ledger_blockchain_height 4
`;
  expect([...readMetric(page, 'ledger_blockchain_height')]).toEqual([
    ['channel12', 8],
    ['channelall', 1_000_000],
  ]);
});
