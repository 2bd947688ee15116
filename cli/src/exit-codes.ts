import { GatewayError, UnreachableError } from '@cloudfed/client';

/** What the process ends with. */
export const EXIT = {
  done: 0,
  fault: 1,
  refused: 2,
  notFound: 3,
  notAllowed: 4,
  unavailable: 5,
  usage: 64,
} as const;

export const EXIT_CODES_HELP = `
Exit codes: ${EXIT.done} done, ${EXIT.refused} refused (bad input, a conflict, a rule), ${EXIT.notFound} not found, ${EXIT.notAllowed} not allowed,
${EXIT.unavailable} the gateway is busy or cannot be reached, ${EXIT.usage} wrong usage, ${EXIT.fault} anything else.`;

/** The command was not used as it is to be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof UnreachableError) return EXIT.unavailable;
  if (!(error instanceof GatewayError)) return EXIT.fault;
  const { status } = error;
  if (status === 401 || status === 403) return EXIT.notAllowed;
  if (status === 404) return EXIT.notFound;
  if (status === 429 || status >= 502) return EXIT.unavailable;
  return status >= 400 && status < 500 ? EXIT.refused : EXIT.fault;
}
