import { randomUUID } from 'node:crypto';

import { pino } from 'pino';

import { newAuditLog } from './audit.js';
import { type Config, isPlainToAll, printConfig, readConfig, unknownSettings } from './config.js';
import { startGateway } from './gateway.js';
import { newApiKeys } from './http/access/api-keys.js';
import { newLogger } from './logging.js';
import { isConfigProblem, startProblem } from './start-error.js';
import { digestReadModelOf, rebuildReadModelOf } from './readmodel/commands.js';
import { openStore } from './store.js';

const USAGE = `usage: node gateway/dist/main.js [option or command]

Runs the gateway of one organization; its settings are in the environment (see gateway/README.md).

  --print-config     checks the settings and prints those in force, without secrets
  --verify-audit-log reads the audit log from its beginning; says whether all of it is what was written
  --new-admin-key    makes an API key of role admin, for the first of them, and prints it
  readmodel rebuild  forgets what was read from the ledgers and reads it again; a running gateway may go on
  readmodel digest   prints how far the ledgers were read, and a digest of what is held
  --help             prints this
`;

/** As the system's sysexits has it. */
const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;
const EXIT_FAILED = 1;
const HOST_PRINCIPAL = { principal: 'host', roles: [], userId: undefined, method: '--new-admin-key', path: '' };
/** Beyond the time that a stop is given, for what should not but may hang. */
const STOP_MARGIN_MS = 3_000;

/** The settings in force, once they are read: to say what is wrong with one. */
let known: Config | undefined;

async function main(args: readonly string[]): Promise<void> {
  switch (args.join(' ') || undefined) {
    case undefined:
      await run(readConfig(process.env));
      return;
    case '--print-config':
      process.stdout.write(printConfig(readConfig(process.env)));
      return;
    case '--verify-audit-log':
      process.stdout.write(verifyAuditLog(readConfig(process.env)));
      return;
    case '--new-admin-key':
      process.stdout.write(`${await newAdminKey(readConfig(process.env))}\n`);
      return;
    case 'readmodel rebuild':
      process.stdout.write(await rebuildReadModelOf(readConfig(process.env)));
      return;
    case 'readmodel digest':
      process.stdout.write(await digestReadModelOf(readConfig(process.env)));
      return;
    case '--help':
      process.stdout.write(USAGE);
      return;
    default:
      process.stderr.write(USAGE);
      process.exitCode = EXIT_USAGE;
  }
}

function verifyAuditLog(config: Config): string {
  const store = openStore(config.CLOUDFED_DATA_DIR);
  try {
    const { sequence, hash } = newAuditLog(store).verify();
    return `${sequence} lines, the last with hash ${hash}\n`;
  } finally {
    store.close();
  }
}

/** Whoever can write the gateway's files may make a key; the audit log says so. */
async function newAdminKey(config: Config): Promise<string> {
  const store = openStore(config.CLOUDFED_DATA_DIR);
  try {
    const audit = newAuditLog(store);
    const request = { ...HOST_PRINCIPAL, requestId: randomUUID(), operation: 'createApiKey' };
    await audit.asked(request, '');
    const createdBy = HOST_PRINCIPAL.principal;
    const key = { name: 'made on the host', roles: ['admin' as const], userId: undefined, expiresAt: undefined };
    const { apiKey } = await newApiKeys(store).create({ ...key, createdBy });
    await audit.answered(request, { status: 201, code: undefined, transactionIds: [] });
    return apiKey;
  } finally {
    store.close();
  }
}

async function run(config: Config): Promise<void> {
  known = config;
  const logger = newLogger(
    { level: config.CLOUDFED_LOG_LEVEL, orgId: config.CLOUDFED_ORG_ID },
    // Lines are written before the call returns: the last ones before an end are the ones that matter.
    pino.destination({ dest: 1, sync: true }),
  );
  for (const name of unknownSettings(process.env)) logger.warn({ setting: name }, 'a setting that nobody reads');
  if (isPlainToAll(config))
    logger.warn('callers of other machines speak plain HTTP here: their credentials can be read');
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'an unexpected fault ends the gateway');
    process.exit(EXIT_FAILED);
  });
  const gateway = await startGateway({ config, logger });
  const stop = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping');
    setTimeout(
      () => {
        logger.error('the stop took too long');
        process.exit(EXIT_FAILED);
      },
      config.CLOUDFED_STOP_SECONDS * 1_000 + STOP_MARGIN_MS,
    ).unref();
    gateway.stop().then(
      (isClean) => {
        logger.info({ isClean }, 'stopped');
        process.exit(0);
      },
      (err: unknown) => {
        logger.error({ err }, 'the stop failed');
        process.exit(EXIT_FAILED);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  logger.info({ url: gateway.url, demo: config.CLOUDFED_DEMO }, 'listening');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`The gateway does not start: ${startProblem(error, known)}\n`);
  process.exitCode = isConfigProblem(error) ? EXIT_CONFIG : EXIT_FAILED;
});
