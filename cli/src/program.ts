import { Argument, Command, InvalidArgumentError, Option } from 'commander';

import { commandWords, kebab, NOT_GENERATED, thingOf } from './command-words.js';
import { EXIT_CODES_HELP } from './exit-codes.js';
import { followEvents, type FollowOptions } from './follow-events.js';
import type { Io } from './io.js';
import type { Field, Operation } from './operation.js';
import { OPERATIONS } from './operations.js';
import { type OperationOptions, runOperation } from './run-operation.js';
import { readValue, type Values } from './values.js';
import { VERSION } from './version.js';

/** Flags that are the command line's own: no field of the API may be called so. */
export const OWN_FLAGS = [
  ...['url', 'token', 'org', 'role', 'json', 'help', 'version'],
  ...['file', 'each', 'parallel', 'all', 'output', 'idempotency-key'],
];
const MOST_PARALLEL = 500;

const DESCRIPTION = `Everything a cloudfed gateway does. Tables for people; --json for programs.

Which gateway, as whom: --url and --token, or CLOUDFED_URL and CLOUDFED_TOKEN (or CLOUDFED_TOKEN_FILE), or a federation
that runs here (.cloudfed/federation.json; CLOUDFED_HOME moves it), of which --org and --role choose one.`;

export type Finish = (code: number) => void;

/** The whole command; what a subcommand ends with is told to `finish`. */
export function newProgram(io: Io, finish: Finish): Command {
  const program = new Command('cloudfed')
    .description(DESCRIPTION)
    .version(VERSION)
    .option('--url <url>', 'the gateway')
    .option('--token <token>', 'a token or an API key; other users of this machine see it: prefer the environment')
    .option('--org <id>', 'an organization of the federation that runs here, by id or name (CLOUDFED_ORG)')
    .option('--role <role>', 'one of its demo tokens (CLOUDFED_ROLE); operator unless told')
    .option('--json', 'answers for programs: JSON, a line each')
    .addHelpText('after', EXIT_CODES_HELP)
    .showHelpAfterError('(--help tells how)')
    .configureHelp({ sortSubcommands: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.out(text);
      },
      writeErr: (text) => {
        io.err(text);
      },
    });
  for (const operation of OPERATIONS) {
    if (!NOT_GENERATED.includes(operation.operationId)) addOperation(program, operation, io, finish);
  }
  addEvents(program, io, finish);
  return program;
}

function addEvents(program: Command, io: Io, finish: Finish): void {
  program
    .command('events')
    .description('Tell what changes on the ledgers, as it happens, until Ctrl-C')
    .option('--after <event>', 'go on after this event (its eventId); genesis begins with everything')
    .action(async (_options: unknown, command: Command) => {
      finish(await followEvents(command.optsWithGlobals<FollowOptions>(), io));
    });
}

function addOperation(program: Command, operation: Operation, io: Io, finish: Finish): void {
  const { positionals, query, body = [], answer } = operation;
  const command = placeOf(program, operation).description(operation.summary);
  if (operation.description !== undefined) command.addHelpText('after', `\n${operation.description}`);
  for (const field of positionals) {
    // With --each the lines have them.
    const argument = new Argument(`[${kebab(field.name)}]`, field.description ?? '');
    command.addArgument(field.choices === undefined ? argument : argument.choices(field.choices));
  }
  for (const field of [...query, ...body]) command.addOption(optionOf(field));
  addOwnOptions(command, operation);
  if (answer?.isList === true) command.option('--all', 'every page');
  command.action(async (...received: unknown[]) => {
    const acting = received.at(-1) as Command;
    const texts = received.slice(0, positionals.length) as (string | undefined)[];
    const given = valuesOf([...query, ...body], acting.opts());
    const placed = positionals.flatMap(({ name }, at) => (texts[at] === undefined ? [] : [[name, texts[at]] as const]));
    const values = { ...given, ...Object.fromEntries(placed) };
    finish(await runOperation(operation, values, acting.optsWithGlobals<OperationOptions>(), io));
  });
}

/** The command itself, under its thing. */
function placeOf(program: Command, { operationId, tag }: Operation): Command {
  const [first, second] = commandWords(operationId);
  const known = program.commands.find((command) => command.name() === first);
  if (second === undefined) return known ?? program.command(first);
  return (known ?? program.command(first).description(thingOf(first, tag))).command(second);
}

function addOwnOptions(command: Command, { method, bodyType, body, answerType }: Operation): void {
  if (bodyType !== undefined) {
    command.option(
      '--file <file>',
      body === undefined
        ? `the body, ${bodyType}; - reads it here`
        : 'values, as a JSON object; flags go before it; - reads it here',
    );
  }
  if (method !== 'GET') {
    command
      .option(
        '--each <file>',
        'once for every line, which is a JSON object of values; again with the same file is harmless',
      )
      .option('--parallel <n>', 'of --each: calls under way at once, 20 unless told', parallelOf);
  }
  if (method === 'POST') command.option('--idempotency-key <key>', 'the same key again gets the first answer again');
  if (answerType !== undefined) command.option('--output <file>', 'write the answer there, as it is');
}

function parallelOf(text: string): number {
  const parallel = Number(text);
  if (/^[0-9]{1,3}$/u.test(text) && parallel >= 1 && parallel <= MOST_PARALLEL) return parallel;
  throw new InvalidArgumentError(`must be 1 to ${String(MOST_PARALLEL)}`);
}

function optionOf(field: Field): Option {
  const { name, kind, required, choices, description = '' } = field;
  const value = kind === 'texts' ? '<value...>' : '<value>';
  const option = new Option(`--${kebab(name)} ${value}`, required ? `${description} (needed)` : description);
  if (kind === 'boolean') return option.choices(['true', 'false']);
  return choices === undefined ? option : option.choices(choices);
}

function valuesOf(fields: readonly Field[], options: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = options[field.name] as string | readonly string[] | undefined;
      return text === undefined ? [] : [[field.name, readValue(field, text)] as const];
    }),
  );
}
