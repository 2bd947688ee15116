import { BlockList, isIP } from 'node:net';

/** Networks that no webhook reaches unless the operator names them: special ones of IANA's registries. */
const SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Of global IPv6 addresses, those that stand for others.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
] as const;
const GLOBAL_V6 = '2000::/3';
const MAPPED = /^::ffff:(?<v4>\d+\.\d+\.\d+\.\d+)$/iu;

/** Which addresses webhooks may reach. */
export interface AllowedAddresses {
  /** @param isPlain whether without TLS: only in networks that the operator names */
  allows(address: string, isPlain: boolean): boolean;
}

/** @param named networks such as `10.1.0.0/16`, beside all public addresses. @throws Error for what is no network */
export function newAllowedAddresses(named: readonly string[]): AllowedAddresses {
  const special = listOf(SPECIAL);
  const global = listOf([GLOBAL_V6]);
  const own = listOf(named);
  return {
    allows: (given, isPlain) => {
      const address = MAPPED.exec(given)?.groups?.['v4'] ?? given;
      const family = isIP(address);
      if (family === 0 || address.includes('%')) return false;
      const type = family === 4 ? 'ipv4' : 'ipv6';
      if (own.check(address, type)) return true;
      if (isPlain || special.check(address, type)) return false;
      return family === 4 || global.check(address, type);
    },
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    if (isIP(address) === 0 || !/^\d{1,3}$/u.test(bits)) throw new RangeError(`${network} is no network`);
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
