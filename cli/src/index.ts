import { GatewayError } from '@cloudfed/client';
import { CommanderError } from 'commander';

import { EXIT, exitCodeOf } from './exit-codes.js';
import { type Io, processIo } from './io.js';
import { newProgram } from './program.js';
import { plain } from './table.js';

export { EXIT } from './exit-codes.js';
export type { Io } from './io.js';

/** Runs the command. @returns the process's exit code */
export async function main(args: readonly string[], io: Io = processIo()): Promise<number> {
  let code: number = EXIT.done;
  const program = newProgram(io, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (io.signal.aborted) return EXIT.fault;
    tell(error, program.opts<{ json?: boolean }>().json === true, io);
    return exitCodeOf(error);
  }
}

/** A refusal for people is a line; for programs the gateway's own problem document. */
function tell(error: unknown, isJson: boolean, io: Io): void {
  if (isJson && error instanceof GatewayError && error.problem !== undefined) {
    io.err(`${JSON.stringify(error.problem)}\n`);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof GatewayError ? `${error.code}: ` : '';
  const transaction =
    error instanceof GatewayError && error.transactionId ? ` (transaction ${error.transactionId})` : '';
  io.err(`${plain(`${code}${message}${transaction}`)}\n`);
}
