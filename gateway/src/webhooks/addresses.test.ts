import { describe, expect, it } from 'vitest';

import { newAllowedAddresses } from './addresses.js';

const PUBLIC = ['1.1.1.1', '8.8.8.8', '203.0.112.255', '2606:4700::1111', '::ffff:8.8.8.8'];
const OTHERS = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%lo',
  'ff02::1',
  'localhost',
  '',
];

describe('the addresses that webhooks may reach', () => {
  it.each(PUBLIC)('%s is one, over TLS alone', (address) => {
    const allowed = newAllowedAddresses([]);
    expect(allowed.allows(address, false)).toBe(true);
    expect(allowed.allows(address, true)).toBe(false);
  });

  it.each(OTHERS)('%s is none', (address) => {
    expect(newAllowedAddresses([]).allows(address, false)).toBe(false);
  });

  it('are those too that the operator names, there without TLS too', () => {
    const allowed = newAllowedAddresses(['10.1.0.0/16', '::1/128']);
    expect(['10.1.2.3', '::ffff:10.1.2.3', '::1'].map((address) => allowed.allows(address, true))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['10.2.0.1', '127.0.0.1', '::2'].map((address) => allowed.allows(address, false))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', 'all', '10.0.0.0/x', '::/129', ''])('%j is no network', (network) => {
    expect(() => newAllowedAddresses([network])).toThrow(Error);
  });
});
