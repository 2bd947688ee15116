import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startEmbeddedNetwork } from './network.js';
import { checkOptions } from './options.js';

/** One line of JSON on standard error, so that whoever started the process can read it. */
function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
  process.stderr.write(`${JSON.stringify({ level: 'error', message, ...(cause === undefined ? {} : { cause }) })}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  if (values.config === undefined) throw new Error('usage: main.js --config <file.json>');
  const options = checkOptions(JSON.parse(readFileSync(values.config, 'utf8')));
  const network = await startEmbeddedNetwork(options, {
    onError: complain,
    onFatal: (error) => {
      complain(error);
      process.exit(1);
    },
  });
  const stop = (): void => {
    network.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { orderer, peers } = network;
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid, orderer, peers })}\n`);
}

try {
  await main();
} catch (error) {
  complain(error);
  process.exit(1);
}
