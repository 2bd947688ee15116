import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';

import { parseOrgId } from '@cloudfed/core';
import { z } from 'zod';

import { newAllowedAddresses } from './webhooks/addresses.js';

/** Signatures that tokens may have: public-key ones only. */
const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
];
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const FILE_SUFFIX = '_FILE';

const needed = (what: string) => z.string({ error: 'is not set' }).min(1).meta({ what });
const optional = (what: string) => z.string().min(1).optional().meta({ what });
const wholeNumber = (what: string, fallback: number, least: number, most: number) =>
  z
    .string()
    .regex(/^(0|[1-9][0-9]{0,8})$/u, { error: 'must be a whole number' })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `must be ${least} to ${most}` })
    .prefault(String(fallback))
    .meta({ what, fallback: String(fallback) });
const flag = (what: string, fallback: 'true' | 'false' = 'false') =>
  z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((word) => word === 'true')
    .prefault(fallback)
    .meta({ what, fallback });

const orgId = needed('The organization whose gateway this is: five digits').transform((text, context) => {
  try {
    return parseOrgId(text, 'value');
  } catch {
    context.issues.push({ code: 'custom', input: text, message: 'must be exactly five digits, such as 00001' });
    return z.NEVER;
  }
});

const algorithms = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .refine((words) => words.every((word) => ALGORITHMS.includes(word)), {
    error: `must be some of ${ALGORITHMS.join(', ')}, separated by commas`,
  })
  .prefault('ES256');

const origins = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .refine((words) => words.every((word) => URL.canParse(word) && new URL(word).origin === word), {
    error: 'must be origins such as https://console.example, separated by commas',
  })
  .transform((words): readonly string[] => words)
  .optional();

const networks = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .refine((words) => words.every(isNetwork), { error: 'must be networks such as 10.1.0.0/16, separated by commas' })
  .transform((words): readonly string[] => words)
  .optional();

function isNetwork(word: string): boolean {
  try {
    newAllowedAddresses([word]);
    return true;
  } catch {
    return false;
  }
}

const RETRIES = '5,30,120,600,1800,3600,7200,14400,28800';
const pauses = z
  .string()
  .regex(/^[1-9]\d{0,5}(?:,[1-9]\d{0,5}){0,29}$/u, { error: 'must be at most 30 numbers of seconds, such as 5,30,120' })
  .transform((text): readonly number[] => text.split(',').map(Number))
  .prefault(RETRIES);

/** Every setting: its name in the environment, its form and its meaning. */
const settings = z.object({
  CLOUDFED_ORG_ID: orgId.meta({ what: 'The organization whose gateway this is: five digits' }),
  CLOUDFED_PROFILE: needed('The connection profile of its network: a JSON file'),
  CLOUDFED_DATA_DIR: needed('Where its database is kept; made when it is missing'),
  HOST: z.string().min(1).prefault('127.0.0.1').meta({ what: 'The address to listen on', fallback: '127.0.0.1' }),
  PORT: wholeNumber('The port to listen on; 0 takes a free one', 3000, 0, 65_535),
  CLOUDFED_TLS_CERT_FILE: optional('PEM: its TLS certificate chain; plain HTTP without it'),
  CLOUDFED_TLS_KEY_FILE: optional('PEM: the certificate’s key'),
  CLOUDFED_TLS_CLIENT_CA_FILE: optional('PEM: callers need a certificate of one of these (mTLS)'),
  CLOUDFED_CORS_ORIGINS: origins.meta({ what: 'Origins whose pages may call, separated by commas; none unless told' }),
  CLOUDFED_JWT_ISSUER: optional(
    'Who issues tokens: their `iss`. Without it and the next three, API keys alone are taken',
  ),
  CLOUDFED_JWT_AUDIENCE: optional('For whom tokens are: their `aud`'),
  CLOUDFED_JWKS_FILE: optional('The keys that tokens are signed with: a JWKS file'),
  CLOUDFED_JWKS_URL: z
    .url({ protocol: /^https?$/u, error: 'must be a URL' })
    .optional()
    .meta({ what: 'The same by URL; one of the two' }),
  CLOUDFED_JWKS_REFRESH_SECONDS: wholeNumber('How often keys are read by URL', 600, 1, 86_400),
  CLOUDFED_JWKS_OUTAGE_SECONDS: wholeNumber(
    'How long keys are taken while they cannot be read again; then tokens are answered with 503',
    86_400,
    60,
    2_592_000,
  ),
  CLOUDFED_JWT_ALGORITHMS: algorithms.meta({ what: 'Signature algorithms that are taken', fallback: 'ES256' }),
  CLOUDFED_DEMO: flag('Takes demo tokens, so listens on a loopback address only; no rate limit unless it is set'),
  CLOUDFED_RATE_LIMIT_PER_MINUTE: wholeNumber(
    'Requests of one principal in a minute; 0 for no limit',
    50_000,
    0,
    100_000_000,
  ),
  CLOUDFED_MAX_EVENT_STREAMS: wholeNumber('Event streams open at once', 200, 1, 100_000),
  CLOUDFED_WRITES_AT_ONCE: wholeNumber('Transactions on their way to the ledger at once', 300, 1, 10_000),
  CLOUDFED_WRITES_WAITING: wholeNumber(
    'Writes that may wait for a place; a further one is refused',
    5_000,
    0,
    1_000_000,
  ),
  CLOUDFED_MAX_GROUP: wholeNumber('Writes of one quota in one transaction; 1 turns grouping off', 200, 1, 500),
  CLOUDFED_IDEMPOTENCY_HOURS: wholeNumber('How long an `Idempotency-Key` is remembered', 24, 1, 8_760),
  CLOUDFED_IDEMPOTENCY_KEYS: wholeNumber('Keys remembered at once', 1_000_000, 1, 100_000_000),
  CLOUDFED_ANSWER_SECONDS: wholeNumber(
    'How long a request may take until it is answered 503; its writes are followed up all the same',
    55,
    1,
    600,
  ),
  CLOUDFED_USAGE_WAITING: wholeNumber('Usage records that may wait for the ledger', 1_000_000, 1, 100_000_000),
  CLOUDFED_USAGE_WINDOW_SECONDS: wholeNumber(
    'The windows of time that usage batches cover, aligned to multiples of it since 1970',
    3_600,
    1,
    86_400,
  ),
  CLOUDFED_USAGE_WAIT_SECONDS: wholeNumber(
    'How long after a window’s end, and after the first of its usage came, the rest is waited for',
    120,
    0,
    86_400,
  ),
  CLOUDFED_USAGE_BATCH: wholeNumber('Usage records in one transaction', 5_000, 1, 10_000),
  CLOUDFED_USAGE_AT_ONCE: wholeNumber('Usage batches on their way to the ledger at once', 8, 1, 64),
  CLOUDFED_USAGE_KEEP_DAYS: wholeNumber(
    'How long settled usage is remembered, so that a repeat is known',
    35,
    1,
    3_650,
  ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/u, error: 'must be a URL such as postgres://user:password@host/database' })
    .optional()
    .meta({ what: 'PostgreSQL for the read model; a SQLite file unless set. A secret', secret: true }),
  CLOUDFED_READMODEL_DIR: optional('Where the file of the read model is kept; `CLOUDFED_DATA_DIR` unless set'),
  CLOUDFED_READ_PATIENCE_MS: wholeNumber(
    'How long a read waits for the read model to have what it must, in milliseconds',
    5_000,
    0,
    60_000,
  ),
  CLOUDFED_ROLL_UP_MINUTES: wholeNumber(
    'How often hours that have passed are closed and totals rolled up',
    10,
    1,
    1_440,
  ),
  CLOUDFED_CONFIRM_SETTLEMENTS: flag(
    'Confirms by itself what this organization was paid by a transfer, cheques or a payment channel; people do the rest',
    'true',
  ),
  CLOUDFED_WEBHOOK_NETWORKS: networks.meta({
    what: 'Networks such as `10.1.0.0/16`, separated by commas, that webhooks may reach beside public addresses; there without TLS too',
  }),
  CLOUDFED_WEBHOOK_RETRY_SECONDS: pauses.meta({
    what: 'Pauses between the attempts to deliver to a webhook, separated by commas; after the last it is dead',
    fallback: RETRIES,
  }),
  CLOUDFED_STOP_SECONDS: wholeNumber('How long a stop waits for what is under way', 10, 1, 600),
  CLOUDFED_LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .prefault('info')
    .meta({ what: `What is logged: ${LOG_LEVELS.join(', ')}`, fallback: 'info' }),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/u, error: 'must be a URL' })
    .optional()
    .meta({ what: 'OpenTelemetry collector (OTLP over HTTP) that traces are sent to; no traces without it' }),
  CLOUDFED_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/u, { error: 'must be 16 to 512 printable characters' })
    .optional()
    .meta({ what: 'Bearer token that `/metrics` asks for; open to all unless set. A secret', secret: true }),
});

type SettingName = keyof typeof settings.shape;
const NAMES = Object.keys(settings.shape) as SettingName[];
const SECRETS: readonly string[] = NAMES.filter((name) => settings.shape[name].meta()?.['secret'] === true);
/** Settings of the product that a gateway has no use for but may find in its environment. */
const OTHERS = ['CLOUDFED_HOME'];

export type Config = z.output<typeof settings>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are missing or wrong, every one of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads the settings from the environment. A secret may be in a file instead: `NAME_FILE` says which.
 *
 * @throws ConfigError naming every setting that is wrong
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const name of NAMES) {
    const value = SECRETS.includes(name) ? readSecret(name, environment, problems) : environment[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  if (given['CLOUDFED_DEMO'] === 'true') given['CLOUDFED_RATE_LIMIT_PER_MINUTE'] ??= '0';
  const result = settings.safeParse(given);
  if (!result.success) {
    problems.push(...result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  problems.push(...contradictions(given));
  if (problems.length > 0 || !result.success) throw new ConfigError(problems);
  return result.data;
}

/** The setting's own variable, else the file that its `_FILE` variable names. */
function readSecret(name: string, environment: Environment, problems: string[]): string | undefined {
  const file = environment[name + FILE_SUFFIX];
  if (file === undefined || file === '') return environment[name];
  if (environment[name] !== undefined && environment[name] !== '') {
    problems.push(`${name} and ${name}${FILE_SUFFIX} are both set`);
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    problems.push(`${name}${FILE_SUFFIX} names a file that cannot be read: ${file}`);
    return undefined;
  }
}

type Given = Readonly<Record<string, string>>;

function contradictions(given: Given): readonly string[] {
  const { HOST: host = '127.0.0.1' } = given;
  const problems = tokenProblems(given);
  if (given['CLOUDFED_DEMO'] === 'true' && !isLoopback(host)) {
    return [
      'HOST must be a loopback address while CLOUDFED_DEMO is true: demo tokens are for this machine only',
      ...problems,
    ];
  }
  return [...problems, ...tlsProblems(given)];
}

function tlsProblems(given: Given): readonly string[] {
  const [cert, key, ca] = ['CERT', 'KEY', 'CLIENT_CA'].map((name) => given[`CLOUDFED_TLS_${name}_FILE`]);
  if (cert === undefined && key === undefined) {
    return ca === undefined
      ? []
      : ['CLOUDFED_TLS_CLIENT_CA_FILE needs CLOUDFED_TLS_CERT_FILE and CLOUDFED_TLS_KEY_FILE'];
  }
  if (cert === undefined) return ['CLOUDFED_TLS_CERT_FILE is not set: CLOUDFED_TLS_KEY_FILE needs it'];
  return key === undefined ? ['CLOUDFED_TLS_KEY_FILE is not set: CLOUDFED_TLS_CERT_FILE needs it'] : [];
}

/** Tokens are taken where everything about them is told, or not at all. */
function tokenProblems(given: Given): readonly string[] {
  const { CLOUDFED_JWKS_FILE: file, CLOUDFED_JWKS_URL: url } = given;
  const parts = ['CLOUDFED_JWT_ISSUER', 'CLOUDFED_JWT_AUDIENCE'];
  if ([...parts.map((name) => given[name]), file, url].every((value) => value === undefined)) return [];
  const problems = parts
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is not set: tokens need it`);
  if (file === undefined && url === undefined) {
    problems.push('CLOUDFED_JWKS_FILE is not set, nor is CLOUDFED_JWKS_URL: tokens need one of them');
  }
  if (file !== undefined && url !== undefined) problems.push('CLOUDFED_JWKS_FILE and CLOUDFED_JWKS_URL are both set');
  if (url !== undefined && URL.canParse(url) && isUnprotected(new URL(url))) {
    problems.push('CLOUDFED_JWKS_URL must be https: whoever can change the keys can make tokens');
  }
  return problems;
}

function isUnprotected(url: URL): boolean {
  return url.protocol === 'http:' && !isLoopback(url.hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));
}

/** Whether other machines can reach it and nothing protects what they say, unless something in front does. */
export function isPlainToAll({ HOST: host, CLOUDFED_TLS_CERT_FILE: certFile }: Config): boolean {
  return certFile === undefined && !isLoopback(host);
}

/** Settings in the environment that nobody reads: most often a name spelt wrong. */
export function unknownSettings(environment: Environment): readonly string[] {
  const known = new Set<string>([...NAMES, ...OTHERS, ...SECRETS.map((name) => name + FILE_SUFFIX)]);
  return Object.keys(environment).filter((name) => name.startsWith('CLOUDFED_') && !known.has(name));
}

/** The settings in force, a line each, without secrets. */
export function printConfig(config: Config): string {
  const lines = NAMES.map((name) => {
    const value = config[name];
    if (value === undefined) return `${name}=`;
    if (SECRETS.includes(name)) return `${name}=(set)`;
    return `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`;
  });
  return `${lines.join('\n')}\n`;
}

/** The settings as a Markdown table, for documents. */
export function settingsTable(): string {
  const rows = NAMES.map((name) => {
    const { what = '', fallback } = (settings.shape[name].meta() ?? {}) as { what?: string; fallback?: string };
    const label = SECRETS.includes(name) ? `\`${name}\` or \`${name}${FILE_SUFFIX}\`` : `\`${name}\``;
    return `| ${label} | ${what} | ${fallback === undefined ? '' : `\`${fallback}\``} |`;
  });
  return ['| setting | what | default |', '|---|---|---|', ...rows, ''].join('\n');
}
