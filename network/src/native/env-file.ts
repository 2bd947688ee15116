import { readFile } from 'node:fs/promises';

import { OperatorError } from './operator-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const LINE = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/u;

/**
 * Reads a file of `NAME=value` lines as Docker's `env_file` does: no quotes, no expansion, `#` begins a comment line.
 * @throws OperatorError naming file and line.
 */
export async function readEnvFile(path: string): Promise<Record<string, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new OperatorError(`environment file ${path} cannot be read: ${(error as Error).message}`);
  }
  return parseEnvFile(text, path);
}

export function parseEnvFile(text: string, path: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new OperatorError(`environment file ${path}, line ${index + 1}: must be NAME=value`);
    }
    values[name] = value;
  }
  return values;
}
