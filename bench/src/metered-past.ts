// Metered instances of the past, so that there is time enough for any number of records.

export const PROVIDER = '00001';
export const CONSUMER = '00002';
const HOUR_SECONDS = 3_600;
const LIFE_HOURS = 9_000;

/** Meters of each instance, with what it shows. */
export const METERED = { cpu: '2', ramGb: '4', diskGb: '8', bandwidthMbps: '2' } as const;

/** Where a past begins that ends about now, on the hour; in seconds. */
export function beginOfPast(): number {
  return Math.floor(Date.now() / 1_000 / HOUR_SECONDS - LIFE_HOURS - 1) * HOUR_SECONDS;
}

/** The body of `POST /v1/ecs-imports`. */
export function pastInstance(instanceId: string, begin: number, billing: 'metered' | 'on-release' = 'metered') {
  return {
    instanceId,
    providerId: PROVIDER,
    userId: `${CONSUMER}001`,
    cloudService: 'ECS',
    networkType: 'public',
    bandwidthMbps: METERED.bandwidthMbps,
    cpu: METERED.cpu,
    ramGb: METERED.ramGb,
    diskGb: METERED.diskGb,
    beginTime: momentOf(begin),
    endTime: momentOf(begin + LIFE_HOURS * HOUR_SECONDS),
    price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
    billing,
  };
}

/** The arguments of `importECSResource`. */
export function pastArguments(instanceId: string, begin: number): string[] {
  const { bandwidthMbps, cpu, ramGb, diskGb } = METERED;
  return [
    ...[instanceId, 'CNIC', PROVIDER, 'CNNIC', `${CONSUMER}001`, 'ECS', 'public', bandwidthMbps, cpu, ramGb, diskGb],
    ...[begin, begin + LIFE_HOURS * HOUR_SECONDS].map(String),
    ...['10', '4', '1', '0', '0', '2', '0'],
    'metered',
  ];
}

export function momentOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}
