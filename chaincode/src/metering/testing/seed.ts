import { createRequire } from 'node:module';

import { JSONSerializer } from 'fabric-contract-api';

import { contracts } from '../../index.js';
import { type Chaincode, FakeLedger } from '../../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, type TestOrg } from '../../ledger/testing/identities.js';

process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= 'CRITICAL';

// The shim's own wrapper, so that tests see what a peer would: its argument handling, its errors, its answers.
const ChaincodeFromContract = createRequire(import.meta.url)(
  'fabric-shim/lib/contract-spi/chaincodefromcontract.js',
) as new (classes: unknown[], serializers: unknown, metadata: object, title: string, version: string) => Chaincode;

const chaincode = new ChaincodeFromContract(
  [...contracts],
  { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } },
  {},
  'cloudfed',
  '0',
);

// The argument values of the prototype's own documentation.
export const SEED_QUOTA = [
  '000001',
  'CNIC',
  '00001',
  'CNNIC',
  '00002',
  '365',
  '10',
  '40',
  '40',
  '100',
  '2',
  '10',
  '20',
];
export const SEED_PRICE = ['CNIC', '00001', '10', '4', '1', '1', '1', '2', '0'];
export const SEED_ECS = [
  '202202150002',
  'CNIC',
  '00001',
  'CNNIC',
  '00002001',
  'ECS',
  'public',
  '2',
  '2',
  '4',
  '8',
  '365',
];
export const SEED_OSS = ['202202160001', 'CNIC', '00001', 'CNNIC', '00002001', 'OSS', 'public', '20'];

export function emptyLedger(channelId = 'channel12'): FakeLedger {
  return new FakeLedger(chaincode, channelId);
}

/** A pairwise ledger channel with its two organizations confirmed. */
export async function pairwiseLedger(one: TestOrg = ORG1, other: TestOrg = ORG2): Promise<FakeLedger> {
  const ledger = emptyLedger();
  for (const [claimant, confirmer] of [
    [one, other],
    [other, one],
  ] as const) {
    await ledger.submit(claimant.admin, ['registerOrganization', claimant.orgId, claimant.name]);
    await ledger.submit(confirmer.admin, ['confirmOrganization', claimant.orgId]);
  }
  return ledger;
}

/** The same with the seed's price and quota, or a quota with other limits. */
export async function openForBusiness(quota: readonly string[] = SEED_QUOTA): Promise<FakeLedger> {
  const ledger = await pairwiseLedger();
  await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
  await ledger.submit(ORG1.client, ['initInitialQuota', ...quota]);
  return ledger;
}

/** The arguments with some replaced, by position. */
export function withArguments(args: readonly string[], replaced: Readonly<Record<number, string>>): string[] {
  return args.map((arg, index) => replaced[index] ?? arg);
}

/** `initECSResource` of an instance with a shape of its own. */
export function ecs(instanceId: string, shape: Readonly<Record<number, string>> = {}): string[] {
  return ['initECSResource', ...withArguments(SEED_ECS, { 0: instanceId, ...shape })];
}

export function billEcs(instanceId: string): string[] {
  return ['billedECS', instanceId, '00001', '00002001'];
}

/** A quota in which only some dimensions are small; positions as in the arguments. */
export function wideQuota(replaced: Readonly<Record<number, string>> = {}): string[] {
  const wide = Object.fromEntries([6, 7, 8, 9, 10, 11, 12].map((position) => [position, '100000']));
  return withArguments(SEED_QUOTA, { ...wide, ...replaced });
}
