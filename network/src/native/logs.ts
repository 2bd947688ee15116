import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

import type { LogsRequest } from '../network-mode.js';
import { OperatorError } from './operator-error.js';

/**
 * Writes the ends of logs to standard output.
 * @param known Names of all that may have one, `NAME.log` in the folder.
 * @throws OperatorError where a name is not known, or nothing has been written.
 */
export async function printLogs(folder: string, known: readonly string[], request: LogsRequest): Promise<void> {
  const unknown = request.names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new OperatorError(`there is no ${unknown}: it may be ${known.join(', ')}`);
  const wanted = request.names.length === 0 ? known : request.names;
  const files = await Promise.all(wanted.map((name) => existing(join(folder, `${name}.log`))));
  const there = files.filter((file) => file !== undefined);
  if (there.length === 0) throw new OperatorError('nothing has been written yet');
  const follow = request.follow ? ['-F'] : [];
  await new Promise<void>((resolve, reject) => {
    const tail = spawn('tail', ['-v', '-n', String(request.lines), ...follow, ...there], { stdio: 'inherit' });
    tail.once('error', (error) => {
      reject(new OperatorError(`the logs in ${folder} cannot be shown: ${error.message}`));
    });
    tail.once('exit', () => {
      resolve();
    });
  });
}

async function existing(path: string): Promise<string | undefined> {
  try {
    await access(path);
    return path;
  } catch {
    return undefined;
  }
}
