/** What went wrong and what to do about it, in one line for whoever typed the command. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** The same for a command of Fabric's that failed: its own last words are `output`. */
export class CommandError extends OperatorError {
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}
