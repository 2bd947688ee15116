import { describe, expect, it } from 'vitest';

import { readCommandLine } from './options.js';

describe('the command line', () => {
  it('has defaults for all but the command', () => {
    expect(readCommandLine(['up'])).toEqual({
      command: 'up',
      mode: undefined,
      fabric: '3.1',
      version: undefined,
      keep: false,
      nodes: false,
      names: [],
      lines: 20,
      follow: false,
    });
    expect(readCommandLine(['logs', 'orderer1', '-f', '--lines', '5'])).toMatchObject({
      names: ['orderer1'],
      follow: true,
      lines: 5,
    });
    expect(readCommandLine(['deploy', '--mode', 'native', '--version', '1.2.0-rc.1'])).toMatchObject({
      mode: 'native',
      version: '1.2.0-rc.1',
    });
  });

  it.each([[[]], [['help']], [['up', '--help']], [['-h']]])('%j asks for help', (args) => {
    expect(readCommandLine(args).command).toBe('help');
  });

  it.each([
    [['start'], 'command must be up or deploy'],
    [['up', 'now'], 'up takes no now'],
    [['package'], 'package needs a folder'],
    [['package', 'a', 'b'], 'package takes no b'],
    [['up', '--mode', 'docker'], '--mode must be native or'],
    [['up', '--fabric', '1.4'], '--fabric must be 3.1 or 2.5, is "1.4"'],
    [['up', '--quick'], "Unknown option '--quick'"],
    [['deploy', '--version', 'a b'], '--version must be'],
    [['logs', '--lines', '-1'], "Option '--lines' argument is ambiguous"],
    [['logs', '--lines', '1e3'], '--lines must be a number'],
  ])('%j is refused in one line', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
    expect(() => readCommandLine(args)).not.toThrow('\n');
  });
});
