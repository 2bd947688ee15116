import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts, type RunningFederation, startFederation, type StartOptions } from '@cloudfed/federation';

/**
 * A federation of its own: its own folder, ports and processes; `stop` ends and removes all of it. With
 * `CLOUDFED_FEDERATION=native` it is one on real Fabric, whose ports are in the file that `CLOUDFED_ENV_FILE` names.
 */
export async function startOwnFederation(options: Partial<StartOptions> = {}): Promise<RunningFederation> {
  const home = await mkdtemp(join(tmpdir(), 'cloudfed-test-'));
  const mode = process.env['CLOUDFED_FEDERATION'] === 'native' ? 'native' : 'embedded';
  const running = await startFederation({ home, ports: await freePorts(), mode, ...options });
  return {
    ...running,
    stop: async () => {
      await running.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a client that knows no types
  readonly body: any;
}

type Role = keyof RunningFederation['file']['orgs'][number]['tokens'];

/** One principal at one org's gateway. */
export class Caller {
  readonly #url: string;
  readonly #token: string;

  constructor(federation: Pick<RunningFederation, 'file'>, orgId: string, role: Role) {
    const org = federation.file.orgs.find((member) => member.orgId === orgId);
    if (!org) throw new Error(`no org ${orgId}`);
    this.#url = org.gatewayUrl;
    this.#token = org.tokens[role];
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.send('POST', path, JSON.stringify(body));
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, JSON.stringify(body));
  }

  async send(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = body === undefined ? {} : { 'content-type': 'application/json' },
  ): Promise<Answer> {
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = /json/u.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}

/** The documents of the first prototype's own example. */
export const SEED = {
  price: {
    providerId: '00001',
    cpu: '10',
    ram: '4',
    ecsDisk: '1',
    ossDisk: '1',
    request: '1',
    publicNetwork: '2',
    privateNetwork: '0',
  },
  quota: {
    quotaId: '000001',
    consumerId: '00002',
    holdingDays: '365',
    cpu: '10',
    ramGb: '40',
    ecsDiskGb: '40',
    ossDiskGb: '100',
    bandwidthMbps: '2',
    publicIps: '10',
    privateIps: '20',
  },
  instance: {
    instanceId: '202202150002',
    providerId: '00001',
    userId: '00002001',
    cloudService: 'ECS',
    networkType: 'public',
    bandwidthMbps: '2',
    cpu: '2',
    ramGb: '4',
    diskGb: '8',
    commitmentDays: '365',
  },
} as const;
