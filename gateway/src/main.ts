import { pino } from 'pino';

import { type Config, ConfigError, printConfig, readConfig, settingsTable, unknownSettings } from './config.js';
import { startGateway } from './gateway.js';
import { accessTable } from './http/access/access-table.js';
import { EVENTS_ROUTE } from './http/events.js';
import { ROUTES } from './http/routes/index.js';
import { newLogger } from './logging.js';

const USAGE = `usage: node gateway/dist/main.js [option]

Runs the gateway of one organization; its settings are in the environment (see gateway/README.md).

  --print-config     checks the settings and prints those in force, without secrets
  --print-settings   prints the table of settings, in Markdown
  --print-access     prints the table of roles and routes, in Markdown
  --help             prints this
`;

/** As the system's sysexits has it. */
const EXIT_USAGE = 64;
const EXIT_CONFIG = 78;
const EXIT_FAILED = 1;
/** Beyond the time that a stop is given, for what should not but may hang. */
const STOP_MARGIN_MS = 3_000;

async function main(args: readonly string[]): Promise<void> {
  switch (args.join(' ') || undefined) {
    case undefined:
      await run(readConfig(process.env));
      return;
    case '--print-config':
      process.stdout.write(printConfig(readConfig(process.env)));
      return;
    case '--print-settings':
      process.stdout.write(settingsTable());
      return;
    case '--print-access':
      process.stdout.write(accessTable([...ROUTES, EVENTS_ROUTE]));
      return;
    case '--help':
      process.stdout.write(USAGE);
      return;
    default:
      process.stderr.write(USAGE);
      process.exitCode = EXIT_USAGE;
  }
}

async function run(config: Config): Promise<void> {
  const logger = newLogger(
    { level: config.CLOUDFED_LOG_LEVEL, orgId: config.CLOUDFED_ORG_ID },
    // Lines are written before the call returns: the last ones before an end are the ones that matter.
    pino.destination({ dest: 1, sync: true }),
  );
  for (const name of unknownSettings(process.env)) logger.warn({ setting: name }, 'a setting that nobody reads');
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
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The gateway does not start: ${message}\n`);
  process.exitCode = error instanceof ConfigError ? EXIT_CONFIG : EXIT_FAILED;
});
