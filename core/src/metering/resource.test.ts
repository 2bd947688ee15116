import { expect, it } from 'vitest';

import { refusalOf } from '../testing/refusal.js';
import { NETWORK_TYPES, parseNetworkType } from './resource.js';

it.each(NETWORK_TYPES)('%s is a network type', (text) => {
  expect(parseNetworkType(text, 'networkType')).toBe(text);
});

it.each(['', 'Public', 'PUBLIC', ' public', 'public ', 'public\u0000', 'both', 'privat', '0', 'toString', 'ｐublic'])(
  '%j is no network type',
  (text) => {
    expect(refusalOf(() => parseNetworkType(text, 'networkType'))).toBe('INVALID_ARGUMENT networkType');
  },
);
