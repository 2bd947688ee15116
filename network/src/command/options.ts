import { parseArgs, type ParseArgsConfig } from 'node:util';

import type { FabricVersion } from '../native/configuration.js';
import { OperatorError } from '../native/operator-error.js';

export const HELP = `usage: scripts/network.sh COMMAND [options]

Three organizations of two peers, three orderers and four ledger channels on this host.

  up        bring the network up, or what of it is missing
  deploy    bring the chaincode of this checkout to every ledger channel, and bind the organizations
  status    what runs where; exits with 1 where something does not
  logs      [NAME …] what nodes and services have written
  down      end and remove the network, its keys and ledgers
  package   FOLDER: leave the chaincode's package there, for who installs it by hand

  --mode MODE           native: real Fabric from its release binaries · compose: in containers, with its gateways
                        embedded: the embedded network, which needs Node alone
                        (default: the mode that was brought up last, else native)
  --fabric 3.1|2.5      which Fabric: that of the binaries, or the tag of the images (default 3.1)
  --nodes               up: nodes alone; docs/operate.md goes on by hand
  --version VERSION     deploy, package: what to call the chaincode (default: that of its package.json)
  --keep                down: keep keys and ledgers; the next up goes on with them
  --lines N, --follow   logs: how many lines of each (default 20); go on until Ctrl-C
  --help                this text

Everything is kept in .cloudfed/ (CLOUDFED_HOME moves it). Ports are in network/env/federation.env; a variable of the same
name goes before it, CLOUDFED_ENV_FILE names another file. FABRIC_BIN says where the binaries are if PATH does not.`;

const COMMANDS = ['up', 'deploy', 'status', 'logs', 'down', 'package'] as const;
export type CommandName = (typeof COMMANDS)[number];

export const MODES = ['native', 'compose', 'embedded'] as const;
export type ModeName = (typeof MODES)[number];

const FABRIC_VERSIONS: readonly FabricVersion[] = ['3.1', '2.5'];
const CHAINCODE_VERSION = /^[A-Za-z0-9_.+-]{1,64}$/u;
const MAX_LINES = 100_000;

/** What was typed, checked. */
export interface CommandLine {
  readonly command: CommandName | 'help';
  readonly mode: ModeName | undefined;
  readonly fabric: FabricVersion;
  readonly version: string | undefined;
  readonly keep: boolean;
  readonly nodes: boolean;
  /** What follows the command: names of parts, or a folder. */
  readonly names: readonly string[];
  readonly lines: number;
  readonly follow: boolean;
}

const MOST_NAMES: Readonly<Partial<Record<CommandLine['command'], number>>> = {
  help: Infinity,
  logs: Infinity,
  package: 1,
};

const OPTIONS = {
  mode: { type: 'string' },
  fabric: { type: 'string', default: '3.1' },
  version: { type: 'string' },
  keep: { type: 'boolean', default: false },
  nodes: { type: 'boolean', default: false },
  lines: { type: 'string', default: '20' },
  follow: { type: 'boolean', short: 'f', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsConfig['options'];

/** @throws OperatorError naming what was not understood. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [given, ...names] = positionals;
  const command = values.help || given === undefined || given === 'help' ? 'help' : oneOf(COMMANDS, given, 'command');
  const most = MOST_NAMES[command] ?? 0;
  if (names.length > most) {
    throw new OperatorError(`${command} takes no ${names.slice(most).join(' ')}: scripts/network.sh --help`);
  }
  if (command === 'package' && names.length === 0) throw new OperatorError('package needs a folder to leave it in');
  if (values.version !== undefined && !CHAINCODE_VERSION.test(values.version)) {
    throw new OperatorError('--version must be 1 to 64 letters, digits or _.+-');
  }
  return {
    command,
    mode: values.mode === undefined ? undefined : oneOf(MODES, values.mode, '--mode'),
    fabric: oneOf(FABRIC_VERSIONS, values.fabric, '--fabric'),
    version: values.version,
    keep: values.keep,
    nodes: values.nodes,
    names,
    lines: readLines(values.lines),
    follow: values.follow,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new OperatorError(
      `${/^.*?(?=\.\s|\.?$)/mu.exec((error as Error).message)?.[0] ?? ''}: scripts/network.sh --help`,
    );
  }
}

function readLines(text: string): number {
  const lines = /^\d{1,6}$/u.test(text) ? Number(text) : -1;
  if (lines < 0 || lines > MAX_LINES) throw new OperatorError(`--lines must be a number up to ${MAX_LINES}`);
  return lines;
}

function oneOf<T extends string>(known: readonly T[], text: string, what: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new OperatorError(`${what} must be ${known.join(' or ')}, is ${JSON.stringify(text)}`);
  return found;
}
