import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { CloudfedError, ZERO_EXACT } from '@cloudfed/core';
import { generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { pino } from 'pino';

import { readConfig } from '../config.js';
import type { LedgerPort } from '../fabric/ledger-port.js';
import { type Gateway, startGateway } from '../gateway.js';
import type { Lists } from '../readmodel/lists.js';
import { BEFORE_ALL } from '../readmodel/measurements.js';
import type { ReadModel } from '../readmodel/read-model.js';
import { publicJwk } from '../testing/public-jwk.js';

export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'cloudfed-00002';
const KEY_ID = 'test';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body where it is JSON. */
  readonly body: Record<string, unknown>;
}

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** For tests: a gateway of organization 00002 over a ledger that the test makes up, with its own folder and tokens. */
export interface GatewayUnderTest {
  readonly gateway: Gateway;
  readonly folder: string;
  /** What the gateway has logged: JSON lines. */
  readonly log: () => string;
  /** A signed token; valid for an hour unless the claims say otherwise. */
  token(claims: JWTPayload): Promise<string>;
  call(call: Call): Promise<Answer>;
  stop(): Promise<void>;
}

export interface GatewayUnderTestOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** An earlier one's folder, to go on with its data. */
  readonly folder?: string;
  /** The lists of its read model; empty where the test does not say. */
  readonly lists?: Partial<Lists>;
  /** Told the name of every method of the ledger and of every list that is asked. */
  readonly onAsked?: (method: string) => void;
}

export async function startGatewayUnderTest(
  ledger: Partial<LedgerPort>,
  { env = {}, folder: given, onAsked, lists = {} }: GatewayUnderTestOptions = {},
): Promise<GatewayUnderTest> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'cloudfed-gateway-'));
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwksFile = join(folder, 'jwks.json');
  writeFileSync(jwksFile, JSON.stringify({ keys: [{ ...(await publicJwk(publicKey)), kid: KEY_ID, alg: 'ES256' }] }));
  const lines: string[] = [];
  const config = readConfig({
    CLOUDFED_ORG_ID: '00002',
    CLOUDFED_PROFILE: join(folder, 'profile.json'),
    CLOUDFED_DATA_DIR: join(folder, 'data'),
    PORT: '0',
    // It would ask the ledger by itself.
    CLOUDFED_CONFIRM_SETTLEMENTS: 'false',
    CLOUDFED_JWT_ISSUER: ISSUER,
    CLOUDFED_JWT_AUDIENCE: AUDIENCE,
    CLOUDFED_JWKS_FILE: jwksFile,
    ...env,
  });
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const gateway = await startGateway({
    config,
    logger,
    openLedger: () => ({ ledger: ledgerOf(ledger, onAsked), readModel: readModelOf(lists, onAsked) }),
  });
  return {
    gateway,
    folder,
    log: () => lines.join(''),
    token: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: KEY_ID })
        .setSubject(claims.sub ?? 'somebody')
        .setIssuer(claims.iss ?? ISSUER)
        .setAudience(claims.aud ?? AUDIENCE)
        .setExpirationTime(claims.exp ?? '1h')
        .sign(privateKey),
    call: (call) => send(gateway.url, call),
    stop: async () => {
      await gateway.stop();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function send(url: string, { method = 'GET', path, token, body, headers = {} }: Call): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/u.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

/** What the test does not say is not there: nothing is found, nothing happens. */
function ledgerOf(given: Partial<LedgerPort>, onAsked: (method: string) => void = () => undefined): LedgerPort {
  const missing = (): Promise<never> => Promise.reject(new CloudfedError('NOT_FOUND', 'the test has no such thing'));
  const base: Partial<LedgerPort> = {
    onBehalfOf: () => ledger,
    readiness: () => Promise.resolve({ ready: true }),
    events: () => Readable.from([]),
    eventHead: () => Promise.resolve('channel12:9'),
    close: () => Promise.resolve(),
  };
  const own = ['onBehalfOf', 'readiness', 'close'];
  const ledger = new Proxy({ ...base, ...given } as LedgerPort, {
    get: (target, name) => {
      if (!own.includes(String(name))) onAsked(String(name));
      return (Reflect.get(target, name) as unknown) ?? missing;
    },
  });
  return ledger;
}

function readModelOf(given: Partial<Lists>, onAsked: (list: string) => void = () => undefined): ReadModel {
  const nothing = () => Promise.resolve({ items: [], nextCursor: undefined });
  const base: Lists = {
    quotas: nothing,
    ecsResources: nothing,
    ossResources: nothing,
    bills: nothing,
    spend: nothing,
    settlement: {
      funds: nothing,
      issues: nothing,
      redemptions: nothing,
      transfers: nothing,
      movements: nothing,
      chequebooks: nothing,
      chequeAccounts: nothing,
      paymentChannels: nothing,
      accounts: nothing,
      nettingRounds: nothing,
    },
    usageDays: nothing,
    usageCost: () => Promise.resolve(ZERO_EXACT),
    search: () => Promise.resolve([]),
  };
  const lists = new Proxy<Lists>(
    { ...base, ...given },
    {
      get: (target, name) => {
        onAsked(String(name));
        return Reflect.get(target, name) as unknown;
      },
    },
  );
  return {
    lists,
    measurements: {
      ledgerChannels: [],
      after: () => Promise.resolve([]),
      last: () => Promise.resolve(BEFORE_ALL),
      newest: () => Promise.resolve([]),
    },
    figures: () => Promise.resolve({ quotas: [], spends: [], prices: [] }),
    get database(): never {
      throw new Error('the test has no database');
    },
    noteWritten: () => undefined,
    opened: () => Promise.resolve(),
    readAfter: () => Promise.resolve(),
    readiness: () => Promise.resolve({ ready: true }),
    behind: () => new Map(),
    close: () => Promise.resolve(),
  };
}
