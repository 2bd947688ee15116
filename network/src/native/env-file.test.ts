import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { parseEnvFile, readEnvFile } from './env-file.js';

describe('an environment file', () => {
  it('is read as Docker reads it: no quotes, no expansion, comments by line', () => {
    expect(parseEnvFile('# ports\r\nA=1\n\nB="x"\nC=$A # no comment\nD=\n', 'file')).toEqual({
      A: '1',
      B: '"x"',
      C: '$A # no comment',
      D: '',
    });
  });

  it.each(['export A=1', 'A', '=1', '1A=x', 'A-B=1'])('refuses %j by file and line', (line) => {
    expect(() => parseEnvFile(`A=1\n${line}\n`, 'ports.env')).toThrow('ports.env, line 2: must be NAME=value');
  });

  it('that is not there is told by name', async () => {
    await expect(readEnvFile(join('/nowhere', 'ports.env'))).rejects.toThrow('/nowhere/ports.env cannot be read');
  });
});
