import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ConfigError, printConfig, readConfig, unknownSettings } from './config.js';

const SECRET = 'a-metrics-token-of-some-length';
const LEAST = { CLOUDFED_ORG_ID: '00001', CLOUDFED_PROFILE: 'profile.json', CLOUDFED_DATA_DIR: 'data' };
const TOKENS = {
  CLOUDFED_JWT_ISSUER: 'https://issuer.example',
  CLOUDFED_JWT_AUDIENCE: 'cloudfed',
  CLOUDFED_JWKS_URL: 'https://issuer.example/jwks',
};

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
}

describe('settings', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-config-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are few that must be told', () => {
    expect(readConfig(LEAST)).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, CLOUDFED_RATE_LIMIT_PER_MINUTE: 50_000 });
    expect(problemsOf({})).toEqual([
      'CLOUDFED_ORG_ID is not set',
      'CLOUDFED_PROFILE is not set',
      'CLOUDFED_DATA_DIR is not set',
    ]);
  });

  it('that are wrong are all named at once, without their secrets', () => {
    const problems = problemsOf({
      ...LEAST,
      CLOUDFED_ORG_ID: '1',
      PORT: '70000',
      CLOUDFED_MAX_GROUP: '1e2',
      CLOUDFED_LOG_LEVEL: 'loud',
      CLOUDFED_DEMO: 'yes',
      CLOUDFED_METRICS_TOKEN: 'SECRET',
      CLOUDFED_CORS_ORIGINS: 'https://console.example/,*',
    });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
      'CLOUDFED_CORS_ORIGINS',
      'CLOUDFED_DEMO',
      'CLOUDFED_LOG_LEVEL',
      'CLOUDFED_MAX_GROUP',
      'CLOUDFED_METRICS_TOKEN',
      'CLOUDFED_ORG_ID',
      'PORT',
    ]);
    expect(problems.join()).not.toContain('SECRET');
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['tokens without an issuer', { ...TOKENS, CLOUDFED_JWT_ISSUER: '' }, /^CLOUDFED_JWT_ISSUER is not set/u],
    ['tokens without an audience', { ...TOKENS, CLOUDFED_JWT_AUDIENCE: '' }, /^CLOUDFED_JWT_AUDIENCE is not set/u],
    ['tokens without keys', { ...TOKENS, CLOUDFED_JWKS_URL: '' }, /^CLOUDFED_JWKS_FILE is not set, nor is/u],
    ['keys from two places', { ...TOKENS, CLOUDFED_JWKS_FILE: 'f' }, /both set/u],
    ['keys that anybody on the way can change', { ...TOKENS, CLOUDFED_JWKS_URL: 'http://issuer.example' }, /https/u],
    ['keys from no URL', { ...TOKENS, CLOUDFED_JWKS_URL: 'issuer' }, /^CLOUDFED_JWKS_URL must be a URL/u],
    ['a signature that is none', { ...TOKENS, CLOUDFED_JWT_ALGORITHMS: 'ES256,none' }, /^CLOUDFED_JWT_ALGORITHMS/u],
    ['a shared secret', { ...TOKENS, CLOUDFED_JWT_ALGORITHMS: 'HS256' }, /^CLOUDFED_JWT_ALGORITHMS/u],
    ['demo tokens for everybody', { CLOUDFED_DEMO: 'true', HOST: '0.0.0.0' }, /^HOST must be a loopback/u],
    ['a certificate without a key', { CLOUDFED_TLS_CERT_FILE: 'c' }, /^CLOUDFED_TLS_KEY_FILE is not set/u],
    ['a key without a certificate', { CLOUDFED_TLS_KEY_FILE: 'k' }, /^CLOUDFED_TLS_CERT_FILE is not set/u],
    ['client certificates without TLS', { CLOUDFED_TLS_CLIENT_CA_FILE: 'c' }, /^CLOUDFED_TLS_CLIENT_CA_FILE needs/u],
    ['a collector that is no URL', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT/u],
  ])('are refused with %s', (_what, settings, problem) => {
    const problems = problemsOf({ ...LEAST, ...settings });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('that are secret come from a file as well', () => {
    const file = join(folder, 'token');
    writeFileSync(file, `${SECRET}\n`);
    expect(readConfig({ ...LEAST, CLOUDFED_METRICS_TOKEN_FILE: file }).CLOUDFED_METRICS_TOKEN).toBe(SECRET);
    const both = { ...LEAST, CLOUDFED_METRICS_TOKEN_FILE: file, CLOUDFED_METRICS_TOKEN: SECRET };
    expect(problemsOf(both)).toEqual(['CLOUDFED_METRICS_TOKEN and CLOUDFED_METRICS_TOKEN_FILE are both set']);
    const missing = { ...LEAST, CLOUDFED_METRICS_TOKEN_FILE: join(folder, 'missing') };
    expect(problemsOf(missing)).toEqual([expect.stringMatching(/cannot be read: .*missing$/u)]);
  });

  it('are printed as they are in force, secrets masked, and read back to the same', () => {
    const config = readConfig({
      ...LEAST,
      ...TOKENS,
      CLOUDFED_JWT_ALGORITHMS: 'ES256, EdDSA',
      CLOUDFED_METRICS_TOKEN: SECRET,
    });
    const printed = printConfig(config);
    expect(printed).toContain('CLOUDFED_METRICS_TOKEN=(set)\n');
    expect(printed).toContain('CLOUDFED_JWT_ALGORITHMS=ES256,EdDSA\n');
    expect(printed).not.toContain(SECRET);
    const lines = printed.trimEnd().split('\n');
    const again = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(readConfig({ ...again, CLOUDFED_METRICS_TOKEN: SECRET })).toEqual(config);
  });

  it('that nobody reads are found', () => {
    const environment = { ...LEAST, CLOUDFED_PROFLE: 'x', CLOUDFED_METRICS_TOKEN_FILE: 'f', PATH: '/bin' };
    expect(unknownSettings(environment)).toEqual(['CLOUDFED_PROFLE']);
  });
});
