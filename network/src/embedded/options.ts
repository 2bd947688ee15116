/** Where a node listens, and the address it is known by. */
export interface ListenOptions {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** 0 takes a free port; the running network tells which. */
  readonly port: number;
}

/** Where one org reaches one of its chaincode services. */
export interface ChaincodeAddressOptions {
  /** `host:port`. */
  readonly address: string;
  /** PEM file of the authority that signed the service's TLS certificate; without it the stream is in clear. */
  readonly tlsRootCert?: string;
  /** Name in the service's TLS certificate, where it is not the address's host. */
  readonly serverName?: string;
  /** PEM files of the peer's certificate and key, for a service that asks for them. */
  readonly clientCert?: string;
  readonly clientKey?: string;
}

export interface OrgOptions {
  readonly mspId: string;
  /** Folder name of the org below `peerOrganizations`, such as `org1.example.com`. */
  readonly domain: string;
  /** `peer0.<domain>`, `peer1.<domain>` and so on. All peers of an org are ports of one engine. */
  readonly peers: readonly ListenOptions[];
}

export interface OrdererOptions extends ListenOptions {
  /** Default `OrdererMSP`. */
  readonly mspId?: string;
  /** Folder name of the org below `ordererOrganizations`, such as `example.com`. */
  readonly domain: string;
  /** Name of the orderer below `orderers`, without the domain. Default `orderer1`. */
  readonly name?: string;
}

/** When a block is cut, besides at once when nothing else is on its way. */
export interface BatchOptions {
  /** Transactions a block holds at most. Default 500. */
  readonly maxMessages?: number;
  /** Bytes of transactions a block holds at most, unless one alone is larger. Default 1 MiB, at most 3.5 MiB. */
  readonly maxBytes?: number;
  /** Milliseconds a transaction waits at most for others that are on their way. Default 10. */
  readonly timeoutMs?: number;
}

export interface ChannelChaincodeOptions {
  readonly name: string;
  /** Default `1.0`. */
  readonly version?: string;
  /** Default 1. */
  readonly sequence?: number;
  /** Endorsement policy, such as `AND('Org1MSP.peer','Org2MSP.peer')`. */
  readonly policy: string;
}

export interface ChannelOptions {
  readonly name: string;
  /** MSP ids of its members. */
  readonly orgs: readonly string[];
  readonly batch?: BatchOptions;
  readonly chaincodes: readonly ChannelChaincodeOptions[];
}

export interface EmbeddedNetworkOptions {
  /** Folder of the identities, in the layout `cryptogen` makes. */
  readonly rootDir: string;
  /** Folder the ledgers are kept in; one process at a time. */
  readonly dataDir: string;
  readonly orgs: readonly OrgOptions[];
  readonly orderer: OrdererOptions;
  readonly channels: readonly ChannelOptions[];
  /** MSP id → chaincode name → where that org's service listens. */
  readonly chaincodes: Readonly<Record<string, Readonly<Record<string, ChaincodeAddressOptions>>>>;
  /** Milliseconds a chaincode may run. Default 30,000. */
  readonly executeTimeoutMs?: number;
  /** Requests the gateway service of one peer works on at once; a CommitStatus counts until commit. Default 2,500. */
  readonly maxGatewayRequests?: number;
  /**
   * Simulate a transaction once, on the gateway's own org, and let every org's peer sign the result. About a tenth
   * faster, and hides a chaincode that is not deterministic. Default false.
   */
  readonly simulateOnce?: boolean;
}

/** A configuration that cannot be used; the message names the field. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/** The orderer refuses a larger transaction, so that any block fits the 4 MiB a client receives by default. */
export const ABSOLUTE_MAX_BYTES = 3_670_016;
export const DEFAULT_BATCH: Required<BatchOptions> = { maxMessages: 500, maxBytes: 1_048_576, timeoutMs: 10 };

const MSP_ID = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;
const DOMAIN = /^[0-9a-z][0-9a-z.-]{0,252}$/;
const CHANNEL = /^[a-z][a-z0-9.-]{0,248}$/;
const CHAINCODE = /^[0-9A-Za-z]+(?:[_-][0-9A-Za-z]+)*$/;
const ADDRESS = /^.+:\d{1,5}$/;

/**
 * Checks a configuration that came from outside, such as a JSON file.
 *
 * @throws OptionsError naming the first field that is missing or wrong
 */
export function checkOptions(input: unknown): EmbeddedNetworkOptions {
  const options = object(input, 'configuration') as unknown as EmbeddedNetworkOptions;
  text(options.rootDir, 'rootDir', /./);
  text(options.dataDir, 'dataDir', /./);
  list(options.orgs, 'orgs', 1).forEach(checkOrg);
  checkOrderer(options.orderer);
  list(options.channels, 'channels', 0).forEach((channel, index) => {
    checkChannel(channel, `channels[${index}]`, options);
  });
  for (const [mspId, services] of Object.entries(object(options.chaincodes, 'chaincodes'))) {
    for (const [name, service] of Object.entries(object(services, `chaincodes.${mspId}`))) {
      checkService(service, `chaincodes.${mspId}.${name}`);
    }
  }
  optionalWhole(options.executeTimeoutMs, 'executeTimeoutMs', 1, 3_600_000);
  optionalWhole(options.maxGatewayRequests, 'maxGatewayRequests', 1, 100_000);
  optionalBoolean(options.simulateOnce, 'simulateOnce');
  assertDistinct(
    options.orgs.map((org) => org.mspId),
    'orgs',
  );
  assertDistinct(
    options.channels.map((channel) => channel.name),
    'channels',
  );
  return options;
}

function checkOrg(value: unknown, index: number): void {
  const at = `orgs[${index}]`;
  const org = object(value, at) as unknown as OrgOptions;
  text(org.mspId, `${at}.mspId`, MSP_ID);
  text(org.domain, `${at}.domain`, DOMAIN);
  list(org.peers, `${at}.peers`, 1).forEach((peer, peerIndex) => {
    checkListen(peer, `${at}.peers[${peerIndex}]`);
  });
}

function checkOrderer(value: unknown): void {
  const orderer = object(value, 'orderer') as unknown as OrdererOptions;
  checkListen(orderer, 'orderer');
  text(orderer.domain, 'orderer.domain', DOMAIN);
  if (orderer.mspId !== undefined) text(orderer.mspId, 'orderer.mspId', MSP_ID);
  if (orderer.name !== undefined) text(orderer.name, 'orderer.name', DOMAIN);
}

function checkListen(value: unknown, at: string): void {
  const listen = object(value, at) as unknown as ListenOptions;
  if (listen.host !== undefined) text(listen.host, `${at}.host`, /^[0-9A-Za-z.:-]{1,255}$/);
  whole(listen.port, `${at}.port`, 0, 65_535);
}

function checkChannel(value: unknown, at: string, options: EmbeddedNetworkOptions): void {
  const channel = object(value, at) as unknown as ChannelOptions;
  text(channel.name, `${at}.name`, CHANNEL);
  for (const mspId of list(channel.orgs, `${at}.orgs`, 1)) {
    if (!options.orgs.some((org) => org.mspId === mspId))
      throw new OptionsError(`${at}.orgs names no org: ${String(mspId)}`);
  }
  if (channel.batch !== undefined) {
    const batch = object(channel.batch, `${at}.batch`) as BatchOptions;
    optionalWhole(batch.maxMessages, `${at}.batch.maxMessages`, 1, 10_000);
    optionalWhole(batch.maxBytes, `${at}.batch.maxBytes`, 1, ABSOLUTE_MAX_BYTES);
    optionalWhole(batch.timeoutMs, `${at}.batch.timeoutMs`, 0, 60_000);
  }
  list(channel.chaincodes, `${at}.chaincodes`, 0).forEach((entry, index) => {
    const chaincode = object(entry, `${at}.chaincodes[${index}]`) as unknown as ChannelChaincodeOptions;
    text(chaincode.name, `${at}.chaincodes[${index}].name`, CHAINCODE);
    text(chaincode.policy, `${at}.chaincodes[${index}].policy`, /./);
    optionalWhole(chaincode.sequence, `${at}.chaincodes[${index}].sequence`, 1, 2 ** 31);
  });
}

function checkService(value: unknown, at: string): void {
  const service = object(value, at) as unknown as ChaincodeAddressOptions;
  text(service.address, `${at}.address`, ADDRESS);
  for (const field of ['tlsRootCert', 'serverName', 'clientCert', 'clientKey'] as const) {
    if (service[field] !== undefined) text(service[field], `${at}.${field}`, /./);
  }
  if ((service.clientCert === undefined) !== (service.clientKey === undefined)) {
    throw new OptionsError(`${at}: clientCert and clientKey go together`);
  }
}

function object(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OptionsError(`${at} must be an object`);
  return value as Record<string, unknown>;
}

function list(value: unknown, at: string, least: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length < least)
    throw new OptionsError(`${at} must be a list of at least ${least}`);
  return value;
}

function text(value: unknown, at: string, pattern: RegExp): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw new OptionsError(`${at} is missing or not valid`);
}

function whole(value: unknown, at: string, least: number, most: number): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new OptionsError(`${at} must be a whole number from ${least} to ${most}`);
  }
}

function optionalWhole(value: unknown, at: string, least: number, most: number): void {
  if (value !== undefined) whole(value, at, least, most);
}

function optionalBoolean(value: unknown, at: string): void {
  if (value !== undefined && typeof value !== 'boolean') throw new OptionsError(`${at} must be true or false`);
}

function assertDistinct(names: readonly string[], at: string): void {
  if (new Set(names).size !== names.length) throw new OptionsError(`${at} names one twice`);
}
