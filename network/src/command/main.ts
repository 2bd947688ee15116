import { rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { newComposeMode } from '../compose/compose-mode.js';
import { type NativeModeOptions, newNativeMode } from '../native/native-mode.js';
import { OperatorError } from '../native/operator-error.js';
import { leavePackage } from '../native/package-file.js';
import { PROJECT, readFederationEnvironment } from '../native/project.js';
import type { NetworkMode, NetworkStatus } from '../network-mode.js';
import { newSteps, shortestPath } from '../steps.js';
import { newEmbeddedMode } from './embedded-mode.js';
import { forgetMode, keepMode, readKeptMode } from './kept-mode.js';
import { type CommandLine, HELP, type ModeName, readCommandLine } from './options.js';
import { formatTable } from './table.js';

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2));
  if (line.command === 'help') {
    console.log(HELP);
    return;
  }
  const home = resolve(process.env['CLOUDFED_HOME'] ?? join(PROJECT.root, '.cloudfed'));
  const modeName = line.mode ?? (await readKeptMode(home)) ?? 'native';
  const mode = await newMode(modeName, line, home);
  await COMMANDS[line.command]({ line, home, modeName, mode });
}

async function newMode(name: ModeName, line: CommandLine, home: string): Promise<NetworkMode> {
  const environment = await readFederationEnvironment();
  const version = line.version === undefined ? {} : { version: line.version };
  return MODE_FACTORIES[name]({ project: PROJECT, home, environment, fabric: line.fabric, ...version });
}

/** How each mode is made; a further one is a line here and its name in `options`. */
const MODE_FACTORIES: Readonly<Record<ModeName, (options: NativeModeOptions) => NetworkMode>> = {
  native: newNativeMode,
  compose: newComposeMode,
  embedded: newEmbeddedMode,
};

interface Invocation {
  readonly line: CommandLine;
  readonly home: string;
  readonly modeName: ModeName;
  readonly mode: NetworkMode;
}

const COMMANDS: Readonly<Record<Exclude<CommandLine['command'], 'help'>, (invocation: Invocation) => Promise<void>>> = {
  async up({ mode, modeName, home, line }) {
    await keepMode(home, modeName);
    const headline = line.nodes ? 'The nodes run' : 'The network is up';
    await timed(headline, () => mode.up(newSteps(process.stdout), { nodesOnly: line.nodes }));
  },
  async deploy({ mode }) {
    await timed('The chaincode is on every ledger channel', () => mode.deploy(newSteps(process.stdout)));
  },
  async down({ mode, modeName, home, line }) {
    await mode.down(newSteps(process.stdout), { keep: line.keep });
    if (line.keep) return;
    await forgetMode(home, modeName);
    await rmdir(home).catch(() => undefined);
  },
  async status({ mode }) {
    const status = await mode.status();
    printStatus(status);
    if (status.parts.length === 0 || status.parts.some(({ healthy }) => !healthy)) process.exitCode = 1;
  },
  async package({ line }) {
    const { file, packageId } = await leavePackage(PROJECT, line.names[0] ?? '.', line.version);
    console.log(`package      ${shortestPath(file)}\npackage id   ${packageId}`);
  },
  async logs({ mode, line }) {
    await mode.logs({ names: line.names, lines: line.lines, follow: line.follow });
  },
};

async function timed(headline: string, work: () => Promise<readonly string[]>): Promise<void> {
  const startedAt = performance.now();
  const notes = await work();
  console.log(`\n${headline} (${((performance.now() - startedAt) / 1000).toFixed(1)} s).`);
  for (const note of notes) console.log(`  ${note}`);
}

function printStatus({ title, parts }: NetworkStatus): void {
  console.log(title);
  if (parts.length === 0) return;
  const rows = parts.map(({ name, state, port, pid, notes }) => [
    name,
    state,
    String(port),
    pid === undefined ? '-' : String(pid),
    notes,
  ]);
  process.stdout.write(`\n${formatTable(['NAME', 'STATE', 'PORT', 'PROCESS', ''], rows)}`);
}

main().catch((error: unknown) => {
  if (error instanceof OperatorError) console.error(`network.sh: ${error.message}`);
  else console.error(error);
  process.exitCode = 1;
});
